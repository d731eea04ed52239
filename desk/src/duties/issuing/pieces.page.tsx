/** What of a line stands by serials: each piece is issued by its name. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { useAgreed } from '../../web/kit/agreed.ts';
import { Problem } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { issueMaterial, type onePick } from './issuing.contract.ts';
import classes from './issuing.module.css';

type Line = Pick<Answering<typeof onePick>['lines'][number], 'item' | 'seq' | 'pieces' | 'open'>;
type Piece = Line['pieces'][number];
const kinds = ['work_orders', 'work_materials', 'stock', 'movements', 'allocations'];

export function Pieces({ order, of: { item, seq, pieces, open } }: { order: string; of: Line }) {
  const may = useMay('stock.issue');
  const write = useWrite(issueMaterial, { kinds });
  const agreed = useAgreed();
  const [problem, setProblem] = useState<{ readonly of: unknown; readonly piece: Piece }>();
  if (pieces.length === 0 || open === 0) return null;
  const issue = (piece: Piece, confirm?: string) => {
    setProblem(undefined);
    const line = { ...piece, item, seq, qty: 1, short: false, instead_of: null };
    write.run({ params: { order }, body: { lines: [line], reason: '' } }, agreed(confirm)).then(
      ({ done }) => toast(done),
      (of: unknown) => setProblem({ of, piece }),
    );
  };
  return (
    <>
      {problem ? <Problem of={problem.of} confirm={(code) => issue(problem.piece, code)} /> : null}
      <span className={classes.doors}>
        {pieces.map((piece) =>
          may ? (
            <Button
              key={piece.serial}
              size="compact-sm"
              variant="default"
              disabled={write.sending}
              onClick={() => issue(piece)}
            >
              Issue serial {piece.serial} from {piece.location}
            </Button>
          ) : (
            <span key={piece.serial} className="dim">
              serial {piece.serial} at {piece.location}
            </span>
          ),
        )}
      </span>
    </>
  );
}
