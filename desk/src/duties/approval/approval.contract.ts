/** Submitting, approving, rejecting and publishing a version; what stands against it. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';
import { mailWords } from '../mail/mail.ts';
import { hoursShape } from '../planning/comparison.contract.ts';
import { runShape, versionShape } from '../planning/planning.contract.ts';
import { decisionWords } from './approval.ts';

const tag = 'Approval';
const params = z.object({ number: z.coerce.number().int().positive().max(2_147_483_647) });
const reason = z.string().trim().min(1).max(500);

const decided = z.object({
  decision: z.enum(decisionWords),
  who: z.string(),
  at: z.string(),
  reason: z.string().nullable(),
  department: z.string().nullable(),
  for_who: z.string().nullable().describe('For whom who decided stood in'),
  said: z.string().describe('The same in a sentence'),
});
const done = z.object({ number: z.int(), state: versionShape.shape.state, done: z.string() });

/** Null: it may be done; else why not, in a sentence. */
const barred = z.string().nullable();

export const oneVersion = route({
  method: 'GET',
  path: '/plan-versions/:number',
  permission: 'site.see',
  tag,
  summary: 'One version with what was decided about it, what stands against it and what may be done',
  params,
  answer: z.object({
    version: versionShape,
    standing: z.string().describe('Where it stands on its way to the floor, in a sentence'),
    parent: z.int().nullable().describe('Number of the version it was made against'),
    published: z.int().nullable().describe('Number of the version that is published now'),
    decisions: z.array(decided),
    rivals: z
      .array(z.object({ number: z.int(), who: z.string(), at: z.string() }))
      .describe(
        'Others that were submitted or approved against the same version, by whom and when: the first that is published overtakes the rest',
      ),
    in_it: z
      .object({
        verdict: z.string().describe('How many customers’ orders are late, the worst, and why'),
        late: z.int(),
        late_orders: z
          .array(
            z.object({
              demand: z.string(),
              order_no: z.string().nullable(),
              line: z.int().nullable(),
              customer: z.string().nullable(),
              item: z.string(),
              item_name: z.string().nullable(),
              due: z.string(),
              ships: z.string().nullable().describe('Null: nothing delivers it'),
              late_days: z.number().describe('Working days; 9999: nothing delivers it'),
              why: z.string(),
            }),
          )
          .describe('The worst first, up to 50'),
      })
      .nullable()
      .describe('Of one that no other version can be held against'),
    publishing: z.string().nullable().describe('Of one that is not decided to the end: what publishing it does'),
    broken: z
      .array(z.object({ rule: z.string(), text: z.string() }))
      .describe(
        'Rules that it breaks, made by hand as it was; who approves it confirms "rules-broken", with the reason',
      ),
    not_kept: z
      .object({ count: z.int(), first: z.array(z.string()) })
      .describe('What of the frozen zone, or of what was left out, does not stand as published, and why'),
    hours: z.array(hoursShape).describe('Hours that a person added or took: they are recorded when it is published'),
    changes: z
      .array(z.object({ kind: z.string(), called: z.string(), who: z.string(), at: z.string(), action: z.string() }))
      .describe('The latest inputs written since it was made'),
    changed: z.int().describe('How many; counted up to 1,000'),
    cancelled: z.array(z.string()).describe('Orders in it that were cancelled since'),
    overtaken: z
      .array(z.object({ demand: z.string(), before: z.string().nullable(), after: z.string().nullable() }))
      .describe('Where it was made against another version than the published: the orders that ship otherwise in it'),
    words: z
      .object({
        said: z
          .string()
          .describe('Whose word it has and whose it waits for; empty where one supervisor decides for all of it'),
        mine: z.array(z.string().nullable()).describe('What an approval by who asks is for; null: all that it changes'),
        whole: z.boolean().describe('Whether it has every word then'),
      })
      .describe('Of a submitted version, where supervisors decide for departments'),
    all_but: z
      .object({
        state: runShape.shape.state,
        step: z.string(),
        share: z.number(),
        error: z.string().nullable(),
        asked_by: z.string(),
        held: z.array(z.string()).describe('Numbers of the work orders that it leaves as published'),
        orders: z.array(z.string()).describe('What was ticked: customers’ lines or work orders'),
        made: z.int().nullable().describe('Number of the version that was approved in its place'),
      })
      .nullable()
      .describe('The latest run that was to approve it without some orders'),
    whole_only: z.string().nullable().describe('Why no order of it can be left out; null: that can be asked for'),
    instead_of: z.int().nullable().describe('Number of the version of which it is the approved rest'),
    barred: z.object({ submit: barred, approve: barred, reject: barred, publish: barred }),
  }),
});

