/** Where somebody is signed in, newest first. */
import { Button } from '@mantine/core';
import type { z } from 'zod';
import { When } from '../../web/kit/marks.tsx';
import { Empty } from '../../web/kit/states.tsx';
import type { session } from './users.contract.ts';

type Session = z.output<typeof session>;

export function Sessions({ rows, end }: { rows: readonly Session[]; end?: (id: string) => void }) {
  if (rows.length === 0) return <Empty title="Signed in nowhere." />;
  return (
    <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {rows.map((row) => (
        <li key={row.id} style={{ display: 'flex', gap: 12, padding: '6px 0', borderBottom: '1px solid var(--line)' }}>
          <span style={{ flex: 1, minWidth: 0 }}>
            {browserWords(row.browser)} {row.address ? `from ${row.address}` : ''}
            <br />
            <span className="dim">
              since <When at={row.began} time />
              {row.current ? ' · this one' : ''}
            </span>
          </span>
          {end && !row.current ? (
            <Button size="compact-xs" variant="default" onClick={() => end(row.id)}>
              Sign out
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** "Firefox on Windows": enough to know one's own again. */
function browserWords(agent: string | null): string {
  if (!agent) return 'A program';
  const browser = ['Edg', 'Firefox', 'Chrome', 'Safari'].find((one) => agent.includes(`${one}/`));
  const system = ['Windows', 'Android', 'iPhone', 'Mac OS', 'Linux'].find((one) => agent.includes(one));
  return `${browser === 'Edg' ? 'Edge' : (browser ?? 'A browser')}${system ? ` on ${system}` : ''}`;
}
