/** A corrupted plan for each rule, made from the one by hand: each row is a plan that … breaks the rule that … */
import type {
  Delivery,
  Peg,
  Plan,
  PlannedMove,
  PlannedOperation,
  PlannedOrder,
  PlannedPurchase,
} from '../planning/plan.ts';
import { type Minor, qty, second } from '../units/units.ts';
import { at } from './factory.test-support.ts';

export type Change = (plan: Plan) => Plan;

const edit =
  <K extends 'orders' | 'operations' | 'purchases' | 'moves' | 'deliveries' | 'pegs'>(
    list: K,
    is: (row: Plan[K][number]) => boolean,
    become: (row: Plan[K][number]) => readonly Plan[K][number][],
  ): Change =>
  (plan) => {
    const rows: readonly Plan[K][number][] = plan[list];
    if (!rows.some(is)) throw new Error(`the corruption of ${list} must find its row`);
    return { ...plan, [list]: rows.flatMap((row) => (is(row) ? become(row) : [row])) };
  };
export const order = (id: string, more: Partial<PlannedOrder>): Change =>
  edit(
    'orders',
    (it) => it.id === id,
    (it) => [{ ...it, ...more }],
  );
export const step = (id: string, seq: number, more: Partial<PlannedOperation>): Change =>
  edit(
    'operations',
    (it) => it.order === id && it.seq === seq,
    (it) => [{ ...it, ...more }],
  );
/** The step in parts of so many, all where the whole was. */
const parts = (id: string, seq: number, ...sizes: readonly number[]): Change =>
  edit(
    'operations',
    (it) => it.order === id && it.seq === seq,
    (it) => sizes.map((size, i) => ({ ...it, part: { number: i + 1, of: sizes.length, qty: qty(size) } })),
  );
/** The whole step to another time, as long as before. */
export const moveStep = (id: string, seq: number, start: number): Change =>
  edit(
    'operations',
    (it) => it.order === id && it.seq === seq,
    (it) => [{ ...it, start: second(start), end: second(start + it.end - it.start) }],
  );
const purchase = (more: Partial<PlannedPurchase>): Change =>
  edit(
    'purchases',
    () => true,
    (it) => [{ ...it, ...more }],
  );
const move = (more: Partial<PlannedMove>): Change =>
  edit(
    'moves',
    () => true,
    (it) => [{ ...it, ...more }],
  );
export const delivery = (id: string, more: Partial<Delivery>): Change =>
  edit(
    'deliveries',
    (it) => it.demand === id,
    (it) => [{ ...it, ...more }],
  );
const peg = (supply: string, consumer: string, more: Partial<Peg>): Change =>
  edit(
    'pegs',
    (it) => it.supply === supply && it.consumer === consumer,
    (it) => [{ ...it, ...more }],
  );
const draw = (id: string, item: string, more: Partial<PlannedOrder['components'][number]>): Change =>
  edit(
    'orders',
    (it) => it.id === id,
    (it) => [{ ...it, components: it.components.map((part) => (part.item === item ? { ...part, ...more } : part)) }],
  );

