/** Processor time of a running desk, its database with it: what a busy machine does not change. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';

/**
 * Seconds that the processes of a data folder, and their children, have worked until now; undefined where nothing tells it. A child
 * that ended counts on with who waited for it, so that the figure never falls when a connection's process goes.
 */
export function workedSeconds(data: string): number | undefined {
  const read = (path: string): string => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      // Gone meanwhile, or not ours.
      return '';
    }
  };
  const pids = process.platform === 'linux' ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  const stats = new Map(
    pids.map((pid) => {
      const [, parent, ...rest] = read(`/proc/${pid}/stat`)
        .replace(/^.*\) /, '')
        .split(' ');
      return [pid, { parent, ticks: rest.slice(9, 13).reduce((sum, ticks) => sum + Number(ticks), 0) }];
    }),
  );
  const own = new Set(
    pids.filter(
      (pid) =>
        pid !== String(process.pid) &&
        (read(`/proc/${pid}/environ`).includes(`HOTLIST_DATA=${data}`) || read(`/proc/${pid}/cmdline`).includes(data)),
    ),
  );
  const belongs = (pid: string): boolean => own.has(pid) || own.has(stats.get(pid)?.parent ?? '');
  const sum = pids.filter(belongs).reduce((all, pid) => all + (stats.get(pid)?.ticks || 0), 0);
  return sum > 0 ? sum / 100 : undefined;
}