export const submitVersion = route({
  method: 'POST',
  path: '/plan-versions/:number/submit',
  permission: 'plan.run',
  tag,
  summary: 'Submit a draft for approval',
  params,
  body: z.object({ reason: z.string().trim().max(500).nullable().default(null) }),
  answer: done,
});
export const approveVersion = route({
  method: 'POST',
  path: '/plan-versions/:number/approve',
  permission: 'plan.approve',
  tag,
  summary:
    'Approve a submitted version, or the part of it that is one’s own; publish it in the same act where that is asked for and no other word is missing',
  params,
  body: z.object({
    reason: z.string().trim().max(500).nullable().default(null),
    publish: z.boolean().default(false),
  }),
  answer: done,
});
export const approveAllBut = route({
  method: 'POST',
  path: '/plan-versions/:number/approve-all-but',
  permission: 'plan.approve',
  tag,
  summary: 'Plan a submitted version anew with some orders as published; what comes of it is approved',
  params,
  body: z.object({
    orders: z
      .array(z.string().trim().min(1).max(100))
      .min(1)
      .max(500)
      .describe('What is left out: customers’ orders (ORDER/LINE) or numbers of work orders'),
    reason: z.string().trim().max(500).nullable().default(null),
  }),
  answer: z.object({ run: z.int(), held: z.array(z.string()), done: z.string() }),
});
export const leaveOut = route({
  method: 'GET',
  path: '/plan-versions/:number/leave-out',
  permission: 'site.see',
  tag,
  summary: 'What leaving an order out of an approval would do; orders of which there is nothing to say are absent',
  params,
  answer: z.object({
    rows: z.array(
      z.object({
        order: z.string(),
        holds: z.array(z.string()).describe('Work orders that the version moves and that stay with it'),
        others: z.array(z.string()).describe('Customers’ orders that draw on these too'),
        barred: z.string().nullable().describe('Why it cannot be left out; null: it can'),
      }),
    ),
    moving: z.array(z.string()).describe('Orders that the version moves, adds or drops'),
  }),
});
export const rejectVersion = route({
  method: 'POST',
  path: '/plan-versions/:number/reject',
  permission: 'plan.approve',
  tag,
  summary: 'Reject a version, with the reason',
  params,
  body: z.object({ reason }),
  answer: done,
});
export const publishVersion = route({
  method: 'POST',
  path: '/plan-versions/:number/publish',
  permission: 'plan.approve',
  tag,
  summary: 'Publish an approved version: the floor works to it from now on',
  params,
  body: z.object({}).strict().default({}),
  answer: done,
});

export const listApprovals = route({
  method: 'GET',
  path: '/approvals',
  permission: 'site.see',
  tag,
  summary: 'Versions that wait for a decision, the oldest first',
  answer: z.object({
    rows: z.array(
      z.object({
        number: z.int(),
        state: versionShape.shape.state,
        made_at: z.string(),
        reason: z.string(),
        submitted_by: z.string(),
        submitted_at: z.string(),
        note: z.string().nullable(),
        left_out: z
          .string()
          .nullable()
          .describe('Of the approved rest of another: who left what out of it, and who had submitted that'),
        mine: z.boolean().describe('Submitted by who asks: somebody else must approve it'),
        late: z.int().describe('Demands late or not served in it'),
        late_before: z.int().nullable().describe('The same of the published version'),
      }),
    ),
    delegated: z
      .array(z.object({ number: z.int(), who: z.string(), at: z.string(), note: z.string().nullable() }))
      .describe('The latest that were published within the delegated limits'),
  }),
});