export const corrupted: readonly [sentence: string, change: Change, rule: string][] = [
  ['runs a step on a machine that does not exist', step('planned/bike', 10, { machine: 'A9' }), 'every name is known'],
  ['delivers a demand that nobody made', delivery('D1', { demand: 'D99' }), 'every name is known'],
  [
    'pegs to a consumer that does not exist',
    peg('stock/T', 'planned/frame', { consumer: 'planned/x' }),
    'every name is known',
  ],
  [
    'has two orders of one name',
    edit(
      'orders',
      (it) => it.id === 'planned/kit',
      (it) => [it, it],
    ),
    'every supply is named once',
  ],
  ['calls a purchase an order', purchase({ id: 'planned/7' }), 'every supply is named once'],
  ['paints two things at once on P1', moveStep('planned/fork', 10, at(1, 9, 30)), 'no machine over capacity'],
  [
    'puts a step on top of a running one, which holds its machine though it goes on later',
    (plan) =>
      moveStep(
        'planned/bike',
        10,
        at(0, 8),
      )(step('planned/bike', 10, { machine: 'M1' })(moveStep('work/WO1', 20, at(0, 9))(plan))),
    'no machine over capacity',
  ],
  [
    'prints three signs at once where two fit',
    edit(
      'operations',
      (it) => it.order === 'planned/sign1' && it.seq === 10,
      (it) => [it, it],
    ),
    'batches fit their machine',
  ],
  [
    'prints two signs at once that are no batch',
    step('planned/sign1', 10, { batch: undefined }),
    'no machine over capacity',
  ],
  ['tests two bikes in parts of two and one', parts('planned/bike', 20, 2, 1), 'parts make up their step'],
  ['tests two bikes in a part and a part of nothing', parts('planned/bike', 20, 2, 0), 'parts make up their step'],
  [
    'welds frames in parts, though one machine does the step',
    parts('planned/frame', 10, 2, 1),
    'parts make up their step',
  ],
  ['splits a step that runs', parts('work/WO1', 20, 2, 2), 'what stands is not split'],
  ['splits a step that must follow soon', parts('planned/casting', 20, 2, 1), 'what stands is not split'],
  [
    'makes in one part what stays in two',
    edit(
      'operations',
      (it) => it.order === 'work/WO3',
      ({ part, ...it }) => (part?.number === 1 ? [{ ...it, end: second(it.end + 900), run: 1800 }] : []),
    ),
    'parts stay',
  ],
  ['makes a batch on a bench', step('planned/bike', 10, { batch: 'A1/1' }), 'batches fit their machine'],
  [
    'paints a fork among the signs',
    step('planned/fork', 10, { machine: 'R1', start: at(1, 8), end: at(1, 8, 30), batch: 'R1/1' }),
    'batches fit their machine',
  ],
  [
    'takes one sign out of the batch before it is over',
    step('planned/sign1', 10, { end: at(1, 8, 20) }),
    'batches start and end together',
  ],
  [
    'prints a batch in less time than one sign takes',
    (plan) =>
      step('planned/sign1', 10, { end: at(1, 8, 20), run: 1200 })(
        step('planned/sign2', 10, { end: at(1, 8, 20), run: 1200 })(plan),
      ),
    'batch takes as long as its longest',
  ],
  [
    'lets one welder weld at two machines',
    (plan) => step('planned/bike', 20, { crew: 'welders' })(moveStep('planned/bike', 20, at(1, 8, 30))(plan)),
    'no crew over its size',
  ],
  [
    'holds the one stand at the test bench and in the weld',
    moveStep('planned/bike', 20, at(1, 8, 30)),
    'no tool over its count',
  ],
  ['tests on a stand that is away', moveStep('planned/bike', 20, at(2, 8, 45)), 'no tool over its count'],
  ['lets one setter set up two machines', moveStep('planned/fork', 10, at(1, 11, 5)), 'no crew over its size'],
  [
    'lets the welders set up what is the setters work',
    step('planned/fork', 10, { setupCrew: 'welders' }),
    'every step has its machine and crew',
  ],
  [
    'says that the setters go before the set-up is made',
    step('planned/fork', 10, { setupEnd: at(1, 10, 5) }),
    'work only in working time',
  ],
  [
    'runs a step on no machine',
    step('planned/bike', 20, { machine: undefined }),
    'every step has its machine and crew',
  ],
  ['welds without a welder', step('planned/frame', 10, { crew: undefined }), 'every step has its machine and crew'],
  ['works at night', moveStep('planned/bike', 20, at(1, 20)), 'work only in working time'],
  ['works through downtime', moveStep('planned/fork', 10, at(1, 13, 45)), 'work only in working time'],
  [
    'starts before the shift does',
    step('planned/bike', 20, { start: at(2, 7), end: at(2, 8, 30) }),
    'work only in working time',
  ],
  ['ends after the shift has', step('planned/bike', 20, { end: at(1, 13, 45) }), 'work only in working time'],
  [
    'pauses paint that must not pause',
    step('planned/frame', 20, { start: at(1, 15, 30), end: at(2, 8, 30) }),
    'unpausable steps run through',
  ],
  ['works past the horizon', moveStep('planned/bike', 20, at(29, 8)), 'work ends inside the horizon'],
  ['starts on Friday before now', moveStep('planned/bike', 20, at(-3, 8)), 'nothing starts before now'],
  ['moves goods before now', move({ start: at(0, 7), arrival: at(1, 7) }), 'nothing starts before now'],
  [
    'forgets a step',
    edit(
      'operations',
      (it) => it.order === 'planned/bike' && it.seq === 20,
      () => [],
    ),
    'every step is planned once',
  ],
  ['invents a step', step('planned/bike', 20, { seq: 30 }), 'every step is planned once'],
  ['tests a bicycle before it is assembled', moveStep('planned/bike', 20, at(1, 12)), 'steps follow each other'],
  [
    'grinds castings that are still in the furnace',
    moveStep('planned/casting', 20, at(1, 8, 29)),
    'steps follow each other',
  ],
  [
    'lets castings cool before they are ground',
    // Done at 08:50, an hour at most.
    moveStep('planned/casting', 20, at(1, 9, 51)),
    'steps follow before the longest gap is over',
  ],
  [
    'grinds castings faster than the furnace brings them',
    moveStep('planned/casting', 20, at(1, 8, 39)),
    'no step runs out of pieces',
  ],
  ['ships frames outside before they are printed', moveStep('planned/sign1', 20, at(1, 8)), 'steps follow each other'],
  ['assembles on the test bench', step('planned/bike', 10, { machine: 'T1' }), 'machine may do the step'],
  ['paints forks on P2, which may not', step('planned/fork', 10, { machine: 'P2' }), 'machine may do the step'],
  ['works itself on what a vendor does', step('planned/sign1', 20, { setup: 600 }), 'outside steps take their time'],
  ['hurries a vendor', step('planned/sign1', 20, { end: at(1, 20) }), 'outside steps take their time'],
  ['ends an order before its last step', order('planned/bike', { end: at(1, 13) }), 'order spans its steps'],
  ['starts an order after its first step', order('planned/bike', { start: at(1, 12) }), 'order spans its steps'],
  ['packs a kit in an hour', order('planned/kit', { end: at(1, 9) }), 'orders without steps take their lead time'],
  ['prints before the proof is approved', moveStep('planned/sign1', 10, at(0, 10)), 'awaited events gate'],
  [
    'prints before the proof that gates the first step',
    moveStep('planned/sign2', 10, at(0, 10)),
    'awaited events gate',
  ],
  ['starts a sign inside its time fence', order('planned/sign1', { start: at(0, 8, 30) }), 'time fence holds'],
  [
    'takes the full set-up after red paint',
    step('planned/fork', 10, { setup: 1800, end: at(1, 11) }),
    'set up follows the previous work',
  ],
  [
    'takes no set-up on a cold machine',
    step('planned/bike', 10, { setup: 0, end: at(1, 12) }),
    'set up follows the previous work',
  ],
  ['sets up again what is set up', step('work/WO1', 20, { setup: 600, run: 3000 }), 'set up follows the previous work'],
  [
    'welds a second too fast',
    step('planned/frame', 10, { run: 2399, end: second(at(1, 8) + 2799) }),
    'step takes its exact time',
  ],
  [
    'welds at the speed of W2 on W1',
    step('planned/frame', 10, { machine: 'W1', setup: 600, run: 2200 }),
    'step takes its exact time',
  ],
  [
    'leaves the furnace dirty',
    step('planned/casting', 10, { run: 2400, end: at(1, 8, 50) }),
    'step takes its exact time',
  ],
  [
    'casts three at once where two fit',
    step('planned/casting', 10, { run: 3000, end: at(1, 9) }),
    'step takes its exact time',
  ],
  [
    'ends an order when the furnace is clean, long after its goods are done',
    (plan) => ({
      ...plan,
      orders: plan.orders.map((it) => (it.id === 'planned/casting' ? { ...it, end: at(1, 9) } : it)),
    }),
    'order spans its steps',
  ],
  [
    'starts two frames where one in five is lost',
    order('planned/frame', { qtyStarted: qty(2) }),
    'started quantity covers the yield',
  ],
  [
    'counts on half a piece of swarf',
    order('planned/frame', { outputs: [{ item: 'SWARF', qty: qty(2) }] }),
    'outputs as yielded',
  ],
  ['yields no swarf', order('planned/frame', { outputs: undefined }), 'outputs as yielded'],
  ['yields tubes', order('planned/frame', { outputs: [{ item: 'TUBE', qty: qty(1) }] }), 'outputs as yielded'],
  [
    'ships swarf before the frames are dry',
    (plan) => peg('planned/frame', 'demand/D8', { at: at(1, 10, 59) })(delivery('D8', { date: at(1, 10, 59) })(plan)),
    'pegged supply is there in time',
  ],
  ['pegs swarf twice', peg('planned/frame', 'demand/D8', { qty: qty(2) }), 'no supply is pegged twice'],
  ['draws tubes without scrap', draw('planned/frame', 'TUBE', { qty: qty(10) }), 'components as exploded'],
  [
    'draws both alternatives',
    (plan) =>
      edit(
        'orders',
        (it) => it.id === 'planned/kit',
        (it) => [{ ...it, components: [...it.components, { item: 'TUBE', qty: qty(1), at: at(1, 8), seq: 0 }] }],
      )(plan),
    'components as exploded',
  ],
  [
    'draws by a bill line that has ended',
    (plan) =>
      edit(
        'orders',
        (it) => it.id === 'planned/kit',
        (it) => [{ ...it, components: [...it.components, { item: 'BOX', qty: qty(1), at: at(1, 8), seq: 0 }] }],
      )(plan),
    'components as exploded',
  ],
  ['draws the phantom itself', draw('planned/bike', 'BOX', { item: 'PACK' }), 'components as exploded'],
  [
    'draws wheels an hour after the test began',
    draw('planned/bike', 'WHEEL', { at: at(1, 14) }),
    'components are drawn at their step',
  ],
  [
    'draws wheels at the wrong step',
    draw('planned/bike', 'WHEEL', { seq: 10, at: at(1, 11) }),
    'components are drawn at their step',
  ],
  [
    'assembles before the frames are dry',
    draw('planned/bike', 'FRAME', { at: at(1, 10, 59, 59) }),
    'material is present when consumed',
  ],
  [
    'uses glue past its shelf life',
    draw('planned/bike', 'GLUE', { at: at(2, 7, 0), qty: qty(6) }),
    'material is present when consumed',
  ],
  ['ships bicycles that are not there', delivery('D1', { date: at(1, 13, 29) }), 'material is present when consumed'],
  [
    'serves a made-to-order sign from stock',
    peg('planned/sign1', 'demand/D4', { supply: 'stock/S' }),
    'make to order takes no stock',
  ],
  [
    'pegs a tube less than is drawn',
    peg('buy/1', 'planned/frame', { qty: qty(6) }),
    'supply is demand and stock change',
  ],
  ['ships more forks than are made', delivery('D3', { qty: qty(3) }), 'supply is demand and stock change'],
  [
    'lets a step run into the frozen one after it and does not say so',
    moveStep('work/WO1', 20, at(0, 9, 30)),
    'frozen conflicts are said',
  ],
  ['moves a frozen step', moveStep('work/WO1', 30, at(0, 11)), 'frozen stays where it is'],
  ['does not mark a frozen step', step('work/WO1', 30, { frozen: false }), 'frozen stays where it is'],
  ['calls a free step frozen', step('planned/bike', 10, { frozen: true }), 'frozen stays where it is'],
  ['takes a running step off its machine', step('work/WO1', 20, { machine: 'M2' }), 'pinned stays on its machine'],
  ['reopens a finished step', step('work/WO1', 20, { seq: 10 }), 'finished steps stay finished'],
  [
    'forgets a work order',
    edit(
      'orders',
      (it) => it.id === 'work/WO1',
      () => [],
    ),
    'every open work order is planned',
  ],
  ['makes a work order again in full', order('work/WO1', { qty: qty(5) }), 'work orders keep their quantity'],
  [
    'forgets a demand',
    edit(
      'deliveries',
      (it) => it.demand === 'D3',
      () => [],
    ),
    'every demand is served once',
  ],
  [
    'serves a demand twice',
    edit(
      'deliveries',
      (it) => it.demand === 'D3',
      (it) => [it, it],
    ),
    'every demand is served once',
  ],
  [
    'splits a demand that ships complete',
    edit(
      'deliveries',
      (it) => it.demand === 'D1',
      (it) => [
        { ...it, qty: qty(1) },
        { ...it, qty: qty(1) },
      ],
    ),
    'ship complete ships once',
  ],
  ['ships before the earliest date', delivery('D3', { date: at(1, 11) }), 'nothing ships too early'],
  ['halves its lateness', delivery('D2', { late: 1800 }), 'late figure is true'],
  ['ships before it can', delivery('D2', { soonest: at(0, 12) }), 'nothing ships sooner than it can'],
  ['is late without a reason', delivery('D2', { reasons: [] }), 'late demands say why'],
  [
    'is late for a reason without an amount',
    delivery('D2', { reasons: [{ kind: 'frozen', what: 'work/WO1', seconds: 0, text: 'somehow' }] }),
    'late demands say why',
  ],
  ['has neither date nor reason', delivery('D6', { reasons: [] }), 'unserved demands say why'],
  ['pegs more bicycles than are made', peg('planned/bike', 'demand/D1', { qty: qty(3) }), 'no supply is pegged twice'],
  ['pegs tubes as glue', peg('stock/T', 'planned/frame', { item: 'GLUE' }), 'no supply is pegged twice'],
  [
    'leaves a demand without a peg',
    edit(
      'pegs',
      (it) => it.consumer === 'demand/D7',
      () => [],
    ),
    'every consumer is pegged in full',
  ],
  [
    'pegs to a consumer that draws none',
    peg('stock/B', 'planned/bike', { consumer: 'planned/fork' }),
    'every consumer is pegged in full',
  ],
  [
    'pegs a purchase before it arrives',
    peg('buy/1', 'planned/frame', { at: at(1, 7) }),
    'pegged supply is there in time',
  ],
  [
    'pegs glue past its shelf life',
    peg('stock/G2', 'planned/bike', { supply: 'stock/G1' }),
    'pegged supply is there in time',
  ],
  [
    'pegs to a bicycle after it was built',
    peg('planned/frame', 'planned/bike', { at: at(1, 12) }),
    'pegged supply is there in time',
  ],
  [
    'makes a kit for nobody',
    edit(
      'pegs',
      (it) => it.supply === 'planned/kit',
      () => [],
    ),
    'every new supply has a consumer',
  ],
  [
    'fills the safety stock twice',
    peg('planned/fork', 'safety/FORK', { qty: qty(2) }),
    'safety stock is not overfilled',
  ],
  ['gives away what is reserved', peg('work/WO1', 'demand/D2', { qty: qty(3) }), 'hard allocations hold'],
  ['orders last week', purchase({ orderAt: at(-3, 8) }), 'purchases are placed from now'],
  ['buys from a stranger', purchase({ vendor: 'Nobody & Sons' }), 'purchases come from a valid source'],
  ['lets a purchase arrive at once', purchase({ arrival: at(0, 20) }), 'purchases honour the lead time'],
  ['counts on a vendor who was late before', purchase({ arrival: at(0, 22) }), 'purchases honour the lead time'],
  ['buys less than the vendor sells', purchase({ qty: qty(40) }), 'purchases follow the vendors sizes'],
  ['pays the price below the break', purchase({ cost: 50_000 as Minor }), 'purchases cost their break'],
  [
    'buys more and saves nothing',
    purchase({ instead: { qty: qty(40), cost: 40_000 as Minor } }),
    'purchases cost their break',
  ],
  ['buys half a pack', purchase({ qty: qty(55) }), 'purchases follow the vendors sizes'],
  ['moves goods in an hour', move({ arrival: at(0, 10) }), 'moves follow their way'],
  ['moves three wheels where four go', move({ qty: qty(3) }), 'moves follow their way'],
  ['brings wheels from where there are none', move({ fromItem: 'BOX' }), 'moves follow their way'],
  [
    'makes three forks where two are made at a time',
    order('planned/fork', { qty: qty(3) }),
    'order sizes follow the lot rule',
  ],
  [
    'makes eleven bicycles where ten is the most',
    order('planned/bike', { qty: qty(11) }),
    'order sizes follow the lot rule',
  ],
  ['buys fewer tubes than is economic', purchase({ qty: qty(49) }), 'lots are economic'],
  ['buys what is made', purchase({ item: 'FRAME' }), 'supply is of the items kind'],
  [
    'counts an order too many',
    (plan) => ({ ...plan, figures: { ...plan.figures, orders: 10 } }),
    'figures agree with the rows',
  ],
  [
    'hides its lateness',
    (plan) => ({ ...plan, figures: { ...plan.figures, totalLate: 0 } }),
    'figures agree with the rows',
  ],
  [
    'says that being late costs nothing',
    (plan) => ({ ...plan, figures: { ...plan.figures, objective: { ...plan.figures.objective!, points: 0 } } }),
    'objective is the cost of the rows',
  ],
  [
    'serves a forecast that is ordered by now',
    (plan) => ({
      ...plan,
      deliveries: [...plan.deliveries, { demand: 'F1', qty: qty(1), date: at(2, 16), late: 0, reasons: [] }],
    }),
    'forecasts are consumed by orders',
  ],
  ['works when nobody opened the hours', (plan) => ({ ...plan, overtime: [] }), 'work only in working time'],
  [
    'pays half the overtime',
    (plan) => ({ ...plan, overtime: [{ ...plan.overtime![0]!, cost: 30_00 as Minor }] }),
    'overtime is opened once at its price',
  ],
  [
    'opens overtime twice',
    (plan) => ({ ...plan, overtime: [...plan.overtime!, ...plan.overtime!] }),
    'overtime is opened once at its price',
  ],
  [
    'opens overtime that nobody needs',
    (plan) => ({
      ...plan,
      overtime: [
        ...plan.overtime!,
        { window: 'OT2', from: at(1, 9, 45), to: at(1, 10, 45), cost: 60_00 as Minor, for: [] },
      ],
    }),
    'overtime is opened for work',
  ],
  [
    'does not say what overtime is for',
    (plan) => ({ ...plan, overtime: [{ ...plan.overtime![0]!, for: [] }] }),
    'overtime is opened for work',
  ],
  ['calls itself complete', (plan) => ({ ...plan, status: 'complete' }), 'complete means every demand has a date'],
];
