/** Every table of the desk, by name; each duty's `.tables.ts` adds its own. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the duties
export interface Tables {}
