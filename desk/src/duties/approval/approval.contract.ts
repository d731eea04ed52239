/** Submitting, approving, rejecting and publishing a version; what stands against it. */
import { z } from 'zod';
import { numberInAddress, reasonText, route } from '../../house/contract.ts';
import { isSeen } from '../../house/texts.ts';
import { comparisonShape, foremostShape, hoursShape, sizeShape } from '../planning/comparison.contract.ts';
import { countDescribed } from '../planning/inputscounted.messages.ts';
import { runShape, versionShape } from '../planning/planning.contract.ts';
import { losses } from './allbut.ts';
import { decisionWords } from './approval.ts';

export const tag = 'Approval';
export const params = z.object({ number: numberInAddress });
const reason = reasonText(500);
/** What may be said beside it: a blank is nothing. */
export const note = z
  .string()
  .trim()
  .max(500)
  .nullable()
  .default(null)
  .transform((text) => (typeof text === 'string' && isSeen(text) ? text : null));

const decided = z.object({
  decision: z.enum(decisionWords),
  who: z.string(),
  at: z.string(),
  reason: z.string().nullable(),
  department: z.string().nullable(),
  for_who: z.string().nullable().describe('For whom who decided stood in'),
  said: z.string().describe('The same in a sentence'),
  told: z
    .string()
    .nullable()
    .describe(
      'Of a submission: why it was not published at once, or how it differs from the version that it was made in place of',
    ),
});
const done = z.object({ number: z.int(), state: versionShape.shape.state, done: z.string() });
const dry_run = z
  .boolean()
  .default(false)
  .describe('Nothing is kept: the state is the one that would come of it, and `done` says what would be done');
const told = z
  .object({ state: versionShape.shape.state, done: z.string().max(10_000).nullable().default(null) })
  .strict()
  .nullable()
  .default(null)
  .describe(
    'What a dry run said would come of it: where it would come otherwise by now, in state or, published, in words, nothing is done (409 "told-otherwise", with what it is now)',
  );

/** Null: it may be done; else why not, in a sentence. */
export const barred = z.string().nullable();

/** Where a version stands, and all that is asked before somebody acts on it. */
const acting = z.object({
  standing: z.string().describe('Where it stands on its way to the floor, in a sentence'),
  published: z.int().nullable().describe('Number of the version that is published now'),
  decisions: z.array(decided),
  rivals: z
    .array(z.object({ number: z.int(), by: z.string(), at: z.string(), rest_of: z.int().nullable() }))
    .describe(
      'Others that were submitted or approved against the same version, each with by whose act it waits and when: the first that is published overtakes the rest. `rest_of`: of that version it is the rest after `by` left some out; null: `by` submitted it',
    ),
  held_against: z
    .int()
    .nullable()
    .describe(
      'Number of the version that its changes are told against: the published one, of a decided one its parent; where nothing was published, the one that it was made of by hand',
    ),
  broken: z
    .array(z.object({ rule: z.string(), text: z.string() }))
    .describe('Rules that it breaks, made by hand as it was; who approves it confirms "rules-broken", with the reason'),
  pledges: z
    .array(z.string())
    .describe('Rush orders that it ships later than they were approved to go, each in a sentence with both days'),
  locks: z
    .array(
      z.object({
        order: z.string().describe('As it is called: a work order by its number'),
        item: z.string(),
        seq: z.int(),
        machine: z.string().nullable(),
        starts: z.string(),
        now: z.enum(['locked', 'let-go']),
      }),
    )
    .describe('Steps that it locks where they stand, or lets go, once it is published; the locked first'),
  hours: z.array(hoursShape).describe('Hours that a person added or took: they are recorded when it is published'),
  sizes: z
    .array(sizeShape)
    .describe('Work orders that a person made for another quantity: that is written when it is published'),
  words: z
    .object({
      said: z
        .string()
        .describe('Whose word it has and whose it waits for; empty where one supervisor decides for all of it'),
      mine: z.array(z.string().nullable()).describe('What an approval by who asks is for; null: all that it changes'),
      whole: z.boolean().describe('Whether it has every word then'),
    })
    .describe('Of a submitted version, where supervisors decide for departments'),
  move_instead: z
    .int()
    .nullable()
    .describe(
      'Number of the published version, of which a draft by hand would stay within the delegated limits: this one is made of another',
    ),
  no_further: barred.describe('Why it goes no further, whoever decides about it, and the way out'),
  barred: z.object({ submit: barred, withdraw: barred, approve: barred, reject: barred, publish: barred }),
});

