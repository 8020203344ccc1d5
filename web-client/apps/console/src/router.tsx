import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { ConversationScreen } from './screens/desk/ConversationScreen.tsx';
import { DeskScreen } from './screens/desk/DeskScreen.tsx';
import { NothingOpen } from './screens/desk/NothingOpen.tsx';
import { Broken } from './shell/Broken.tsx';
import { Gate } from './shell/Gate.tsx';
import { NotFound } from './shell/NotFound.tsx';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: Broken });

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  component: lazyRouteComponent(() => import('./screens/sign-in/linkPages.tsx'), 'SetUpPage'),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./screens/sign-in/linkPages.tsx'), 'InvitationPage'),
});

/** Everything else is for who is signed in. */
const staff = createRoute({ getParentRoute: () => root, id: 'staff', component: Gate });

const desk = createRoute({ getParentRoute: () => staff, id: 'desk', component: DeskScreen });
const nothingOpen = createRoute({ getParentRoute: () => desk, path: '/', component: NothingOpen });
const conversation = createRoute({
  getParentRoute: () => desk,
  path: '/consultation/$consultation',
  component: ConversationScreen,
});

const requests = createRoute({
  getParentRoute: () => staff,
  path: '/requests',
  component: lazyRouteComponent(() => import('./screens/requests/RequestsScreen.tsx'), 'RequestsScreen'),
});

const archive = createRoute({
  getParentRoute: () => staff,
  path: '/archive',
  component: lazyRouteComponent(() => import('./screens/archive/ArchiveScreen.tsx'), 'ArchiveScreen'),
});
const archived = createRoute({
  getParentRoute: () => staff,
  path: '/archive/$consultation',
  component: lazyRouteComponent(() => import('./screens/archive/ArchivedScreen.tsx'), 'ArchivedScreen'),
});

const board = createRoute({
  getParentRoute: () => staff,
  path: '/board',
  component: lazyRouteComponent(() => import('./screens/board/BoardScreen.tsx'), 'BoardScreen'),
});
const wall = createRoute({
  getParentRoute: () => staff,
  path: '/board/wall',
  component: lazyRouteComponent(() => import('./screens/board/WallScreen.tsx'), 'WallScreen'),
});

const offer = createRoute({
  getParentRoute: () => staff,
  path: '/offer/$consultation',
  component: lazyRouteComponent(() => import('./screens/offer/OfferScreen.tsx'), 'OfferScreen'),
});

const me = createRoute({
  getParentRoute: () => staff,
  path: '/me',
  component: lazyRouteComponent(() => import('./screens/me/MeScreen.tsx'), 'MeScreen'),
});

const admin = createRoute({
  getParentRoute: () => staff,
  path: '/admin',
  component: lazyRouteComponent(() => import('./screens/admin/AdminScreen.tsx'), 'AdminScreen'),
});
const adminHome = createRoute({
  getParentRoute: () => admin,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/admin/operators', replace: true });
  },
});
const operators = createRoute({
  getParentRoute: () => admin,
  path: '/operators',
  component: lazyRouteComponent(() => import('./screens/admin/OperatorsScreen.tsx'), 'OperatorsScreen'),
});
const topics = createRoute({
  getParentRoute: () => admin,
  path: '/topics',
  component: lazyRouteComponent(() => import('./screens/admin/TopicsScreen.tsx'), 'TopicsScreen'),
});
const competences = createRoute({
  getParentRoute: () => admin,
  path: '/competences',
  component: lazyRouteComponent(() => import('./screens/admin/CompetencesScreen.tsx'), 'CompetencesScreen'),
});
const replies = createRoute({
  getParentRoute: () => admin,
  path: '/replies',
  component: lazyRouteComponent(() => import('./screens/admin/RepliesScreen.tsx'), 'RepliesScreen'),
});
const configuration = createRoute({
  getParentRoute: () => admin,
  path: '/configuration',
  component: lazyRouteComponent(() => import('./screens/admin/ConfigurationScreen.tsx'), 'ConfigurationScreen'),
});
const calendar = createRoute({
  getParentRoute: () => admin,
  path: '/calendar',
  component: lazyRouteComponent(() => import('./screens/admin/CalendarScreen.tsx'), 'CalendarScreen'),
});
const site = createRoute({
  getParentRoute: () => admin,
  path: '/site',
  component: lazyRouteComponent(() => import('./screens/admin/SiteScreen.tsx'), 'SiteScreen'),
});

export const consoleRouter = createRouter({
  routeTree: root.addChildren([
    setUp,
    invitation,
    staff.addChildren([
      desk.addChildren([nothingOpen, conversation]),
      requests,
      archive,
      archived,
      board,
      wall,
      offer,
      me,
      admin.addChildren([adminHome, operators, topics, competences, replies, calendar, site, configuration]),
    ]),
  ]),
  basepath: '/console',
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof consoleRouter;
  }
}
