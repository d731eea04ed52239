/** Over the published version: what is drawn, only what went otherwise, and what the marks mean. */
import { Checkbox, SegmentedControl } from '@mantine/core';
import { useCommands } from '../../web/kit/commands.ts';
import { layerWords } from './actual.messages.ts';
import { layers } from './actual.ts';
import classes from './board.module.css';
import type { BoardState } from './useboard.page.tsx';

export function LayersLine({ state }: { readonly state: BoardState }) {
  const { actual, layer, address, setAddress } = state;
  const only = address.otherwise !== undefined;
  const turn = (): void => setAddress({ otherwise: only ? undefined : '1' });
  useCommands([
    {
      id: 'board:otherwise',
      word: only ? 'All operations' : 'Only what went otherwise than published',
      keys: 'w',
      group: 'Board',
      when: () => actual !== undefined,
      run: turn,
    },
  ]);
  if (!actual) return null;
  const table = address.table !== undefined;
  return (
    <div className={classes.layers}>
      {table ? null : (
        <SegmentedControl
          size="xs"
          aria-label="What is drawn"
          data={layers.map((value) => ({ value, label: layerWords[value] }))}
          value={layer}
          onChange={(value) => setAddress({ layer: value === 'both' ? undefined : value })}
        />
      )}
      <Checkbox size="xs" label="Only what went otherwise" title="w" checked={only} onChange={turn} />
      {table || layer === 'published' ? null : (
        <span className={classes.marks}>
          <span className={classes.key}>
            <i className={classes.outlined} aria-hidden="true" /> published
          </span>
          <span className={classes.key}>
            <i className={classes.happened} aria-hidden="true" /> done, at work
          </span>
          <span className={classes.key}>
            <b aria-hidden="true">▷</b> not begun
          </span>
          <span className={classes.key}>
            <b aria-hidden="true">▶</b> begun late
          </span>
          <span className={classes.key}>
            <i className={classes.over} aria-hidden="true" /> over its end
          </span>
          <span className={classes.key}>✓ done early</span>
        </span>
      )}
    </div>
  );
}
