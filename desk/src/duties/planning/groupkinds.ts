/** By what a comparison is added up and narrowed. */
export const groupKinds = ['customer', 'work_centre', 'department'] as const;
export type GroupKind = (typeof groupKinds)[number];

/** What a comparison is narrowed to; "" is a group too: no customer, outside, no department. */
export type Narrowed = { readonly [Kind in GroupKind]?: string | undefined };
