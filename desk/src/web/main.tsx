/** Where the pages begin. */
import './first.ts';
import './mantine.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './theme.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider, useRouterState } from '@tanstack/react-router';
import { StrictMode, useLayoutEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { beginVisit } from './early.ts';
import { offerReload } from './kit/toasts.tsx';
import { lookAt, setLook } from './look.ts';
import { queryClient } from './queries.ts';
import { router } from './router.tsx';
import { theme } from './theme.ts';

// A file of this page is gone: the house was renewed more than once while it was open.
window.addEventListener('vite:preloadError', offerReload);

/** Milliseconds that the first page is waited for before something is drawn in its place. */
const patience = 150;

function House() {
  const look = useRouterState({
    router,
    select: ({ location }) => lookAt({ pathname: location.pathname, search: location.searchStr }),
  });
  useLayoutEffect(() => {
    if (look) setLook(look);
  }, [look]);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" {...(look && { forceColorScheme: look })}>
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-right" limit={4} />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');
const root = createRoot(place);
const found = Promise.all([beginVisit(window.location), router.load()]);
// Not awaited at the top: the pages' code waits for this file to end.
// The page is drawn all the same, and asks anew.
found.catch((fault: unknown) => console.error(fault));
const draw = (): void =>
  root.render(
    <StrictMode>
      <House />
    </StrictMode>,
  );
void Promise.race([found, new Promise((done) => setTimeout(done, patience))]).then(draw, draw);
