/** Tabs that open where they were left, per page and person. */
import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useKept } from './useKept.ts';

interface Tab {
  readonly name: string;
  readonly label: ReactNode;
  readonly content: ReactNode;
}

export function RememberTabs({ id, tabs }: { id: string; tabs: readonly Tab[] }) {
  const [chosen, choose] = useKept(`tab:${id}`, tabs[0]?.name ?? '');
  const value = tabs.some((tab) => tab.name === chosen) ? chosen : (tabs[0]?.name ?? '');
  return (
    <Tabs value={value} onChange={(next) => next && choose(next)} keepMounted={false}>
      <Tabs.List>
        {tabs.map((tab) => (
          <Tabs.Tab key={tab.name} value={tab.name}>
            {tab.label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab.name} value={tab.name} pt={12}>
          {tab.content}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
