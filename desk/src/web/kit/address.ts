/** The address bar as state: what is seen can be sent as a link. Values are plain text; pages type them with zod. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

export type Address = Readonly<Record<string, string>>;

export const parseAddress = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search));

/** Empty and absent values leave no trace. */
export function printAddress(address: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(address))
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value));
  const text = params
    .toString()
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%2F', '/')
    .replaceAll('%7C', '|');
  return text === '' ? '' : `?${text}`;
}

export type SetAddress = (
  patch: Readonly<Record<string, string | undefined>>,
  how?: { readonly push?: boolean },
) => void;

/** The address of this page and how to change it: in place, unless it should be a step to go back by. */
export function useAddress(): readonly [Address, SetAddress] {
  const address = useSearch({ strict: false }) as Address;
  const navigate = useNavigate();
  const set = useCallback<SetAddress>(
    (patch, how) => {
      void navigate({
        to: '.',
        search: (now: Record<string, unknown>) => ({ ...now, ...patch }),
        replace: !how?.push,
        resetScroll: false,
      } as never);
    },
    [navigate],
  );
  return [address, set];
}
