/**
 * Job shops as the literature writes them: jobs and machines on the first line, then a line a job. Machines count
 * from 0, in flexible shops from 1. A job may be of any length, visit a machine twice, and close with −1 −1.
 */
import type { JobDue, Shop, ShopMode, ShopOperation, ShopResource } from '@hotlist/engine';
import { Numbers } from './numbers.ts';

interface Kind {
  readonly flexible?: boolean;
  readonly dues?: boolean;
  readonly setups?: boolean;
}

export function readJobShop(file: string, text: string, kind: Kind): Shop {
  const numbers = new Numbers(file, text);
  const head = numbers.lineOf('the number of jobs');
  const jobs = numbers.next('the number of jobs', 1, 1_000_000);
  const machines = numbers.next('the number of machines', 1, 1_000_000);
  // Some flexible files say here how many machines an operation may choose from on average.
  if (kind.flexible) numbers.skip(head);
  numbers.endOf(head);
  const operations: ShopOperation[] = [];
  const dues: JobDue[] = [];
  for (let job = 0; job < jobs; job++) {
    const line = numbers.lineOf(`job ${job}`);
    if (kind.dues) {
      const weight = numbers.next(`the weight of job ${job}`);
      dues.push({ job: String(job), weight, due: numbers.next(`the due date of job ${job}`) });
    }
    const own = kind.flexible ? choices(numbers, line, job, machines) : route(numbers, line, job, machines);
    for (const [k, modes] of own.entries())
      operations.push({ id: `${job}/${k}`, job: String(job), modes, ...(kind.setups ? { family: job } : {}) });
    numbers.endOf(line);
  }
  const resources = Array.from({ length: machines }, (_, machine): ShopResource => {
    const id = String(machine);
    return kind.setups ? { id, capacity: 1, setups: matrix(numbers, machine, jobs) } : { id, capacity: 1 };
  });
  numbers.endOfFile();
  const precedences = operations.flatMap(({ id, job }, at) =>
    at > 0 && operations[at - 1]!.job === job ? [{ before: operations[at - 1]!.id, after: id }] : [],
  );
  const objective = kind.dues ? 'weighted-tardiness' : 'makespan';
  return { name: file.replace(/\.[^.]*$/, ''), resources, operations, precedences, objective, dues };
}

const on = (machine: number, duration: number): ShopMode => ({
  duration,
  demands: [{ resource: String(machine), amount: 1 }],
});

function route(numbers: Numbers, line: number, job: number, machines: number): ShopMode[][] {
  const own: ShopMode[][] = [];
  while (numbers.on(line)) {
    if (numbers.passes('-1')) {
      numbers.next('the second −1 that closes a job', -1, -1);
      break;
    }
    const machine = numbers.next(`a machine of job ${job}`, 0, machines - 1);
    own.push([on(machine, numbers.next(`a duration of job ${job}`))]);
  }
  return own;
}

function choices(numbers: Numbers, line: number, job: number, machines: number): ShopMode[][] {
  const steps = numbers.next(`the number of operations of job ${job}`, 0, 1_000_000);
  const own: ShopMode[][] = [];
  for (let k = 0; k < steps; k++) {
    if (!numbers.on(line)) throw numbers.fault(line, undefined, `job ${job} ends after ${k} of ${steps} operations.`);
    const ways = numbers.next(`the number of machines of operation ${k} of job ${job}`, 1, machines);
    own.push(
      Array.from({ length: ways }, () => {
        const machine = numbers.next(`a machine of job ${job}`, 1, machines) - 1;
        return on(machine, numbers.next(`a duration of job ${job}`));
      }),
    );
  }
  return own;
}

function matrix(numbers: Numbers, machine: number, jobs: number): number[][] {
  return Array.from({ length: jobs }, (_, from) =>
    Array.from({ length: jobs }, (__, to) =>
      numbers.next(`the set-up of machine ${machine} from job ${from} to ${to}`),
    ),
  );
}
