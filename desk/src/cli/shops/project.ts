/** Projects in Patterson's format: tasks, resources, capacities; per task its duration, requests and successors (from 1). */
import type { Precedence, Shop, ShopOperation } from '@hotlist/engine';
import { Numbers } from './numbers.ts';

export function readProject(file: string, text: string): Shop {
  const numbers = new Numbers(file, text);
  const tasks = numbers.next('the number of tasks', 1, 1_000_000);
  const kinds = numbers.next('the number of resources', 0, 10_000);
  const resources = Array.from({ length: kinds }, (_, r) => ({
    id: String(r),
    capacity: numbers.next(`the capacity of resource ${r}`, 1),
  }));
  const operations: ShopOperation[] = [];
  const precedences: Precedence[] = [];
  for (let task = 0; task < tasks; task++) {
    const id = String(task);
    const duration = numbers.next(`the duration of task ${task}`);
    const demands = resources.map(({ id: resource, capacity }) => ({
      resource,
      amount: numbers.next(`what task ${task} needs of resource ${resource}`, 0, capacity),
    }));
    operations.push({ id, job: id, modes: [{ duration, demands: demands.filter((one) => one.amount > 0) }] });
    const successors = numbers.next(`the number of successors of task ${task}`, 0, tasks - 1);
    for (let k = 0; k < successors; k++)
      precedences.push({ before: id, after: String(numbers.next(`a successor of task ${task}`, 1, tasks) - 1) });
  }
  numbers.endOfFile();
  return { name: file.replace(/\.[^.]*$/, ''), resources, operations, precedences, objective: 'makespan' };
}
