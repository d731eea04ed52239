/** What one person asks for and another decides: once, and never his own. Source: RULES.md, "The schedule". */
import { accept, type Decision, refuse, type Values } from './decision.ts';
import { Refusal } from './errors.ts';

export const verdicts = ['approved', 'refused'] as const;
export type Verdict = (typeof verdicts)[number];

export interface AskedFor {
  /** Id of who asked. */
  readonly person: string;
  readonly decision?: { readonly decision: Verdict; readonly who: string; readonly person: string } | undefined;
}

export type DecideCode = 'decided' | 'own-request';

/** Decided once, and never approved by or for who asked; taking back one's own wish is refusing it. `by`: who decides, and for whom. */
export function mayDecide(
  { person, decision }: AskedFor,
  by: readonly string[],
  answer: Verdict,
): Decision<Verdict, DecideCode> {
  if (decision) {
    const takenBack = decision.decision === 'refused' && decision.person === person;
    return refuse('decided', { decision: takenBack ? 'taken back' : decision.decision, who: decision.who });
  }
  if (answer === 'approved' && by.includes(person)) return refuse('own-request');
  return accept([answer]);
}

const decideRefusals: Readonly<Record<DecideCode, (values: Values) => string>> = {
  decided: ({ decision, who }) =>
    `${decision === 'taken back' ? `${who} took it back` : `It was ${decision} by ${who}`} already. Maybe ${decision === 'approved' ? 'look at what became of it' : 'ask anew'}.`,
  'own-request': () => 'Somebody else must approve what you asked for. Maybe a deputy.',
};

export function refuseUndecidable(seen: AskedFor, by: readonly string[], answer: Verdict): void {
  const decision = mayDecide(seen, by, answer);
  if (decision.kind === 'refuse')
    throw new Refusal(
      decision.code === 'decided' ? 409 : 422,
      decision.code,
      decideRefusals[decision.code](decision.values),
    );
}
