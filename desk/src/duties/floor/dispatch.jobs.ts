/** Dispatch lists for the print queue: the list of a department or a work centre as it stands when a printer takes it. */
import { siteCalled } from '../../server/site.ts';
import type { Compose } from '../marking/prints.jobs.ts';
import { laterList, listOnPaper } from '../marking/prints.store.ts';
import { dispatchList } from './dispatch.store.ts';
import { listLeft } from './floor.messages.ts';

export const composeList: Compose = async (tx, { site: code, labels, publication, reprint_of }) => {
  const [list] = labels;
  if (!list) throw new Error('a list of nothing');
  const none = (left: string) => ({ pdf: null, left, sent: async () => undefined });
  const later = publication === null ? undefined : await laterList(tx, code, { publication, labels: [list] });
  if (later) return none(listLeft.superseded(later.id));
  const site = await siteCalled(tx, code);
  const { department, until, work_centre: workCentre } = list;
  const found = await dispatchList(tx, site, { department, until, workCentre });
  if (publication !== null && found.rows.length === 0) return none(listLeft.done());
  const { dispatchPdf } = await import('./dispatch.print.ts');
  const of = { site: site.name, zone: site.zone };
  // Another may have been printed since this one was asked for.
  const before = publication === null ? undefined : await listOnPaper(tx, code, publication);
  const reprintOf = reprint_of ?? before?.id ?? null;
  return { pdf: await dispatchPdf(found, of, { until, reprintOf }), left: '', sent: async () => undefined };
};
