/** Beside "Plan now" before there is a first plan: what is planned may have to be brought in first. */
import { Button } from '@mantine/core';
import { PageLink } from '../kit/PageLink.tsx';
import { pageAt } from '../paths.ts';
import { useMay } from '../session/session.tsx';

export const ToImport = () =>
  useMay('orders.write') ? (
    <Button size="xs" h={28} variant="default" component={PageLink} to={pageAt('/import')}>
      Import items and orders first
    </Button>
  ) : null;
