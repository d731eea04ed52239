/** A rush order at four in the afternoon: one form, two dates, whom they hurt, and one press asks the supervisor. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { type CellContext, readCell } from '../../house/cells.ts';
import type { Field } from '../../house/kind.ts';
import { type Answering, call } from '../../web/api.ts';
import { type Answers, Ask } from '../../web/kit/Ask.tsx';
import { dayMeant } from '../../web/kit/daymeant.ts';
import { LateDays, When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { Refused } from '../../web/kit/refused.ts';
import requests from '../../web/kit/requests.module.css';
import { WaitsFor } from '../../web/kit/requests.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { StaleNote } from '../../web/plan/StaleNote.tsx';
import { useAskPlan, useReadyPlan, useWriteOnPlan } from '../../web/plan/useAskPlan.ts';
import { usePlanState } from '../../web/plan/usePlanState.ts';
import { useOne } from '../../web/queries.ts';
import { suggestCodes } from '../../web/records/records.api.ts';
import { useMay, useSite } from '../../web/session/session.tsx';
import { Gains, Hurts, Ran } from './hurts.page.tsx';
import { RushRequests, rushKinds } from './requests.page.tsx';
import { askRush, rushEffects, rushOffers } from './rush.contract.ts';
import { optionWords, rushWords } from './rush.messages.ts';
import classes from './rush.module.css';

const quantity: Field = {
  name: 'qty',
  label: 'Quantity',
  type: 'decimal',
  min: -1e9,
  max: 1e9,
  digits: 6,
  required: true,
};
const fields: readonly Field[] = [
  { name: 'customer', label: 'Customer', type: 'reference', to: 'customers', required: true },
  { name: 'item', label: 'Item', type: 'reference', to: 'items', required: true },
  quantity,
  { name: 'wish', label: 'Wished for', type: 'date', required: true },
];

interface Wanted {
  readonly customer: string;
  readonly item: string;
  readonly qty: number;
  readonly wish: string;
}
type Offers = Answering<typeof rushOffers>;
type Offer = NonNullable<Offers['kept']>;

export default function RushPage() {
  const { today } = usePlant();
  const site = useSite();
  const [found, setFound] = useState<Omit<FoundProps, 'onAsked' | 'onOtherwise'>>();
  const may = useMay('orders.see');
  const stands = usePlanState().data?.version?.number;
  const plan = useAskPlan();
  useReadyPlan();
  const offersOf = (wanted: Wanted) => plan.ask(() => call(rushOffers, { query: wanted }, { site: site.code }));
  const ask = async (answers: Answers) => {
    setFound(undefined);
    const wanted = wantedOf(answers, today);
    setFound({ wanted, offers: await offersOf(wanted), otherwise: false });
  };
  return (
    <Page title="Rush order">
      <div className={classes.body}>
        <StaleNote />
        {may ? (
          <Ask
            fields={fields}
            submitWord="When can it ship?"
            doing={plan.waits?.doing ?? 'Trying it on the plan: where it fits'}
            done={plan.waits?.done}
            draft="rush"
            asOf={stands}
            onSubmit={ask}
            suggest={(field, text) => suggestCodes(field.to, text)}
          />
        ) : null}
        {found ? (
          <Found
            {...found}
            onAsked={() => setFound(undefined)}
            onOtherwise={async () => setFound({ ...found, offers: await offersOf(found.wanted), otherwise: true })}
          />
        ) : null}
        <h2>Asked for</h2>
        <RushRequests
          empty={
            <Empty
              title="No rush order was asked for yet."
              text="What is asked for stands here until a supervisor approves or refuses it, and then with what became of it."
            />
          }
        />
      </div>
    </Page>
  );
}

/** As they were typed: the server names what it does not know. */
function wantedOf(answers: Answers, today: string): Wanted {
  const context: CellContext = { instant: (day, time) => `${day}T${time}:00Z`, dueTime: '17:00', today, typed: true };
  const qty = readCell(quantity, String(answers.qty ?? ''), context);
  return {
    customer: String(answers.customer ?? '').trim(),
    item: String(answers.item ?? '').trim(),
    qty: 'value' in qty ? Number(qty.value) : 0,
    wish: dayMeant(String(answers.wish ?? ''), today) ?? '',
  };
}

