/** What the server answered instead of doing it: a problem document (RFC 9457), as an error that pages can show. */
import type { Fault, ProblemDocument } from '../../house/errors.ts';

export class Refused extends Error {
  constructor(readonly problem: ProblemDocument) {
    super(problem.detail);
    this.name = 'Refused';
  }

  get status(): number {
    return this.problem.status;
  }

  /** The code to confirm with, when the answer is a question: "the goods stand there; take them all the same?" */
  get asks(): string | undefined {
    const code = this.problem.values?.confirm;
    return this.status === 409 && typeof code === 'string' ? code : undefined;
  }

  get faults(): readonly Fault[] {
    return this.problem.faults ?? [];
  }
}

/** Nobody answered, or the answer was cut. Browsers say that with a TypeError, as they say our own mistakes. */
export class Unreachable extends Error {
  constructor(cause: TypeError) {
    super('Nobody answered.', { cause });
    this.name = 'Unreachable';
  }
}

/** What comes over the network: there, and nowhere else, a TypeError is that nobody answered. */
export const overNetwork = <T>(coming: Promise<T>): Promise<T> =>
  coming.catch((error: unknown) => {
    throw error instanceof TypeError ? new Unreachable(error) : error;
  });

/** The sentence for a person; of one field where there is one for it. Bugs are told as such. */
export function sentenceOf(error: unknown, field?: string): string {
  if (error instanceof Refused) return error.faults.find((one) => one.field === field)?.text ?? error.problem.detail;
  if (error instanceof Unreachable)
    return 'The server could not be reached. Maybe it is being restarted; what you typed is still here.';
  return error instanceof Error ? `This page has a fault of its own: ${error.message}` : String(error);
}
