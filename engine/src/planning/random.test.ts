import { describe, expect, it } from 'vitest';
import type { Operation, Problem } from './problem.ts';
import { FEATURES, type Feature, featuresOf, randomProblem } from './random.test-support.ts';

const steps = (problem: Problem): readonly Operation[] => problem.operations;
const ownSteps = (problem: Problem) => problem.workOrders.flatMap((it) => it.operations ?? []);

/** How a feature shows in a factory. */
const shows: Record<Feature, (problem: Problem) => boolean> = {
  'alternate components': (it) => it.components.some((line) => line.alternateGroup !== undefined),
  'bills with dates': (it) => it.components.some((line) => line.from !== undefined),
  'scrap and waste': (it) => it.components.some((line) => line.scrap !== undefined || line.perOrder !== undefined),
  yields: (it) => it.items.some((item) => item.yield) || steps(it).some((step) => step.yield),
  phantoms: (it) => it.items.some((item) => item.supply === 'phantom'),
  decimals: (it) => it.items.some((item) => item.decimals > 0),
  crews: (it) => steps(it).some((step) => step.crew !== undefined),
  'attended set-ups': (it) => steps(it).some((step) => step.attends === 'setup' || step.setupCrew),
  tools: (it) => steps(it).some((step) => step.tools !== undefined),
  families: (it) => steps(it).some((step) => step.family !== undefined),
  changeovers: (it) => it.changeovers.length > 0,
  'outside steps': (it) => steps(it).some((step) => step.outside !== undefined),
  gaps: (it) => steps(it).some((step) => step.gapAfter !== undefined),
  'unpausable steps': (it) => steps(it).some((step) => step.pausable === false),
  'split steps': (it) => steps(it).some((step) => (step.split ?? 1) > 1),
  'batch machines': (it) => it.machines.some((machine) => machine.batch !== undefined),
  'machine speeds': (it) => it.machines.some((machine) => machine.speed),
  'named machines': (it) => steps(it).some((step) => step.machines),
  'capacity above one': (it) => it.machines.some((machine) => machine.capacity > 1),
  downtime: (it) => it.machines.some((machine) => machine.downtime),
  'calendar exceptions': (it) => it.calendars.some((calendar) => calendar.exceptions.length > 0),
  'night shifts': (it) => it.workCentres.some((centre) => centre.calendar === 'night'),
  'clock change': (it) => it.zone.offsets.length > 1,
  moves: (it) => it.moves.length > 0,
  'make lead times': (it) => it.items.some((item) => item.makeLeadTime !== undefined),
  'made to order': (it) => it.items.some((item) => item.makeToOrder),
  'lot multiples': (it) => it.items.some((item) => item.lot.multiple > 1),
  'lot maxima': (it) => it.items.some((item) => item.lot.max !== undefined),
  'fixed lots': (it) => it.items.some((item) => item.lot.fixed !== undefined),
  'periods of supply': (it) => it.items.some((item) => item.lot.period !== undefined),
  'time fences': (it) => it.items.some((item) => item.timeFence !== undefined),
  'safety stock': (it) => it.items.some((item) => item.safetyStock > 0),
  'shelf life': (it) => it.stock.some((lot) => lot.expires !== undefined),
  quarantine: (it) => it.stock.some((lot) => lot.availableFrom !== undefined),
  'open purchases': (it) => it.purchaseLines.length > 0,
  'second sources': (it) => it.sources.some((source) => source.priority > 1),
  'lead times in working days': (it) => it.sources.some((source) => source.leadTime.vendorWorkingDays !== undefined),
  'work in progress': (it) => ownSteps(it).some((step) => step.done),
  'work orders without steps': (it) => it.workOrders.some((order) => order.operations === undefined),
  'running steps': (it) => ownSteps(it).some((step) => step.startedAt !== undefined),
  'frozen steps': (it) => ownSteps(it).some((step) => step.frozen !== undefined),
  'steps that stay in parts': (it) => ownSteps(it).some((step) => step.parts !== undefined),
  'pinned steps': (it) => ownSteps(it).some((step) => step.machine !== undefined),
  allocations: (it) => it.allocations.length > 0,
  'awaited events': (it) => it.demands.some((demand) => demand.awaits !== undefined),
  forecasts: (it) => it.demands.some((demand) => demand.kind === 'forecast'),
  'earliest dates': (it) => it.demands.some((demand) => demand.earliest !== undefined),
  'part shipments': (it) => it.demands.some((demand) => demand.shipComplete === false),
  priorities: (it) => new Set(it.demands.map((demand) => demand.priority)).size > 1,
  weights: (it) => it.rules.weights !== undefined,
  'without capacity': (it) => !it.rules.constrained,
  'no source': (it) => it.items.some((item) => item.id.startsWith('NOWHERE')),
  'co-products': (it) => (it.outputs?.length ?? 0) > 0,
  'forecasts consumed': (it) =>
    it.rules.consume !== undefined && it.demands.some((demand) => demand.kind === 'forecast'),
  'economic lots': (it) => it.items.some((item) => item.lot.economic !== undefined),
  'price breaks': (it) => it.sources.some((source) => source.breaks !== undefined),
  'measured vendors': (it) => it.rules.service !== undefined && it.sources.some((source) => source.reliability),
  overtime: (it) => (it.overtime?.length ?? 0) > 0,
  'near horizon': (it) => it.horizonEnd - it.now < 10 * 86_400,
  teardown: (it) => steps(it).some((step) => step.teardown !== undefined),
  overlap: (it) => steps(it).some((step) => step.transferBatch !== undefined),
  'longest gaps': (it) => steps(it).some((step) => step.maxGapAfter !== undefined),
  'run per batch': (it) => steps(it).some((step) => step.runPerBatch !== undefined),
};

const some = Array.from({ length: 30 }, (_, seed) => seed);

describe('the random factory', () => {
  it.each(FEATURES)('shows %s in some of the factories that have it', (feature) => {
    expect(some.some((seed) => shows[feature](randomProblem(seed, [feature])))).toBe(true);
  });

  it('is the same for the same seed and features', () => {
    for (const seed of some) {
      expect(randomProblem(seed)).toEqual(randomProblem(seed));
      expect(randomProblem(seed)).toEqual(randomProblem(seed));
      expect(featuresOf(seed)).toEqual(featuresOf(seed));
    }
  });

  it('names nothing that it does not have, and no id twice', () => {
    for (const seed of some) {
      const it = randomProblem(seed, FEATURES);
      const ids = (rows: readonly { readonly id: string }[]) => new Set(rows.map((row) => row.id));
      const items = ids(it.items);
      for (const list of [it.items, it.machines, it.stock, it.purchaseLines, it.workOrders, it.demands, it.events]) {
        expect(ids(list).size).toBe(list.length);
      }
      expect(it.components.every((line) => items.has(line.parent) && items.has(line.component))).toBe(true);
      expect(it.operations.every((step) => items.has(step.item))).toBe(true);
      expect(it.demands.every((demand) => items.has(demand.item))).toBe(true);
      expect(it.workCentres.every((centre) => ids(it.calendars).has(centre.calendar))).toBe(true);
    }
  });
});
