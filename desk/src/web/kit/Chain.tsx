/** A cause chain, opened in place: what is late ← what it waits for ← … ← the root. Every name is a link. */
import { useState } from 'react';
import type { PageAddress } from '../paths.ts';
import classes from './chain.module.css';
import { PageLink } from './PageLink.tsx';

export interface ChainLink {
  /** "PO-311/1". */
  readonly name: string;
  readonly to?: PageAddress | undefined;
  /** "promised 31 Oct, now 4 Nov". */
  readonly words?: string;
  /** Where that is known from: "their mail 10:12". */
  readonly evidence?: string;
}

/** `links` run from the late thing to its root. */
export function Chain({ links }: { links: readonly ChainLink[] }) {
  const [rootFirst, setRootFirst] = useState(false);
  const shown = rootFirst ? [...links].reverse() : links;
  return (
    <div className={classes.chain}>
      <ol className={classes.links}>
        {shown.map((link, index) => (
          <li key={`${link.name}${link.words ?? ''}`} data-root={link === links[links.length - 1] || undefined}>
            {index > 0 ? (
              <span className={classes.arrow} aria-label={rootFirst ? 'delays' : 'because of'}>
                {rootFirst ? '→' : '←'}
              </span>
            ) : null}
            {link.to ? (
              <PageLink to={link.to}>{link.name}</PageLink>
            ) : (
              <span className={classes.name}>{link.name}</span>
            )}
            {link.words ? ` ${link.words}` : null}
            {link.evidence ? <span className="dim"> ({link.evidence})</span> : null}
          </li>
        ))}
      </ol>
      {links.length > 1 ? (
        <button type="button" className={classes.turn} onClick={() => setRootFirst(!rootFirst)}>
          {rootFirst ? 'Late first' : 'Root first'}
        </button>
      ) : null}
    </div>
  );
}
