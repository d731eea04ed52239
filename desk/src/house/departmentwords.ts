/** How a department is called; a work centre may have none, and what it does is called for what it is. */
export const departmentWords = (department: string): string => department || 'work without a department';

/** At the head of a row. */
export const departmentHead = (department: string): string => department || 'Work without a department';
