/** What a schedule may be typed on. Pure. */

interface Standing {
  readonly version: { readonly number: number } | null;
  readonly published: number | null;
}

export interface BeginningChoice {
  /** The number of a version, or "nothing". */
  readonly value: string;
  readonly label: string;
}

/** `shown`: the version that is looked at, which is a choice whatever it is; `nothing`: so is none. */
export function beginningsOf(shown: number, state: Standing | undefined, nothing: boolean): readonly BeginningChoice[] {
  const [newest, published] = [state?.version?.number, state?.published ?? undefined];
  const numbers = [
    ...new Set([newest, published, shown].filter((one): one is number => one !== undefined && one !== 0)),
  ];
  const called = (number: number): string =>
    [`Version ${number}`, number === newest ? 'the newest' : '', number === published ? 'published' : '']
      .filter(Boolean)
      .join(', ');
  return [
    ...numbers.map((number) => ({ value: String(number), label: called(number) })),
    ...(nothing ? [{ value: 'nothing', label: 'From nothing' }] : []),
  ];
}
