/**
 * What a duty answers when it is asked to do something. `confirm` is the third answer between yes and no: the
 * facts stand ready, but a named person must say so. A code is a member of a union, so that a missing sentence
 * does not compile.
 */
export type Decision<Fact, Code extends string> =
  | { readonly kind: 'accept'; readonly facts: readonly Fact[] }
  | { readonly kind: 'confirm'; readonly facts: readonly Fact[]; readonly code: Code; readonly values: Values }
  | { readonly kind: 'refuse'; readonly code: Code; readonly values: Values };

/** The values a sentence is made of. */
export type Values = Readonly<Record<string, string | number | boolean | null>>;

export const accept = <Fact>(facts: readonly Fact[]): Decision<Fact, never> => ({ kind: 'accept', facts });

export const confirm = <Fact, Code extends string>(
  facts: readonly Fact[],
  code: Code,
  values: Values = {},
): Decision<Fact, Code> => ({ kind: 'confirm', facts, code, values });

export const refuse = <Code extends string>(code: Code, values: Values = {}): Decision<never, Code> => ({
  kind: 'refuse',
  code,
  values,
});
