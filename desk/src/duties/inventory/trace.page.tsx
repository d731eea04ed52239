/** One lot or one piece: where it went through work orders, what is in it, where all of that is now. */
import { useParams } from '@tanstack/react-router';
import type { Answering } from '../../web/api.ts';
import { useAddress } from '../../web/kit/address.ts';
import { quantityText } from '../../web/kit/formats.ts';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { pageAt, recordsAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { type Direction, type Traced, tracedKey } from './genealogy.ts';
import classes from './inventory.module.css';
import { traceLot } from './movements.contract.ts';
import { tracedWords } from './movements.messages.ts';

type Trace = Answering<typeof traceLot>;
const kinds = ['movements', 'stock'];

export default function TracePage() {
  const { item = '' } = useParams({ strict: false }) as { readonly item?: string };
  const [{ lot = '', serial = '' }] = useAddress();
  const start = { item, lot, serial };
  return (
    <Page title={tracedWords(start)}>
      {lot === '' && serial === '' ? (
        <Empty title="No lot is named." text="A lot or a piece is followed from its row under Materials → Stock." />
      ) : (
        <div className={classes.trace}>
          <p>
            <PageLink to={pageAt('/where', start)}>Where is it</PageLink>
          </p>
          <Way title="Where did it go" direction="used" start={start} />
          <Way title="What is in it" direction="from" start={start} />
        </div>
      )}
    </Page>
  );
}

function Way({ title, direction, start }: { title: string; direction: Direction; start: Traced }) {
  const trace = useOne(traceLot, { query: { ...start, direction } }, { kinds });
  if (trace.error) return <Problem of={trace.error} retry={() => void trace.refetch()} />;
  if (!trace.data) return <Progress doing="Following the lot" />;
  const { steps, whereabouts } = trace.data;
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {direction === 'used' ? <Whereabouts of={start} all={whereabouts} /> : null}
      {steps.length === 0 ? (
        <p className="dim">
          {direction === 'used' ? 'Nothing was made of it yet.' : 'Nothing that was issued to a work order is in it.'}
        </p>
      ) : (
        <ol className={classes.movements}>
          {steps.map((step) => (
            <li key={`${step.order} ${tracedKey(step.of)} ${tracedKey(step)}`} data-level={step.level}>
              <p style={{ paddingLeft: `${(step.level - 1) * 16}px` }}>
                {direction === 'used' ? 'into ' : 'from '}
                <PageLink to={recordsAt('work_orders', { filter: `number:eq:${step.order}` })}>{step.order}</PageLink>
                {direction === 'used' ? ', which made ' : ', which used '}
                {quantityText(step.qty)} of {step.untold ? `${step.item}, told by no lot` : <TracedLink of={step} />}
                {step.again ? ', followed further up' : ''}
              </p>
              <div style={{ paddingLeft: `${(step.level - 1) * 16}px` }}>
                {step.untold || step.again ? null : <Whereabouts of={step} all={whereabouts} />}
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

const TracedLink = ({ of }: { of: Traced }) => (
  <PageLink to={pageAt('/lots/$item', { item: of.item }, { lot: of.lot, serial: of.serial })}>
    {tracedWords(of)}
  </PageLink>
);

function Whereabouts({ of, all }: { of: Traced; all: Trace['whereabouts'] }) {
  const here = all.filter((one) => tracedKey(one) === tracedKey(of));
  if (here.length === 0) return <p className="dim">None of it is here any more.</p>;
  return (
    <p className="dim">
      {here.map(({ at, gone, qty }) => `${quantityText(qty)} ${gone ? 'went to' : 'at'} ${at}`).join(' · ')}
    </p>
  );
}
