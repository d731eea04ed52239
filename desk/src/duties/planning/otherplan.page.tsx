/** What the plan would do that a run did not take, read before its version is decided about. */
import { otherPlanWords } from './otherplan.messages.ts';

/** `figures`: of the version. */
export function OtherPlanSaid({ figures }: { figures: Readonly<Record<string, unknown>> }) {
  const words = otherPlanWords(figures);
  return words === null ? null : <p className="dim">{words}</p>;
}
