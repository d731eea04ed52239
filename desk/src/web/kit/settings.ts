/** The look a person chose: light, dark or the system's; dense or comfortable. */
import { useMantineColorScheme } from '@mantine/core';
import { useLayoutEffect } from 'react';
import { useCommands } from './commands.ts';
import { useKept } from './useKept.ts';

export type Density = 'dense' | 'comfortable';

export function useLook() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [density, setDensity] = useKept<Density>('density', 'dense');
  useLayoutEffect(() => {
    document.documentElement.dataset.density = density;
  }, [density]);
  useCommands([
    { id: 'look:light', word: 'Light', group: 'Look', run: () => setColorScheme('light') },
    { id: 'look:dark', word: 'Dark', group: 'Look', run: () => setColorScheme('dark') },
    { id: 'look:auto', word: 'Light or dark as the system has it', group: 'Look', run: () => setColorScheme('auto') },
    {
      id: 'look:density',
      word: density === 'dense' ? 'Comfortable rows' : 'Dense rows',
      group: 'Look',
      run: () => setDensity(density === 'dense' ? 'comfortable' : 'dense'),
    },
  ]);
  return { colorScheme, setColorScheme, density, setDensity };
}
