/** One order to be released: each thing it lacks as a chain, from the order to what brings it, and who has it. */
import { Chain, type ChainLink } from '../../web/kit/Chain.tsx';
import { quantityText } from '../../web/kit/formats.ts';
import { Quantity, When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { orderAt, type PageAddress, pageAt, recordsAt } from '../../web/paths.ts';
import { calledOf, thingWords } from './cleartobuild.messages.ts';
import type { Thing } from './cleartobuild.ts';
import type { ClearRow } from './list.page.tsx';

type Lack = ClearRow['lacks'][number];

export function OrderPanel({ of: row }: { of: ClearRow }) {
  return (
    <>
      <Facts
        of={[
          ['Item', `${row.item} ${row.item_name ?? ''}`],
          ['Quantity', <Quantity key="qty" of={row.qty} unit={row.unit} />],
          ['Start', <When key="starts" at={row.starts} time />],
          ['End', <When key="ends" at={row.ends} time />],
          [
            'For',
            row.serves === null ? (
              'stock'
            ) : (
              <PageLink key="for" to={orderAt(row.serves)}>
                {row.serves}
              </PageLink>
            ),
          ],
        ]}
      />
      {row.lacks.length === 0 ? <p>Everything is there.</p> : null}
      {row.lacks.map((lack) => (
        <section key={`${lack.kind} ${lack.what} ${lack.why}`}>
          <h3>{thingWords[lack.kind]}</h3>
          <p>{lack.text}</p>
          <Chain links={chainOf(row, lack)} />
          {lack.held.length > 0 && lack.kind !== 'input' ? (
            <p className="dim">
              Who has it:{' '}
              {lack.held.map(({ who, qty }, at) => (
                <span key={who}>
                  {at > 0 ? ', ' : ''}
                  <Named name={who} /> {quantityText(qty)} {lack.unit ?? ''}
                </span>
              ))}
            </p>
          ) : null}
        </section>
      ))}
    </>
  );
}

function Named({ name }: { name: string }) {
  const to = addressOf(name);
  return to ? <PageLink to={to}>{calledOf(name)}</PageLink> : <>{calledOf(name)}</>;
}

function chainOf(row: ClearRow, lack: Lack): readonly ChainLink[] {
  const order: ChainLink = { name: row.number ?? calledOf(row.id), to: addressOf(row.id), words: 'waits' };
  const missing: ChainLink = { name: lack.what, to: thingAt[lack.kind](lack.what) };
  if (lack.by === null || lack.kind === 'drawing') return [order, missing];
  return [order, missing, { name: calledOf(lack.by), to: addressOf(lack.by) }];
}

const thingAt: Readonly<Record<Thing, (what: string) => PageAddress>> = {
  material: (code) => pageAt('/items/$code', { code }),
  drawing: (code) => pageAt('/items/$code', { code }),
  tool: (search) => recordsAt('tools', { search }),
  crew: (search) => recordsAt('crews', { search }),
  input: (what) => recordsAt('customer_inputs', { search: what.split('/')[0] }),
};

/** Where a supply or consumer stands. */
function addressOf(name: string): PageAddress | undefined {
  const [kind, ...rest] = name.split('/');
  if (kind === 'demand') return orderAt(rest.join('/'));
  if (kind === 'purchase') return recordsAt('purchase_lines', { search: rest[0] });
  return kind === 'work' ? recordsAt('work_orders', { search: rest[0] }) : undefined;
}
