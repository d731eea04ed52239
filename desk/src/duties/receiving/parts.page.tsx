/** The parts of Receiving, one beside the other. */
import { SegmentedControl } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useAddress } from '../../web/kit/address.ts';
import { pageAt } from '../../web/paths.ts';
import classes from './receiving.module.css';

const parts = [
  { value: '', label: 'Dock schedule' },
  { value: 'notices', label: 'Ship notices' },
  { value: 'receipts', label: 'Receipts' },
  { value: 'standing', label: 'Not put away' },
  { value: 'returns', label: 'Returns' },
  { value: 'transfers', label: 'Transfers' },
  { value: 'discrepancies', label: 'Discrepancies' },
];

export function Parts() {
  const [{ show = '', site }] = useAddress();
  const navigate = useNavigate();
  return (
    <SegmentedControl
      className={classes.parts}
      size="xs"
      aria-label="Part of receiving"
      data={parts}
      value={show}
      onChange={(value) => void navigate({ to: pageAt('/receiving', { show: value, site }) })}
    />
  );
}
