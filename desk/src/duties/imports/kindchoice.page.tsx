/** Which kind of record a tab is about: kept in the address, so that it can be sent as a link. */
import { Select } from '@mantine/core';
import type { Kind } from '../../house/kind.ts';
import { useAddress } from '../../web/kit/address.ts';
import { useSession } from '../../web/session/session.tsx';
import { kinds } from '../records/records.ts';

const first = 'customer_lines';

/** Undefined: the person may see no records at all. */
export function useChosenKind(): Kind | undefined {
  const { may } = useSession();
  const [{ kind: asked }] = useAddress();
  const seen = kinds.filter((kind) => may(kind.read));
  return seen.find((kind) => kind.name === asked) ?? seen.find((kind) => kind.name === first) ?? seen[0];
}

export function KindChoice({ of }: { of: Kind }) {
  const { may } = useSession();
  const [, setAddress] = useAddress();
  return (
    <Select
      size="xs"
      w={220}
      searchable
      allowDeselect={false}
      aria-label="Records"
      data={kinds.filter((kind) => may(kind.read)).map((kind) => ({ value: kind.name, label: kind.many }))}
      value={of.name}
      onChange={(value) => value && setAddress({ kind: value })}
    />
  );
}
