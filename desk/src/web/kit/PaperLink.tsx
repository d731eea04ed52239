/** The door to a paper, which opens in a window of its own: who reads it keeps the page. */
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface PaperLinkProps {
  /** Of a file of the server, by `fileAddress`. */
  readonly to: string;
  /** It stands among the tools of a page, which are smaller than the doors of a panel. */
  readonly tool?: boolean;
  readonly children?: ReactNode;
}

export const PaperLink = ({ to, tool = false, children = 'Print' }: PaperLinkProps) => (
  <Button
    component="a"
    href={to}
    target="_blank"
    variant="default"
    leftSection={<IconPrinter size={tool ? 14 : 16} />}
    {...(tool ? { size: 'xs', h: 28 } : {})}
  >
    {children}
  </Button>
);
