/** What a person did to a plan, act by act, as it is named where it is left out. */
import type { HandEdit, StepOf } from '@hotlist/engine';
import { latenessText } from '../../house/lengths.ts';
import { type Step, stepNamed } from './comparison.ts';
import { spoken } from './planning.messages.ts';
import { fromTo } from './worksizes.messages.ts';
import { type Sized, sizedBy, type WorkSize } from './worksizes.ts';

type MachineOf = (step: StepOf) => string | undefined;

/** Machines of the steps of a plan; a step that is done outside has none. */
export function machinesOf(steps: readonly Pick<Step, 'order' | 'seq' | 'part' | 'machine'>[]): MachineOf {
  const machines = new Map(steps.map((step) => [stepNamed(step), step.machine]));
  return (step) => machines.get(stepNamed(step));
}

/**
 * Each by another name, in the turn in which they were done: "the move of step 10 of MO-7 to W1 by Paula Klein". `machineOf`: where a
 * step stood before; `who`: the person who did it all; `sizes`: work orders that they size.
 */
export function actsCalled(
  acts: readonly (readonly HandEdit[])[],
  { who, sizes = [] }: { readonly who: string; readonly sizes?: readonly WorkSize[] },
  machineOf: MachineOf,
): readonly string[] {
  const sized = sizedBy(acts.flat(), sizes);
  const names = acts.map((act) => {
    // That all else stands where it stood moves nothing; it is done before what is typed.
    const told = act.filter(({ kind }) => kind !== 'stand');
    const [first, ...more] = told.length > 0 ? told : act;
    const rest = more.length === 0 ? '' : ` and ${more.length} ${more.length === 1 ? 'more change' : 'more changes'}`;
    return first ? `${editCalled(first, machineOf, sized.get(first))}${rest} by ${who}` : `a change by ${who}`;
  });
  return names.map((name, at) => (names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${at + 1})`));
}

export const stepCalled = ({ order, seq, part }: StepOf): string =>
  `step ${seq}${part === undefined ? '' : `, part ${part},`} of ${spoken(order)}`;

function editCalled(edit: HandEdit, machineOf: MachineOf, sized: Sized | undefined): string {
  switch (edit.kind) {
    case 'move': {
      const before = machineOf(edit);
      const { machine = before } = edit;
      const where = machine === undefined ? '' : machine === before ? ` on ${machine}` : ` to ${machine}`;
      return `the move of ${stepCalled(edit)}${where}`;
    }
    case 'swap':
      return `the swap of ${stepCalled(edit.one)} and ${stepCalled(edit.other)}`;
    case 'pull-forward':
      return `the pulling forward of ${stepCalled(edit)}`;
    case 'lock':
      return `the lock of ${stepCalled(edit)}`;
    case 'unlock':
      return `the letting go of ${stepCalled(edit)}`;
    case 'stand':
      return 'what was typed';
    case 'resize':
      return `the other quantity of ${spoken(edit.order)}${sized ? `, ${fromTo(sized)},` : ''}`;
    case 'split':
      return `the split of ${spoken(edit.order)}${sized ? `, ${fromTo(sized)},` : ''}`;
    case 'downtime':
      return `the downtime of ${edit.machine}`;
    case 'overtime':
      return `the overtime of ${edit.of}`;
  }
}

export const onMadeWords =
  'some of it is done to orders that a split or another quantity made, which would be called otherwise.';

/** Why an order ships later by a draft. */
export const movedByHand = (moved: {
  readonly who: string;
  readonly order: string;
  readonly seq: number;
  readonly to: string;
  readonly late: number;
}): string =>
  `${moved.who} moved step ${moved.seq} of ${moved.order} to ${moved.to} by hand: ${latenessText(moved.late)} later by that.`;

/** Why an order ships later by hours that a machine lost; `by`: who put them in by hand, in a draft. The day is said once where it is one. */
export function downWords(
  { machine, by }: { readonly machine: string; readonly by?: string | null },
  from: string,
  to: string,
): string {
  const clock = ' 00:00'.length;
  const until = from.slice(0, -clock) === to.slice(0, -clock) ? to.slice(1 - clock) : to;
  return by
    ? `${by} took ${machine} out from ${from} to ${until} by hand.`
    : `${machine} is down from ${from} to ${until}.`;
}
