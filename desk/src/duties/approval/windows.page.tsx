/** The windows that ask why something is decided: drawn where they stay while the version and its doors come and go. */
import { type ReactNode, useState } from 'react';
import type { Acting, Done } from './acts.page.tsx';
import { ApproveBrokenWindow, type Approving } from './approvebroken.page.tsx';
import { RejectWindow } from './reject.page.tsx';

export interface AsksWhy {
  readonly reject: (of: Acting) => void;
  readonly approveBroken: (of: Acting, approving: Approving) => void;
  /** What came of a version by one of the windows. */
  readonly did: Done['state'] | undefined;
}

export function useWindows(
  onDone?: (done?: Done) => void,
  saidByPage?: Done['state'],
): { readonly ask: AsksWhy; readonly shown: ReactNode } {
  const [open, setOpen] = useState<{ readonly of: Acting; readonly approving?: Approving }>();
  const [did, setDid] = useState<Done['state']>();
  const close = () => setOpen(undefined);
  const doors = {
    onClose: close,
    onDone: (done?: Done) => {
      close();
      setDid(done?.state ?? 'rejected');
      onDone?.(done);
    },
    saidByPage,
  };
  const key = open?.of.version.number;
  return {
    ask: { did, reject: (of) => setOpen({ of }), approveBroken: (of, approving) => setOpen({ of, approving }) },
    shown: !open ? null : open.approving ? (
      <ApproveBrokenWindow key={key} of={open.of} {...open.approving} {...doors} />
    ) : (
      <RejectWindow key={key} of={open.of} {...doors} />
    ),
  };
}