interface FoundProps {
  readonly wanted: Wanted;
  readonly offers: Offers;
  /** Asked for, the plan gave other dates: these. */
  readonly otherwise: boolean;
  readonly onAsked: () => void;
  readonly onOtherwise: () => Promise<void>;
}

function Found({ wanted, offers, otherwise, onAsked, onOtherwise }: FoundProps) {
  const doors = { wanted, onAsked, onOtherwise };
  if (!offers.kept && !offers.first) return <Empty title="It cannot be had." text={offers.why ?? undefined} />;
  return (
    <div className={classes.offers}>
      {otherwise ? <p role="status">{rushWords.otherwise}</p> : null}
      {[offers.kept, offers.first].map((offer) =>
        offer ? <OfferCard key={`${offers.plan} ${offer.option}`} of={offer} {...doors} /> : null,
      )}
      {offers.kept && !offers.first ? <p className="dim">{withoutFirst(offers.kept)}</p> : null}
      <p className="dim">Tried on version {offers.plan}.</p>
    </div>
  );
}

const withoutFirst = ({ late_days }: Offer): string =>
  late_days > 0
    ? 'Going first would not be sooner.'
    : 'It need not go first to be in time. Where the customer wants it sooner, ask with an earlier wish.';

interface OfferCardProps extends Pick<FoundProps, 'wanted' | 'onAsked' | 'onOtherwise'> {
  readonly of: Offer;
}

function OfferCard({ wanted, of: offer, onAsked, onOtherwise }: OfferCardProps) {
  const may = useMay('orders.dates');
  const request = useWriteOnPlan(askRush, { kinds: rushKinds });
  const { option, date } = offer;
  const effect = useOne(rushEffects, { query: { ...wanted, option, date } }, { kinds: ['plan_versions'] });
  const press = (confirm?: string) =>
    void request.run({ body: { ...wanted, option, date } }, confirm ? { confirm: [confirm] } : {}).then(
      (answer) => {
        toast(answer.done);
        onAsked();
      },
      // Another refusal stands at the button.
      (refused: unknown) => (isOtherwise(refused) ? onOtherwise().catch(toastProblem) : undefined),
    );
  return (
    <section className={requests.card} aria-label={optionWords[offer.option]}>
      <h3>
        {optionWords[offer.option]}: <When at={offer.date} time />
      </h3>
      <p>
        {offer.late_days > 0 ? (
          <>
            <LateDays days={offer.late_days} state="late" /> after the wish
          </>
        ) : (
          'In time for the wish'
        )}
      </p>
      {offer.sets[0] ? <p>{offer.sets[0]}</p> : null}
      <Effect of={effect} date={date} />
      {request.problem ? <Problem of={request.problem} confirm={press} confirmWord={rushWords.another} /> : null}
      {may ? (
        <Button h={44} fullWidth disabled={!effect.data} loading={request.sending} onClick={() => press()}>
          Ask approval
        </Button>
      ) : null}
      <WaitsFor of={request.waits} />
    </section>
  );
}

interface EffectProps {
  readonly of: { readonly data: Answering<typeof rushEffects> | undefined; readonly error: unknown };
  readonly date: string;
}

function Effect({ of: { data, error }, date }: EffectProps) {
  if (error) return <Problem of={error} />;
  if (!data) return <Progress doing={rushWords.trying} />;
  return (
    <>
      <Ran offered={date} ships={data.ships} />
      <Hurts of={data.hurts} />
      <Gains of={data.gains} />
      {data.from_nothing ? <p className="dim">{rushWords.fromNothing}</p> : null}
    </>
  );
}

/** Asked for as it was offered, and the plan that stands now offers another. */
const isOtherwise = (refused: unknown): boolean =>
  refused instanceof Refused && ['other-date', 'no-offer'].includes(refused.problem.code);
