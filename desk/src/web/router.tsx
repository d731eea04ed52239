/** The addresses: every page of the registry, behind the sign-in and inside the shell unless it says otherwise. */
import { Button } from '@mantine/core';
import {
  createRootRoute,
  createRoute,
  createRouter,
  Navigate,
  Outlet,
  redirect,
  retainSearchParams,
  useNavigate,
  useRouter,
} from '@tanstack/react-router';
import { type ComponentType, type FunctionComponent, useEffect, useState } from 'react';
import { homeOf } from './home.ts';
import { parseAddress, printAddress } from './kit/address.ts';
import { Empty, Problem, Progress } from './kit/states.tsx';
import { loadedPage, loadPage } from './loading.ts';
import { pages } from './pages.ts';
import type { PageEntry } from './registry.ts';
import { SessionProvider, useMe, useSession } from './session/session.tsx';
import { Shell } from './shell/Shell.tsx';
import { Terminal } from './shell/Terminal.tsx';
import { Wall } from './shell/Wall.tsx';

const root = createRootRoute({
  component: Outlet,
  errorComponent: ({ error, reset }) => <Problem of={error} retry={reset} />,
  validateSearch: (search: Record<string, unknown>) => search as Record<string, string>,
  search: { middlewares: [retainSearchParams(['site'])] },
});

const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: () => <Inside shell={Shell} /> });
const onTheFloor = createRoute({
  getParentRoute: () => root,
  id: 'floor',
  component: () => <Inside shell={Terminal} />,
});
const onTheWall = createRoute({ getParentRoute: () => root, id: 'wall', component: () => <Inside shell={Wall} /> });
const parentOf = ({ bare, terminal, wall }: PageEntry) =>
  bare ? root : wall ? onTheWall : terminal ? onTheFloor : inside;

/** With a door: a phone has no Ctrl K and, opened as an app, no way back. */
const NoPage = () => (
  <Empty title="There is no page at this address." text="Maybe it was mistyped, or the page has moved since.">
    <ToFirstPage />
  </Empty>
);

function ToFirstPage() {
  const navigate = useNavigate();
  return (
    <Button variant="default" onClick={() => void navigate({ to: '/' })}>
      Go to the first page
    </Button>
  );
}

/** Asks who is here; nobody goes to the sign-in, and comes back to the same address. */
function Inside({ shell: House }: { shell: ComponentType }) {
  const person = useMe();
  if (person.isPending) return <Waiting doing="Opening the house" />;
  if (person.error) return <Problem of={person.error} retry={() => void person.refetch()} />;
  if (person.data === null) return <ToSignIn />;
  if (person.data.sites.length === 0)
    return (
      <Empty title={`${person.data.user.name} has no role at any site yet.`} text="An administrator can grant one." />
    );
  return (
    <SessionProvider me={person.data}>
      <House />
    </SessionProvider>
  );
}

/** Once only: while the router is on its way the address is no longer the one to come back to. */
function ToSignIn() {
  const navigate = useNavigate();
  const router = useRouter();
  useEffect(() => {
    // Drawn once more while on its way, the address is the sign-in's own already: not one to come back to.
    if (router.state.location.pathname === '/sign-in') return;
    const here = router.state.location.href;
    void navigate({ to: '/sign-in', search: (here === '/' ? {} : { to: here }) as never, replace: true });
  }, [navigate, router]);
  return null;
}

const Waiting = ({ doing }: { doing: string }) => (
  <div style={{ maxWidth: 240, margin: '20vh auto 0' }}>
    <Progress doing={doing} />
  </div>
);

/**
 * A page whose code is loaded when it is first opened, and drawn as soon as it is there. `lazy` in a `Suspense` would hold it back
 * until what says "Opening" has stood for 300 ms.
 */
function loadedOnce(page: PageEntry): FunctionComponent {
  return () => {
    const [, setDone] = useState<'loaded'>();
    const [failed, setFailed] = useState<{ readonly error: unknown }>();
    useEffect(() => {
      if (loadedPage(page)) return;
      loadPage(page).then(
        () => setDone('loaded'),
        (error: unknown) => setFailed({ error }),
      );
    }, []);
    if (failed) throw failed.error;
    const Loaded = loadedPage(page)?.default;
    return Loaded ? <Loaded /> : <Waiting doing={`Opening ${page.title}`} />;
  };
}

function routeOf(page: PageEntry) {
  const Lazy = loadedOnce(page);
  const Permitted = () => {
    const { may } = useSession();
    return may(page.permission) ? (
      <Lazy />
    ) : (
      <Empty
        title={`${page.title} is not open to you at this site.`}
        text={`It needs "${page.permission}". An administrator can grant a role that may.`}
      >
        <ToFirstPage />
      </Empty>
    );
  };
  return createRoute({
    getParentRoute: () => parentOf(page),
    path: page.path,
    component: page.bare ? Lazy : Permitted,
    pendingComponent: () => <Waiting doing={`Opening ${page.title}`} />,
  });
}

/** It is known once it is known who is here. */
const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: () => <Navigate to={homeOf(useSession().may).path as string} replace />,
});

/** What people type for the list of walls. */
const walls = createRoute({
  getParentRoute: () => root,
  path: '/walls',
  beforeLoad: () => {
    throw redirect({ to: '/wall', replace: true });
  },
});

const noPage = createRoute({ getParentRoute: () => inside, path: '$', component: NoPage });

const routes = pages.map(routeOf);
const under = (parent: ReturnType<typeof parentOf>) =>
  routes.filter((_, index) => pages[index] && parentOf(pages[index]) === parent);
const tree = root.addChildren([
  inside.addChildren([...under(inside), home, noPage]),
  onTheFloor.addChildren(under(onTheFloor)),
  onTheWall.addChildren(under(onTheWall)),
  ...under(root),
  walls,
]);

export const router = createRouter({
  routeTree: tree,
  parseSearch: parseAddress,
  stringifySearch: printAddress,
  defaultPreload: 'intent',
  scrollRestoration: false,
});
