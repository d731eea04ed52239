/** Counts: what is due, the sheets, what was counted, how right the book was, and the rules; one of them at a time. */
import { SegmentedControl } from '@mantine/core';
import { useAddress } from '../../web/kit/address.ts';
import { AccuracyList } from './accuracy.page.tsx';
import { DueList } from './due.page.tsx';
import { HistoryList } from './history.page.tsx';
import { Rules } from './rules.page.tsx';
import { SheetList } from './sheets.page.tsx';

const parts = [
  { value: 'due', label: 'Due' },
  { value: 'sheets', label: 'Sheets' },
  { value: 'history', label: 'History' },
  { value: 'accuracy', label: 'Accuracy' },
  { value: 'rules', label: 'Rules' },
] as const;

export default function CountsPage() {
  const [address, set] = useAddress();
  const show = address.show ?? 'due';
  const choice = (
    <SegmentedControl
      size="xs"
      aria-label="What of counting"
      data={[...parts]}
      value={show}
      onChange={(value) =>
        set({
          show: value === 'due' ? undefined : value,
          sort: undefined,
          filter: undefined,
          view: undefined,
          item: undefined,
          location: undefined,
        })
      }
    />
  );
  if (show === 'sheets') return <SheetList choice={choice} />;
  if (show === 'history') return <HistoryList choice={choice} />;
  if (show === 'accuracy') return <AccuracyList choice={choice} />;
  if (show === 'rules') return <Rules choice={choice} />;
  return <DueList choice={choice} />;
}
