/** What a person said yes to of one act: the server may ask one thing after the other, and each yes holds until he sends it anew. */
import { useRef } from 'react';

/** Told the code of a yes, or nothing where he sends it for the first time, it answers the options of the call. */
export function useAgreed(): (confirm: string | undefined) => { readonly confirm: readonly string[] } | undefined {
  const agreed = useRef<readonly string[]>([]);
  return (confirm) => {
    agreed.current = confirm === undefined ? [] : [...agreed.current, confirm];
    return confirm === undefined ? undefined : { confirm: agreed.current };
  };
}