export const lostShape = z
  .object({
    whole: z.int().describe('Number of the version that orders were left out of'),
    rest: z.int().describe('Number of the version that was made in its place'),
    count: z.int(),
    first: z
      .array(
        z.object({
          demand: z.string(),
          lost: z
            .enum(losses)
            .describe('"early date": the whole had it earlier than it is published, and the rest has not'),
          moved_days: z.number().nullable().describe('Working days later; null: nothing delivers it'),
          ships: z.string().nullable().describe('When, in the rest'),
          why: z.string(),
        }),
      )
      .describe('The worst first, up to 5'),
  })
  .nullable()
  .describe('Orders that ship later for what was left out, of the whole as of its rest; null: nothing was left out');

export const oneVersion = route({
  method: 'GET',
  path: '/plan-versions/:number',
  permission: 'site.see',
  tag,
  summary: 'One version with what was decided about it, what stands against it and what may be done',
  params,
  answer: acting.extend({
    version: versionShape,
    parent: z.int().nullable().describe('Number of the version it was made against'),
    made_of: z.int().nullable().describe('Number of the version that a person moved to make it; null: a run made it'),
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
      .describe('Of one before which nothing was published'),
    publishing: z.string().nullable().describe('Of one that is not decided to the end: what publishing it does'),
    not_kept: z
      .object({ count: z.int(), first: z.array(z.string()) })
      .describe('What of the frozen zone, or of what was left out, does not stand as published, and why'),
    changes: z
      .array(z.object({ kind: z.string(), called: z.string(), who: z.string(), at: z.string(), action: z.string() }))
      .describe('The latest inputs written since it was made'),
    changed: z.int().describe(countDescribed('How many')),
    cancelled: z.array(z.string()).describe('Orders in it that were cancelled since'),
    overtaken: z
      .array(z.object({ demand: z.string(), before: z.string().nullable(), after: z.string().nullable() }))
      .describe('Where it was made against another version than the published: the orders that ship otherwise in it'),
    anew: z
      .object({
        number: z.int(),
        saved: z.int().describe('Orders that ship late in this version and not in that one'),
        newly_late: z.int(),
        said: z.string(),
      })
      .nullable()
      .describe('Of one that waits: the newest plan that a run made since against the same version; null: none'),
    all_but: z
      .object({
        state: runShape.shape.state,
        step: z.string(),
        share: z.number(),
        error: z.string().nullable(),
        asked_by: z.string(),
        held: z.array(z.string()).describe('Numbers of the work orders that it leaves as published'),
        orders: z.array(z.string()).describe('What was ticked: customers’ lines and work orders …'),
        acts: z.array(z.string()).describe('… and changes by hand, in words'),
        waits_since: z
          .string()
          .nullable()
          .describe(
            'Since when no worker is at it: none began it, or the one that did gives no sign of life; null: one is',
          ),
        in_the_way: z
          .array(z.int())
          .describe('Once it failed: changes by hand that were in the way, places among `acts` of leave-out'),
        made: z.int().nullable().describe('Number of the version that was made in its place'),
        told: z.string().nullable().describe('How that differs from this one'),
      })
      .nullable()
      .describe('The latest run that was to approve it without some orders'),
    do_again: z
      .int()
      .nullable()
      .describe('It was moved by hand and goes no further: how many acts can be tried again; null: none'),
    lost: lostShape,
    whole_only: z.string().nullable().describe('Why nothing of it can be left out; null: that can be asked for'),
    acts_only: z
      .string()
      .nullable()
      .describe('Why of its orders none can be left out, but changes by hand; null: orders too, or nothing'),
    instead_of: z.int().nullable().describe('Number of the version of which it is the approved rest'),
  }),
});

export const submitVersion = route({
  method: 'POST',
  path: '/plan-versions/:number/submit',
  permission: 'plan.run',
  tag,
  summary: 'Submit a draft for approval',
  params,
  body: z.object({
    reason: note,
    to_supervisor: z
      .boolean()
      .default(false)
      .describe('It waits for a supervisor also where it is within the delegated limits'),
    dry_run,
    told,
  }),
  answer: done.extend({
    within: z
      .string()
      .nullable()
      .describe('Of one within the delegated limits: each limit, and how far it goes of it; null: it is beyond'),
  }),
});
export const withdrawVersion = route({
  method: 'POST',
  path: '/plan-versions/:number/withdraw',
  permission: 'plan.run',
  tag,
  summary: 'Take back what one submitted oneself, while nobody has decided about it: it is a draft again',
  params,
  body: z.object({}).strict().default({}),
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
    reason: note,
    publish: z.boolean().default(false),
    dry_run,
    told,
  }),
  answer: done,
});
export const rejectVersion = route({
  method: 'POST',
  path: '/plan-versions/:number/reject',
  permission: 'plan.approve',
  tag,
  summary: 'Reject a version, with the reason',
  params,
  body: z.object({
    reason,
    told: z
      .object({ state: versionShape.shape.state, decisions: z.int().min(0).nullable().default(null) })
      .strict()
      .nullable()
      .default(null)
      .describe(
        'Where it stood as it was seen, and how many decisions there were about it: where somebody decided since, nothing is done (409 "told-otherwise", with who and when)',
      ),
  }),
  answer: done,
});
export const publishVersion = route({
  method: 'POST',
  path: '/plan-versions/:number/publish',
  permission: 'plan.approve',
  tag,
  summary: 'Publish an approved version: the floor works to it from now on',
  params,
  body: z.object({ dry_run, told }).strict().default({ dry_run: false, told: null }),
  answer: done,
});

