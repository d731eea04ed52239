/** What was printed lately and what waits: its sheet, again, or cancelled. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { fileAddress } from '../../web/api.ts';
import { When } from '../../web/kit/marks.tsx';
import { PaperLink } from '../../web/kit/PaperLink.tsx';
import { openPaper } from '../../web/kit/paper.ts';
import { Problem } from '../../web/kit/states.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { cancelPrint, listPrints, printAgain } from './labels.contract.ts';
import classes from './marking.module.css';
import { printNeeds } from './printing.ts';

type Row = Answering<typeof listPrints>['rows'][number];
const kinds = ['label_prints'];

export function Prints() {
  const may = { 'locations.write': useMay('locations.write'), 'progress.write': useMay('progress.write') };
  const [limit, setLimit] = useState(20);
  const prints = useOne(listPrints, { query: { limit } }, { kinds });
  if (prints.error) return <Problem of={prints.error} retry={() => void prints.refetch()} />;
  const { rows = [], waiting = 0 } = prints.data ?? {};
  return (
    <section aria-label="Prints">
      <h2>Prints{waiting > 0 ? ` · ${waiting} waiting` : ''}</h2>
      {rows.length === 0 ? (
        <p className="dim">{prints.isPending ? 'Reading the prints …' : 'Nothing was printed yet.'}</p>
      ) : (
        <ul className={classes.prints} aria-label="Prints">
          {rows.map((row) => (
            <Print key={row.id} of={row} may={may[printNeeds(row.subject)]} />
          ))}
        </ul>
      )}
      {rows.length === limit && limit < 200 ? (
        <div>
          <Button variant="default" onClick={() => setLimit(200)}>
            Show more
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function Print({ of: row, may }: { of: Row; may: boolean }) {
  const again = useWrite(printAgain, { kinds });
  const cancel = useWrite(cancelPrint, { kinds });
  const params = { id: row.id };
  const reprint = async () => {
    const paper = openPaper(row.printer === null);
    try {
      const { said, pdf } = await again.run({ params, body: {} });
      toast(said);
      paper.show(pdf);
    } catch (error) {
      paper.close();
      toastProblem(error);
    }
  };
  const stop = () => void cancel.run({ params, body: {} }).then(({ said }) => toast(said), toastProblem);
  return (
    <li data-state={row.state}>
      <div className={classes.what}>
        <b>{row.first}</b>
        <span className={row.state === 'failed' ? classes.failed : undefined}>{row.said}</span>
        <span className="dim">
          Print {row.id}, {row.template ?? `${row.subject}s`}; <When at={row.asked_at} time />, {row.asked_by}
        </span>
      </div>
      <div className={classes.doors}>
        {row.printer === null ? (
          <PaperLink to={fileAddress(`/labels/prints/${row.id}/sheet`, {})}>Open</PaperLink>
        ) : null}
        {may ? (
          <Button variant="default" loading={again.sending} onClick={() => void reprint()}>
            Print again
          </Button>
        ) : null}
        {may && (row.state === 'waiting' || row.state === 'failed') ? (
          <Button variant="default" loading={cancel.sending} onClick={stop}>
            Cancel
          </Button>
        ) : null}
      </div>
    </li>
  );
}
