/** Releasing named work from the frozen zone, and what is released. */
import { z } from 'zod';
import { reasonText, route } from '../../house/contract.ts';

const tag = 'Planning';

export const listZoneReleases = route({
  method: 'GET',
  path: '/zone-releases',
  permission: 'site.see',
  tag,
  summary:
    'Work that is released from the frozen zone, the latest first; what has run out or was taken back is in the history of changes',
  answer: z.object({
    rows: z.array(
      z.object({
        id: z.int(),
        work_order: z.string(),
        seq: z.int().nullable().describe('Null: every step'),
        who: z.string(),
        at: z.string(),
        reason: z.string(),
        until: z.string(),
      }),
    ),
  }),
});
export const releaseFromZone = route({
  method: 'POST',
  path: '/zone-releases',
  permission: 'plan.approve',
  tag,
  summary: 'Release a work order, or a step of it, from the frozen zone: the next plan may move it',
  body: z.object({
    work_order: z.string().trim().min(1).max(60),
    seq: z.int().min(1).max(99_999).nullable().default(null),
    reason: reasonText(500),
    until: z.string().max(40).describe('A day, to its end; within ten years'),
  }),
  answer: z.object({ id: z.int(), done: z.string() }),
});
export const takeBackRelease = route({
  method: 'POST',
  path: '/zone-releases/:id/take-back',
  permission: 'plan.approve',
  tag,
  summary: 'Take a release from the frozen zone back, with the reason: the next plan holds the work again',
  params: z.object({ id: z.coerce.number().int() }),
  body: z.object({ reason: reasonText(500) }),
  answer: z.object({ done: z.string() }),
});
