/** To who submitted a version that was rejected. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';
import { tag } from './approval.contract.ts';

export const rejectedVersions = route({
  method: 'GET',
  path: '/rejected-versions',
  permission: 'site.see',
  tag,
  summary:
    'Versions that who asks submitted and that were rejected, the newest first, until he makes another by hand or submits another',
  answer: z.object({
    rows: z.array(
      z.object({
        number: z.int(),
        who: z.string().describe('Who rejected it, and in whose name'),
        at: z.string(),
        reason: z.string().nullable(),
        by_hand: z.boolean().describe('Its changes can be done again'),
        against: z.int().nullable().describe('Number of the version that it is compared with; null: none'),
      }),
    ),
  }),
});
