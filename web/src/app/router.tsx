import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  Outlet,
  type RouterHistory,
  redirect,
  useRouter,
} from "@tanstack/react-router";
import { lazy } from "react";
import { ProblemPage } from "../components/ProblemPage";
import { Waiting } from "../components/Waiting";
import { isProblem } from "../lib/problem";
import type { Session } from "../lib/session";
import { currentSession, forgetSession, keepSession, queryClient, setupQuery } from "./queries";
import { recordRoutes } from "./recordRoutes";
import { OpenShell, Shell } from "./Shell";
import { saidRoutes } from "./saidRoutes";
import { themeRoutes } from "./themeRoutes";
import { activityRoutes, administrationRoutes, figureRoutes, portfolioRoutes } from "./workRoutes";

const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Outlet });

/** Pages that need no account. */
const openRoute = createRoute({ getParentRoute: () => rootRoute, id: "open", component: OpenShell });

type SignInSearch = { from?: string };

const SignInPage = lazy(() => import("../features/access/SignIn").then((m) => ({ default: m.SignIn })));
const SignOutPage = lazy(() => import("./SignOut").then((m) => ({ default: m.SignOut })));
const SetUpPage = lazy(() => import("../features/access/SetUp").then((m) => ({ default: m.SetUp })));

const signInRoute = createRoute({
  getParentRoute: () => openRoute,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): SignInSearch => {
    const from = search.from;
    // Only a place of this site: never an address that somebody put into a link.
    // Said outright, for what is left out here would come through as it was written.
    return { from: typeof from === "string" && /^\/(?![/\\])/.test(from) ? from : undefined };
  },
  beforeLoad: async ({ context }) => {
    const setup = await context.queryClient.ensureQueryData(setupQuery);
    if (setup.needed) throw redirect({ to: "/set-up" });
  },
  component: function SignInRoute() {
    const { from } = signInRoute.useSearch();
    const enter = useEnter();
    return <SignInPage onSignedIn={(session) => enter(session, from)} />;
  },
});

const setUpRoute = createRoute({
  getParentRoute: () => openRoute,
  path: "/set-up",
  component: function SetUpRoute() {
    return <SetUpPage onSignedIn={useEnter()} />;
  },
});

/** Everything else asks who is there. */
const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "signed-in",
  component: Shell,
  beforeLoad: async ({ location }) => {
    try {
      keepSession(await currentSession());
    } catch (error) {
      if (isProblem(error) && error.status === 401) throw redirect({ to: "/sign-in", search: { from: location.href } });
      throw error;
    }
  },
});

const signOutRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/sign-out",
  component: function SignOutRoute() {
    const navigate = signOutRoute.useNavigate();
    const leave = () => {
      forgetSession();
      navigate({ to: "/sign-in" });
    };
    return <SignOutPage onSignedOut={leave} />;
  },
});

function useEnter() {
  const { history } = useRouter();
  return (session: Session, from = "/") => {
    queryClient.removeQueries({ queryKey: setupQuery.queryKey });
    keepSession(session);
    history.push(from);
  };
}

function FailedPage({ error, reset }: ErrorComponentProps) {
  const { invalidate } = useRouter();
  const retry = () => {
    reset();
    invalidate();
  };
  return <ProblemPage error={error} onRetry={retry} />;
}

const routeTree = rootRoute.addChildren([
  openRoute.addChildren([signInRoute, setUpRoute]),
  signedInRoute.addChildren([
    signOutRoute,
    ...recordRoutes(signedInRoute),
    ...figureRoutes(signedInRoute),
    ...saidRoutes(signedInRoute),
    ...themeRoutes(signedInRoute),
    ...portfolioRoutes(signedInRoute),
    ...activityRoutes(signedInRoute),
    ...administrationRoutes(signedInRoute),
  ]),
]);

/** The tests bring a history of their own. */
export function createAppRouter(history?: RouterHistory) {
  return createRouter({
    routeTree,
    history,
    context: { queryClient },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultPendingComponent: Waiting,
    defaultErrorComponent: FailedPage,
    defaultNotFoundComponent: () => (
      <OpenShell>
        <ProblemPage error={{ title: "Not found", status: 404, code: "not-found" }} />
      </OpenShell>
    ),
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
