/** What a file may be at most: beyond it a person has attached the wrong file, or somebody means harm. */
export const largest = {
  bytes: 60_000_000,
  /** Of a workbook once unpacked: a zip bomb promises far more. */
  unpacked: 600_000_000,
  /** Of a zip of files once unpacked, and how many they may be. */
  set: 200_000_000,
  files: 500,
  rows: 1_000_000,
  columns: 1_000,
} as const;

/** The files of a plan on one's own disk: those of a hundred thousand orders, and as much again. */
export const largestOfPlan = { bytes: 400_000_000, rows: 8_000_000 } as const;

export const tooLong = (where: string, rows: number, most: number = largest.rows): string =>
  `${where} has ${rows.toLocaleString('en')} rows; ${most.toLocaleString('en')} are the most. Maybe split it.`;

export const tooWide = (where: string, columns: number): string =>
  `${where} has a row with ${columns} cells; ${largest.columns} are the most. Maybe the delimiter is not the one that was found.`;
