/** Overtime: whose, when and at what price; what it would move and save; then one press asks the supervisor. */

import { Button, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Field } from '../../house/kind.ts';
import { typedAmount } from '../../house/typednumbers.ts';
import { type Answering, type Asking, call } from '../../web/api.ts';
import { type Answers, Ask } from '../../web/kit/Ask.tsx';
import { useAddress } from '../../web/kit/address.ts';
import { dayMeant } from '../../web/kit/daymeant.ts';
import { When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import requests from '../../web/kit/requests.module.css';
import { WaitsFor } from '../../web/kit/requests.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { recordsAt } from '../../web/paths.ts';
import { StaleNote } from '../../web/plan/StaleNote.tsx';
import { useAskPlan, useReadyPlan, useWriteOnPlan } from '../../web/plan/useAskPlan.ts';
import { usePlanState } from '../../web/plan/usePlanState.ts';
import { suggestCodes } from '../../web/records/records.api.ts';
import { useMay, useSite } from '../../web/session/session.tsx';
import { ComparisonView } from '../planning/comparison.page.tsx';
import { placeWords } from '../planning/handhours.messages.ts';
import { useLinked } from './linked.page.tsx';
import { askOvertime, overtimeEffects } from './overtime.contract.ts';
import { linkWords } from './overtime.messages.ts';
import classes from './overtime.module.css';
import { OvertimeRequests, overtimeKinds, Terms, Whom } from './requests.page.tsx';

const fields: readonly Field[] = [
  { name: 'work_centre', label: 'Work centre', type: 'reference', to: 'work_centres', required: true },
  { name: 'machine', label: 'Machine', type: 'reference', to: 'machines', help: 'Empty: all of the work centre.' },
  { name: 'day', label: 'Day', type: 'date', required: true },
  {
    name: 'hours',
    label: 'Hours',
    type: 'text',
    max: 40,
    required: true,
    help: 'Beside the calendar: 14:00-18:00, or past midnight 22:00-02:00.',
  },
  {
    name: 'hour_price',
    label: 'Price per hour',
    type: 'decimal',
    min: 0,
    max: 1e6,
    digits: 2,
    required: true,
    help: 'Of all who come, for the whole time.',
  },
];

type Wanted = Omit<Asking<typeof overtimeEffects>['query'] & object, 'crews'>;
interface Found {
  readonly wanted: Wanted;
  readonly effect: Answering<typeof overtimeEffects>;
  /** Questions that were answered with yes. */
  readonly confirmed: readonly string[];
}

export default function OvertimePage() {
  const { today } = usePlant();
  const site = useSite();
  const may = useMay('orders.dates');
  const [{ work_centre, machine, day }] = useAddress();
  const linked = useLinked({ work_centre, machine, day }, today);
  const [found, setFound] = useState<Found>();
  const stands = usePlanState().data?.version?.number;
  const plan = useAskPlan();
  useReadyPlan();
  const said = useRef<readonly string[]>([]);
  const tryOut = async (answers: Answers, confirm?: string) => {
    setFound(undefined);
    const wanted = wantedOf(answers, today);
    // A holiday and a long night are two questions, one after the other.
    const confirmed = confirm === undefined ? [] : [...said.current, confirm];
    said.current = confirmed;
    const effect = await plan.ask(() =>
      call(overtimeEffects, { query: wanted }, { site: site.code, confirm: confirmed }),
    );
    setFound({ wanted, effect, confirmed });
  };
  return (
    <Page title="Overtime" tools={<PageLink to={recordsAt('overtime_windows')}>Hours that plans may open</PageLink>}>
      <div className={classes.body}>
        <StaleNote />
        {linked?.faults.map((fault) => (
          <p key={fault.kind} role="status">
            {linkWords(fault, today)}
          </p>
        ))}
        {!may ? (
          <p className="dim">Planners, expediters and supervisors ask for overtime.</p>
        ) : linked === undefined ? (
          <Progress doing="Looking up what the address asks for" />
        ) : (
          <Ask
            fields={fields}
            start={linked.start}
            submitWord="Show what it moves"
            doing={plan.waits?.doing ?? 'Planning with these hours, to compare'}
            done={plan.waits?.done}
            draft="overtime"
            asOf={stands}
            onSubmit={tryOut}
            confirmWord="Yes, it is worked"
            suggest={(field, text) => suggestCodes(field.to, text)}
          />
        )}
        {found ? <Effect {...found} onAsked={() => setFound(undefined)} /> : null}
        <h2>Asked for</h2>
        <OvertimeRequests
          empty={
            <Empty
              title="No overtime was asked for yet."
              text="What is asked for stands here until a supervisor approves or refuses it; approved, the next plan works in it."
            />
          }
        />
      </div>
    </Page>
  );
}

/** As they were typed: the server names what it does not know. */
function wantedOf(answers: Answers, today: string): Wanted {
  const text = (name: string) => String(answers[name] ?? '').trim();
  return {
    work_centre: text('work_centre'),
    ...(text('machine') === '' ? {} : { machine: text('machine') }),
    day: dayMeant(text('day'), today) ?? '',
    hours: text('hours'),
    hour_price: String(typedAmount(text('hour_price'))),
  };
}

function Effect({ wanted, effect, confirmed, onAsked }: Found & { onAsked: () => void }) {
  const [reason, setReason] = useState('');
  const ask = useWriteOnPlan(askOvertime, { kinds: overtimeKinds });
  const press = () =>
    void ask.run({ body: { ...wanted, crews: effect.crews, reason } }, { confirm: [...confirmed] }).then(
      (answer) => {
        toast(answer.done);
        onAsked();
      },
      // The refusal stands at the button.
      () => undefined,
    );
  const machine = typeof wanted.machine === 'string' ? wanted.machine : null;
  return (
    <section className={requests.card} aria-label="What it moves">
      <h3>{placeWords({ work_centre: wanted.work_centre, machine, crews: effect.crews })}</h3>
      <Terms of={effect} />
      <Whom of={effect} />
      <form
        className={requests.send}
        aria-label="Ask approval"
        onSubmit={(event) => {
          event.preventDefault();
          press();
        }}
      >
        <TextInput
          label="Why it is needed"
          required
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button type="submit" h={44} disabled={reason.trim() === ''} loading={ask.sending}>
          Ask approval
        </Button>
      </form>
      {ask.problem ? <Problem of={ask.problem} /> : null}
      <WaitsFor of={ask.waits} />
      <ComparisonView
        of={effect.comparison}
        intro={
          <>
            {effect.beside ?? (
              <>
                What a planning run would make with it, against version {effect.version.number} of{' '}
                <When at={effect.version.made_at} time />.
              </>
            )}{' '}
            Nothing is asked for yet.
          </>
        }
      />
    </section>
  );
}
