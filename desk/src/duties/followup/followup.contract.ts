/** Whom to call about which purchase lines, today and on the next working days. */
import { z } from 'zod';
import { day, numberInAddress, reasonText, route } from '../../house/contract.ts';
import { type CadenceBound, cadenceBounds } from '../partners/partners.ts';
import { followReasons } from './followup.ts';

const within = (name: CadenceBound) => z.int().min(cadenceBounds[name].min).max(cadenceBounds[name].max);

const cadence = z.object({
  acknowledge_days: within('acknowledge_days').describe(
    'Working days after an order in which it is to be acknowledged',
  ),
  confirm_days: within('confirm_days').describe('Working days before it is due on which that is to be confirmed'),
  at_ship_date: z.boolean().describe('Whether proof is asked for on the day by which it must have left the vendor'),
  late_every_days: within('late_every_days').describe('Working days between two calls about what is late'),
});

export const setCadence = route({
  method: 'PUT',
  path: '/follow-up/cadence',
  permission: 'vendors.write',
  tag: 'Follow-up',
  summary: 'The company’s cadence, for every vendor whose record does not say otherwise',
  versioned: true,
  body: cadence,
  answer: z.object({ cadence, cadence_version: z.int(), done: z.string() }),
});

const pause = z.object({
  id: z.int(),
  vendor: z.string(),
  vendor_name: z.string().nullable(),
  ref: z.string().nullable().describe('Null: all of the vendor’s'),
  until: z.string().nullable().describe('The day on which it comes back; null: when it is ended'),
  reason: z.string(),
  at: z.string(),
  by: z.string(),
});

export const pauseFollowUp = route({
  method: 'POST',
  path: '/follow-up/pauses',
  permission: 'calls.write',
  tag: 'Follow-up',
  summary: 'Pause a line until a day, or a vendor until a day or until that is ended, with a reason; the latest counts',
  body: z.object({
    vendor: z.string().min(1).max(64),
    ref: z.string().min(1).max(400).nullable().default(null).describe('"PO-1/2"; null: all of the vendor’s'),
    until: day.nullable().default(null).describe('The day on which it comes back; null: when it is ended'),
    reason: reasonText(200, 3),
  }),
  answer: z.object({ id: z.int(), done: z.string() }),
});

export const endPause = route({
  method: 'POST',
  path: '/follow-up/pauses/:id/end',
  permission: 'calls.write',
  tag: 'Follow-up',
  summary: 'End a pause, of a line or of a vendor; what is paused beside it stays so, and is named',
  params: z.object({ id: numberInAddress }),
  answer: z.object({ done: z.string() }),
});

export const followUps = route({
  method: 'GET',
  path: '/follow-up',
  permission: 'site.see',
  tag: 'Follow-up',
  summary:
    'The open purchase lines about which a vendor is to be spoken to today, or on one of the next five working days',
  answer: z.object({
    today: z.string(),
    cadence: cadence.describe('The company’s'),
    cadence_version: z.int().describe('Who sets it names this in `If-Match`'),
    sentence: z.string().describe('The same in words'),
    order: z.string().describe('How the rows are ordered, in words'),
    rows: z.array(
      z.object({
        ref: z.string().describe('"PO-1/2"'),
        vendor: z.string(),
        vendor_name: z.string().nullable(),
        contact_person: z.string().nullable(),
        phone: z.string().nullable(),
        email: z.string().nullable(),
        item: z.string(),
        item_name: z.string().nullable(),
        qty: z.number().describe('What is still to come'),
        unit: z.string(),
        on: z.string().describe('The day on which it is to be followed up'),
        today: z.boolean(),
        reason: z.enum(followReasons),
        since: z.string().describe('Since which day that stands'),
        why: z.string().describe('In words'),
        need: z.string().describe('By the newest plan; where none has the line, as required'),
        promised: z.string().nullable().describe('When it is usable by what was promised'),
        estimated: z.string().describe('When it is usable as we believe today'),
        late_days: z.number().describe('Working days late to need; below 0 is slack'),
        hurts: z.int().describe('Late customer lines that wait for it'),
        money: z.int().describe('Of those, minor units of the site’s currency'),
        owner: z.string().nullable().describe('The item’s planner'),
        pauses: z.array(pause).describe('What holds it: its own, then its vendor’s; it comes back when none does'),
        mine: z.boolean().describe('You plan its item, or spoke of it last'),
        contact: z
          .object({
            with_whom: z.string(),
            said: z.string(),
            at: z.string(),
            by: z.string(),
            next_action: z.string().nullable(),
            next_at: z.string().nullable(),
          })
          .nullable()
          .describe('The latest'),
      }),
    ),
    pauses: z
      .array(pause.extend({ holds: z.array(z.string()).describe('Of the rows those that it holds') }))
      .describe('All that stand, whatever is due'),
  }),
});