/** A version that waits, as Approvals shows it: decided about without asking for each. */
const waitingTold = acting.extend({ version: versionShape.pick({ number: true, state: true, figures: true }) });

export const listApprovals = route({
  method: 'GET',
  path: '/approvals',
  permission: 'site.see',
  tag,
  summary:
    'Versions that wait for a decision, the oldest first, by pages; the latest published within the delegated limits',
  query: z.object({
    limit: z.coerce.number().int().min(1).max(50).default(50),
    cursor: numberInAddress.optional(),
    told: z.stringbool().default(false).describe('With what stands against each and what may be done'),
  }),
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
        inactive: z.boolean().describe('Who submitted it was made inactive since'),
        mine: z.boolean().describe('Submitted by who asks: somebody else must approve it'),
        late: z.int().describe('Customers’ orders late or not served in it'),
        late_before: z.int().nullable().describe('The same of the published version; null: none is'),
        told: waitingTold.nullable().describe('Null: it was not asked for'),
      }),
    ),
    total: z.int().describe('All that wait'),
    next: z.int().nullable().describe('The cursor of the next page; null: this is the last'),
    published: z.int().nullable().describe('Number of the published version; null: none is'),
    delegated: z
      .array(
        z.object({
          number: z.int(),
          who: z.string(),
          at: z.string(),
          note: z.string().nullable(),
          why: z.string().nullable().describe('What each limit was then, and how far it went of it'),
        }),
      )
      .describe('The latest that were published within the delegated limits'),
  }),
});

const changesAtOnce = 50;

export const waitingChanges = route({
  method: 'GET',
  path: '/approvals/changes',
  permission: 'site.see',
  tag,
  summary: 'What versions change, each against what it is told against, in one sentence with its counts',
  query: z.object({
    numbers: z
      .string()
      .regex(
        new RegExp(`^[1-9]\\d{0,8}(,[1-9]\\d{0,8}){0,${changesAtOnce - 1}}$`),
        `up to ${changesAtOnce} numbers with commas between them, as 3,4`,
      )
      .describe(`Numbers of versions with commas, ${changesAtOnce} at most; those of none are absent from the answer`),
  }),
  answer: z.object({
    rows: z.array(
      z.object({
        number: z.int(),
        held_against: acting.shape.held_against,
        change: comparisonShape.pick({ verdict: true, counts: true }).extend({ foremost: foremostShape }).nullable(),
        in_it: z
          .object({ verdict: z.string(), late: z.int() })
          .nullable()
          .describe('Of one before which nothing was published'),
        lost: lostShape,
      }),
    ),
  }),
});

export const mostDelegatedDays = 20;
export const mostDelegatedHours = 200;

const settings = z.object({
  stale_hours: z.int().min(1).max(720).describe('A version on older inputs goes no further'),
  delegated: z
    .boolean()
    .describe(
      'Small changes are published by who submits them: no promise broken, nothing newly late, no planned order new, gone or resized',
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
const settingsAnswer = settings.extend({
  version: z.int().describe('Counts how often they were set: who sets them names this in `If-Match`'),
  barred: z
    .string()
    .nullable()
    .describe('Why who asks may not set them, though a role lets him: he decides for some departments alone'),
});
export const approvalSettings = route({
  method: 'GET',
  path: '/approval-settings',
  permission: 'site.see',
  tag,
  summary: 'What the site has set about approving and publishing',
  answer: settingsAnswer,
});
export const setApprovalSettings = route({
  method: 'PUT',
  path: '/approval-settings',
  permission: 'rules.write',
  tag,
  summary: 'Set one or more of them; the others stay',
  versioned: true,
  body: settings.partial().strict(),
  answer: settingsAnswer,
});