export const mostDelegatedDays = 20;
export const mostDelegatedHours = 200;

const settings = z.object({
  stale_hours: z.int().min(1).max(720).describe('A version on older inputs goes no further'),
  delegated: z
    .boolean()
    .describe(
      'Small changes are published by who submits them: no promise broken, nothing newly late, no work new, gone or resized',
    ),
  delegated_days: z
    .int()
    .min(0)
    .max(mostDelegatedDays)
    .describe('Days that a step may start earlier or later in one; 0: the same day'),
  delegated_other_group: z.boolean().describe('Whether it may go to another machine group'),
  delegated_overtime_hours: z.int().min(0).max(mostDelegatedHours).describe('Hours of overtime that it may open'),
  frozen_days: z.int().min(0).max(20).describe('Working days from now on for which machine and turn are kept'),
});
export const approvalSettings = route({
  method: 'GET',
  path: '/approval-settings',
  permission: 'site.see',
  tag,
  summary: 'What the site has set about approving and publishing',
  answer: settings,
});
export const setApprovalSettings = route({
  method: 'PUT',
  path: '/approval-settings',
  permission: 'rules.write',
  tag,
  summary: 'Set one or more of them; the others stay',
  body: settings.partial(),
  answer: settings,
});

const publication = z.object({
  id: z.int(),
  version: z.int().describe('Number of the version'),
  department: z.string().describe('Empty: work centres without one'),
  print: z.int().nullable().describe('The printing of its new and changed tickets: /ticket-prints/:print/paper'),
  published_at: z.string(),
  published_by: z.string(),
  acknowledged_at: z.string().nullable(),
  acknowledged_by: z.string().nullable(),
});
export const listPublications = route({
  method: 'GET',
  path: '/publications',
  permission: 'own-work.see',
  tag,
  summary: 'What was published to each department, the latest first',
  query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
  answer: z.object({
    rows: z.array(
      publication.extend({
        operations: z.int(),
        tickets: z.int(),
        mail: z.enum(mailWords).describe('How it stands with its e-mails'),
      }),
    ),
  }),
});
export const publicationOf = route({
  method: 'GET',
  path: '/publications/:id',
  permission: 'own-work.see',
  tag,
  summary: 'A department’s list as it was published, and the orders whose tickets were new or changed',
  params: z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) }),
  answer: publication.extend({
    tickets: z.array(z.string()),
    mail: z.object({
      said: z.array(z.string()).describe('What became of each e-mail, or why there is none'),
      barred,
    }),
    list: z.array(
      z.object({
        order: z.string(),
        seq: z.int(),
        step: z.string().nullable(),
        item: z.string(),
        left: z.number(),
        unit: z.string(),
        machine: z.string().nullable(),
        starts: z.string(),
        ends: z.string(),
      }),
    ),
  }),
});
export const mailPublication = route({
  method: 'POST',
  path: '/publications/:id/mail',
  permission: 'plan.approve',
  tag,
  summary: 'Send it by e-mail to each address of the department that has not got it; what gave up is tried again',
  params: z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) }),
  body: z.object({}).strict().default({}),
  answer: z.object({ done: z.string() }),
});
export const acknowledgePublication = route({
  method: 'POST',
  path: '/publications/:id/acknowledge',
  permission: 'progress.write',
  tag,
  summary: 'Say for a department that its list and tickets have arrived',
  params: z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) }),
  body: z.object({}).strict().default({}),
  answer: z.object({ done: z.string() }),
});
