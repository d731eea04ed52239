/**
 * When another version needs a step than the one that a list tells: the need is the plan's, and a version never changes, so
 * who tells that of one tells the other's beside it. Source: GLOSSARY "need date".
 */
export interface OtherNeed {
  /** Its number. */
  readonly version: number;
  readonly need: string;
}
