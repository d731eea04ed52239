/** Lines of instructions, each signed by a tick and told with who signed it. */
import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { When } from '../../web/kit/marks.tsx';
import { Problem } from '../../web/kit/states.tsx';
import { useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import classes from './floor.module.css';
import { signOff } from './signoffs.contract.ts';

type Line = Answering<typeof signOff>['lines'][number];

export function SignOffs({ order, seq, lines }: { order: string; seq: number; lines: readonly Line[] }) {
  const may = useMay('stock.issue');
  const write = useWrite(signOff, { kinds: ['sign_offs'] });
  const [problem, setProblem] = useState<unknown>();
  const tick = async (line: string, done: boolean) => {
    setProblem(undefined);
    try {
      await write.run({ body: { order, seq, line, done } });
    } catch (error) {
      setProblem(error);
    }
  };
  return (
    <div role="group" aria-label={`To be done and signed, step ${seq}`} className={classes.signs}>
      {problem ? <Problem of={problem} /> : null}
      {lines.map(({ line, by, at }) => (
        <Checkbox
          key={line}
          size="md"
          checked={by !== null}
          disabled={!may || write.sending}
          onChange={(event) => void tick(line, event.currentTarget.checked)}
          label={line}
          description={
            by !== null && at !== null ? (
              <>
                {by}, <When at={at} time />
              </>
            ) : (
              'to be signed'
            )
          }
        />
      ))}
    </div>
  );
}
