/** What somebody typed freely, within a line of ours: letters that are written from the right do not turn the words round it. */
import type { ReactNode } from 'react';

export const Said = ({ children }: { children: ReactNode }) => <bdi>{children}</bdi>;
