/** Movements of trainees that wait, above the list of stock: read, countersigned or declined. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { countText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { Problem } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import classes from './inventory.module.css';
import { moveConfirmWords } from './moving.page.tsx';
import { listTold, settleTold } from './told.contract.ts';

export const toldKinds = ['told_movements', 'stock', 'movements'];

export function Told({ onPosted }: { onPosted: () => void }) {
  const may = useMay('stock.write');
  const list = useOne(listTold, {}, { kinds: toldKinds });
  const write = useWrite(settleTold, { kinds: toldKinds });
  const [problem, setProblem] = useState<{
    readonly id: number;
    readonly of: unknown;
    readonly said: readonly string[];
  }>();
  const rows = list.data?.rows ?? [];
  if (rows.length === 0) return null;
  const settle = async (id: number, verdict: 'countersigned' | 'declined', confirm: readonly string[] = []) => {
    setProblem(undefined);
    try {
      toast((await write.run({ params: { id }, body: { verdict } }, { confirm })).done);
      onPosted();
    } catch (error) {
      setProblem({ id, of: error, said: confirm });
    }
  };
  return (
    <section aria-label="Waits for a countersign" className={classes.told}>
      <strong>{countText(rows.length, 'movement waits', 'movements wait')} for a countersign</strong>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <p>
              {row.says} {row.by}, <When at={row.moved_at} time />
              {row.reason === '' ? '' : `: ${row.reason}`}
            </p>
            {may && !row.mine ? (
              <div className={classes.doors}>
                <Button size="xs" loading={write.sending} onClick={() => void settle(row.id, 'countersigned')}>
                  Countersign
                </Button>
                <Button
                  size="xs"
                  variant="default"
                  loading={write.sending}
                  onClick={() => void settle(row.id, 'declined')}
                >
                  Decline
                </Button>
              </div>
            ) : null}
            {problem?.id === row.id ? (
              <Problem
                of={problem.of}
                confirm={(code) => void settle(row.id, 'countersigned', [...problem.said, code])}
                confirmWord={moveConfirmWords}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
