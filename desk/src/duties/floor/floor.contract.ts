/** Dispatch lists, tickets, what a scan means. Quantities in the item's unit, instants ISO 8601 UTC. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';
import { listQuery } from '../../house/kind.contract.ts';
import { labelShape } from '../marking/scan.contract.ts';
import { scannedKinds } from '../marking/scan.ts';
import { otherNeed } from '../planning/otherneed.contract.ts';
import { signedLineShape } from './signoffs.contract.ts';
import { paperStates } from './ticket.ts';

const code = z.string().trim().min(1).max(64);

const missingShape = z.object({
  item: z.string(),
  name: z.string().nullable(),
  qty: z.number(),
  unit: z.string(),
  from: z.string().nullable().describe('What brings it, "purchase/PO-1/2" or "work/MO-7"; null: nothing does'),
  at: z.string().nullable().describe('When it is expected; null: nobody knows'),
  by_start: z.boolean().describe('It is sure to be there when its step begins, by the plan'),
  text: z.string(),
});

const dispatchRow = z
  .object({
    order: z.string(),
    seq: z.int(),
    state: z.enum(['waiting', 'started', 'done']),
    order_state: z.enum(['firm', 'released', 'started']),
    item: z.string(),
    item_name: z.string().nullable(),
    step: z.string().nullable(),
    left: z.number().describe('Still to be made here'),
    part: z.int().describe('Of a step that is split over machines, which part this is; 0: all of it'),
    parts: z.int(),
    ordered: z.number(),
    unit: z.string(),
    work_centre: z.string().nullable(),
    machine: z.string().nullable(),
    starts: z.string(),
    ends: z.string(),
    setup_seconds: z.int(),
    run_seconds: z.int(),
    need: z
      .string()
      .nullable()
      .describe('When it must end for its order to be there when that is needed, in the plan that the list is of'),
    newest: otherNeed.nullable().describe('When the newest plan needs it, where that is another moment'),
    late_days: z
      .number()
      .nullable()
      .describe('Working days its order is late to need; below 0 is slack; null in plans of before it was kept'),
    priority: z.int().nullable().describe('Of the customer line it serves'),
    serves: z.string().nullable().describe('"SO-1042/2", the first of the customer lines it serves'),
    serves_more: z.int(),
    missing: z
      .array(missingShape)
      .describe('Not there now, by the rule of clear to build, what comes last at the end; empty: all of it is there'),
    next: z.string().nullable().describe('The work centre that follows; null: the last operation'),
    frozen: z.boolean(),
  })
  .meta({ id: 'dispatch_row' });

const closed = z.object({
  machine: z.string(),
  opens: z.string().nullable().describe('Null: not within sixty days'),
});

const planAtWork = z
  .object({
    number: z.int(),
    made_at: z.string(),
    now: z.string(),
    published: z.boolean().describe('False: nothing is, and the floor goes by the newest plan'),
  })
  .nullable()
  .describe('Null: there is no plan yet');
const dispatchAnswer = z.object({
  version: planAtWork,
  rows: z.array(dispatchRow),
});

export const dispatchAll = route({
  method: 'GET',
  path: '/dispatch',
  permission: 'own-work.see',
  tag: 'Floor',
  summary: 'What each machine does next, in sequence, from the standing plan',
  query: z.object({ until: z.string().max(40).optional().describe('Only what starts before this instant') }),
  answer: dispatchAnswer,
});
export const dispatchOne = route({
  method: 'GET',
  path: '/dispatch/:work_centre',
  permission: 'own-work.see',
  tag: 'Floor',
  summary: 'The dispatch list of one work centre',
  params: z.object({ work_centre: code }),
  query: z.object({ until: z.string().max(40).optional() }),
  answer: dispatchAnswer.extend({
    name: z.string().nullable().describe('Of the work centre'),
    down: z
      .array(z.object({ machine: z.string(), until: z.string(), reason: z.string().nullable() }))
      .describe('Its machines that are down now'),
    closed: z.array(closed).describe('Machines on which something was begun, and whose hours are closed now'),
  }),
});
export const listWalls = route({
  method: 'GET',
  path: '/walls',
  permission: 'own-work.see',
  tag: 'Floor',
  summary: 'Every work centre with what runs there, or comes first, by the standing plan',
  answer: z.object({
    version: planAtWork,
    rows: z.array(
      z.object({
        code: z.string(),
        name: z.string().nullable(),
        open: z.int().describe('Operations that wait or run'),
        late: z.int(),
        first: dispatchRow.nullable(),
        closed: closed.nullable().describe('Where that was begun and its machine’s hours are closed now'),
      }),
    ),
  }),
});
export const dispatchPaper = route({
  method: 'GET',
  path: '/dispatch-paper',
  permission: 'own-work.see',
  tag: 'Floor',
  summary: 'Dispatch lists as a PDF, a page for each work centre',
  query: z.object({ work_centre: code.optional(), until: z.string().max(40).optional() }),
  download: ['application/pdf'],
  answer: z.unknown(),
});

export const sendDispatch = route({
  method: 'POST',
  path: '/dispatch/send',
  permission: 'progress.write',
  tag: 'Floor',
  summary: 'Send a dispatch list to a printer, which prints it as it stands when its turn comes (GET /labels/prints)',
  body: z
    .object({
      work_centre: code.nullable().default(null).describe('Null: those of all work centres'),
      printer: code.nullable().default(null).describe('Null: that of its department, else that of the site'),
    })
    .strict(),
  answer: z.object({ print: z.int(), said: z.string() }),
});
export const dispatchPrinters = route({
  method: 'GET',
  path: '/dispatch-printers',
  permission: 'own-work.see',
  tag: 'Floor',
  summary: 'The printers that take dispatch lists and tickets',
  answer: z.object({
    printers: z.array(z.string()),
    set: z.boolean().describe('What is printed goes to one of them by itself: the site has set it, or a department'),
  }),
});

const ticketRow = z
  .object({
    order: z.string(),
    state: z.enum(['firm', 'released', 'started']),
    item: z.string(),
    item_name: z.string().nullable(),
    revision: z.string().nullable(),
    qty: z.number(),
    good: z.number(),
    scrap: z.number(),
    unit: z.string(),
    due: z.string().nullable(),
    for_line: z.string().nullable(),
    planned_for: z
      .string()
      .describe('Of one that was made for no line: for whom the plan has it, in words; empty: for none'),
    customer: z.string().nullable(),
    steps: z.int(),
    done: z.int().describe('Operations that are finished'),
    issue: z.int().nullable().describe('The latest that was printed'),
    paper: z.enum(paperStates),
    printed_at: z.string().nullable(),
    printed_by: z.string().nullable(),
  })
  .meta({ id: 'ticket_row' });

export const listTickets = route({
  method: 'GET',
  path: '/tickets',
  permission: 'own-work.see',
  tag: 'Floor',
  summary: 'Open work orders and whether their paper is printed and still right',
  query: listQuery,
  answer: z.object({ rows: z.array(ticketRow), total: z.int(), next: z.string().nullable() }),
});

const orders = z.object({ orders: z.array(code).min(1).max(1000) });

export const printTickets = route({
  method: 'POST',
  path: '/tickets/print',
  permission: 'orders.write',
  tag: 'Floor',
  summary:
    'Make a printing of the tickets of released orders: a new issue where quantity, revision, material or routing changed. Printed they are once its paper has been sent',
  body: orders,
  answer: z.object({
    print: z.int(),
    pdf: z.string().describe('Address of the paper; the same for whoever asks again'),
    tickets: z.array(
      z.object({ order: z.string(), issue: z.int(), reprint: z.boolean(), text: z.string().describe('Its barcode') }),
    ),
  }),
});
export const sendTickets = route({
  method: 'POST',
  path: '/tickets/send',
  permission: 'orders.write',
  tag: 'Floor',
  summary:
    'Send the tickets of released orders to printers: they wait in the print queue (GET /labels/prints). One that is superseded before its turn is not printed, and said so',
  body: orders
    .extend({
      printer: code
        .nullable()
        .default(null)
        .describe('Null: that of the department where the order is worked on next, else that of the site'),
    })
    .strict(),
  answer: z.object({
    sent: z.array(
      z.object({
        print: z.int().describe('In the print queue'),
        printing: z.int(),
        printer: z.string(),
        tickets: z.int(),
        said: z.string(),
      }),
    ),
  }),
});

export const printedPaper = route({
  method: 'GET',
  path: '/ticket-prints/:print/paper',
  permission: 'own-work.see',
  tag: 'Floor',
  summary:
    'The paper of a printing, as a PDF. Sent whole to who reports progress, its tickets are printed; once more, it is a reprint',
  params: z.object({ print: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) }),
  download: ['application/pdf'],
  answer: z.unknown(),
});
export const releaseOrders = route({
  method: 'POST',
  path: '/tickets/release',
  permission: 'orders.write',
  tag: 'Floor',
  summary: 'Release firm work orders, all or none',
  body: orders,
  answer: z.object({ released: z.array(z.string()) }),
});

export const openTicket = route({
  method: 'GET',
  path: '/tickets/:text',
  permission: 'own-work.see',
  tag: 'Floor',
  summary: 'One ticket as it stands: by its barcode, or by the number of the work order',
  params: z.object({ text: z.string().max(500) }),
  answer: z.object({
    order: z.string(),
    state: z.enum(['firm', 'released', 'started', 'completed', 'closed', 'cancelled']),
    item: z.string(),
    item_name: z.string().nullable(),
    asks_lot: z.boolean().describe('What is finished names its lot'),
    revision: z.string().nullable(),
    qty: z.number(),
    good: z.number(),
    scrap: z.number(),
    unit: z.string(),
    decimals: z.int(),
    issue: z.int().nullable().describe('The issue in the hand; without one the latest printed'),
    warning: z.string().nullable().describe('"superseded by …": this paper is not the one to work by'),
    steps: z.array(
      z.object({
        seq: z.int(),
        name: z.string().nullable(),
        work_centre: z.string().nullable(),
        machine: z.string().nullable(),
        state: z.enum(['waiting', 'started', 'done']),
        good: z.number(),
        scrap: z.number(),
        left: z.number(),
        starts: z.string().nullable(),
        instructions: z.string().nullable(),
        signs: z.array(signedLineShape).describe('Lines of the instructions that are to be done and signed'),
      }),
    ),
    materials: z.array(
      z.object({
        item: z.string(),
        seq: z.int(),
        unit: z.string(),
        qty: z.number().describe('Needed'),
        issued: z.number(),
      }),
    ),
  }),
});

export const scan = route({
  method: 'GET',
  path: '/scan/:text',
  permission: 'signed-in',
  tag: 'Floor',
  summary: 'What was scanned, and where it is shown',
  params: z.object({ text: z.string().max(500) }),
  answer: z.object({
    kind: z.enum(['ticket', ...scannedKinds, 'nothing']),
    name: z.string(),
    says: z.string(),
    /** A page of the desk. */
    to: z.string().nullable(),
    warning: z.boolean().describe('What it says must be read: an old ticket, nothing known, a wrong check digit'),
    label: labelShape.describe('What the label says of what it stands on, whether that is known here or not'),
  }),
});
