export const exampleNames = ['bicycle', 'wholesale', 'studio'] as const;
export type ExampleName = (typeof exampleNames)[number];
