/** The door to the camera, and its strip while it is open. */
import { ActionIcon } from '@mantine/core';
import { IconBarcode } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useCommands } from '../kit/commands.ts';

const Camera = lazy(() => import('../camera/Camera.tsx'));

export function useCamera(onCode: (text: string) => void): { readonly button: ReactNode; readonly strip: ReactNode } {
  const [open, setOpen] = useState(false);
  const word = open ? 'Close the camera' : 'Scan with the camera';
  const turn = (): void => setOpen(!open);
  useCommands([{ id: 'camera', word, group: 'Everywhere', run: turn }]);
  return {
    button: (
      <ActionIcon size={44} aria-label={word} title={word} aria-expanded={open} onClick={turn}>
        <IconBarcode size={20} />
      </ActionIcon>
    ),
    strip: open ? (
      <Suspense>
        <Camera onCode={onCode} onClose={() => setOpen(false)} />
      </Suspense>
    ) : null,
  };
}
