import { type AnyRoute, createRoute, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy } from "react";
import { mayDo, useSession } from "../lib/session";
import { queryClient, renewSession } from "./queries";
import { useWords } from "./recordRoutes";

const AdministrationPage = lazy(() => import("./Administration").then((m) => ({ default: m.Administration })));
const AccountPage = lazy(() =>
  import("../features/access/ChangePassword").then((m) => ({ default: m.ChangePassword })),
);
const CalendarFeed = lazy(() =>
  import("../features/calendars/CalendarFeed").then((m) => ({ default: m.CalendarFeed })),
);
const UsersPage = lazy(() => import("../features/users/ListUsers").then((m) => ({ default: m.ListUsers })));
const NewUserPage = lazy(() => import("../features/users/CreateUser").then((m) => ({ default: m.CreateUser })));
const UserPage = lazy(() => import("../features/users/ReviseUser").then((m) => ({ default: m.ReviseUser })));
const KeysPage = lazy(() => import("../features/keys/ListApiKeys").then((m) => ({ default: m.ListApiKeys })));
const NewKeyPage = lazy(() => import("../features/keys/CreateApiKey").then((m) => ({ default: m.CreateApiKey })));
const TaxonomiesPage = lazy(() =>
  import("../features/taxonomies/ListFocusTaxonomies").then((m) => ({ default: m.ListFocusTaxonomies })),
);
const TaxonomyPage = lazy(() =>
  import("../features/taxonomies/ReviseFocusTaxonomy").then((m) => ({ default: m.ReviseFocusTaxonomy })),
);

const ProgrammePage = lazy(() => import("./ProgrammePage").then((m) => ({ default: m.ProgrammePage })));
const EvidencePage = lazy(() => import("./EvidencePage").then((m) => ({ default: m.EvidencePage })));
const ActivitiesPage = lazy(() =>
  import("../features/activities/ListActivities").then((m) => ({ default: m.ListActivities })),
);
const NewActivityPage = lazy(() =>
  import("../features/activities/CreateActivity").then((m) => ({ default: m.CreateActivity })),
);
const ActivityPage = lazy(() =>
  import("../features/activities/ReviseActivity").then((m) => ({ default: m.ReviseActivity })),
);
const PastePage = lazy(() =>
  import("../features/activities/DraftActivities").then((m) => ({ default: m.DraftActivities })),
);
const BlindPage = lazy(() => import("../features/activities/RateBlind").then((m) => ({ default: m.RateBlind })));

const JobsPage = lazy(() => import("../features/jobs/ListJobs").then((m) => ({ default: m.ListJobs })));
const WorkspacePage = lazy(() =>
  import("../features/workspace/ReviseWorkspace").then((m) => ({ default: m.ReviseWorkspace })),
);

const PortfoliosPage = lazy(() =>
  import("../features/portfolios/ListPortfolios").then((m) => ({ default: m.ListPortfolios })),
);
const PortfolioPage = lazy(() =>
  import("../features/portfolios/GetPortfolioDashboard").then((m) => ({ default: m.GetPortfolioDashboard })),
);
const NewPortfolioPage = lazy(() =>
  import("../features/portfolios/CreatePortfolio").then((m) => ({ default: m.CreatePortfolio })),
);
const PortfolioEditPage = lazy(() =>
  import("../features/portfolios/RevisePortfolio").then((m) => ({ default: m.RevisePortfolio })),
);
const SamplesPage = lazy(() => import("../features/samples/CreateSample").then((m) => ({ default: m.CreateSample })));

/** Programmes side by side, and samples of them. */
export function portfolioRoutes(parent: AnyRoute) {
  const getParentRoute = () => parent;
  return [
    createRoute({
      getParentRoute,
      path: "/portfolio",
      component: function PortfoliosRoute() {
        return <PortfoliosPage showAll={useWords().all === "true"} />;
      },
    }),
    createRoute({
      getParentRoute,
      path: "/portfolio/new",
      component: function NewPortfolioRoute() {
        const navigate = useNavigate();
        const open = async (id: string) => {
          await queryClient.invalidateQueries();
          await navigate({ to: `/portfolio/${id}` });
        };
        return <NewPortfolioPage onSaved={open} />;
      },
    }),
    createRoute({
      getParentRoute,
      path: "/portfolio/$id",
      component: function PortfolioRoute() {
        return <PortfolioPage id={useParam("id")} />;
      },
    }),
    createRoute({
      getParentRoute,
      path: "/portfolio/$id/edit",
      component: function PortfolioEditRoute() {
        return <PortfolioEditPage id={useParam("id")} onSaved={useLeave("/portfolio")} />;
      },
    }),
    createRoute({
      getParentRoute,
      path: "/portfolio/$id/samples",
      component: function SamplesRoute() {
        return <SamplesPage portfolioId={useParam("id")} />;
      },
    }),
  ];
}

/** The figures, and the records behind each. */
export function figureRoutes(parent: AnyRoute) {
  const getParentRoute = () => parent;
  return [
    createRoute({
      getParentRoute,
      path: "/programmes/$programmeId",
      component: function ProgrammeRoute() {
        const programmeId = useParam("programmeId");
        const { asOf } = useWords();
        return <ProgrammePage key={programmeId} programmeId={programmeId} asOf={dayOf(asOf)} />;
      },
    }),
    createRoute({
      getParentRoute,
      path: "/programmes/$programmeId/evidence/$stream",
      component: function EvidenceRoute() {
        const [programmeId, stream] = [useParam("programmeId"), useParam("stream")];
        const { asOf, sort } = useWords();
        const navigate = useNavigate();
        return (
          <EvidencePage
            key={stream}
            programmeId={programmeId}
            stream={stream}
            asOf={dayOf(asOf)}
            sort={(["newest", "focus"] as const).find((it) => it === sort) ?? "largest"}
            onSort={(next) =>
              navigate({
                to: `/programmes/${programmeId}/evidence/${stream}`,
                search: { asOf: dayOf(asOf), sort: next } as never,
                resetScroll: false,
              })
            }
          />
        );
      },
    }),
  ];
}

function dayOf(text: string | undefined): string | undefined {
  return text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined;
}

/** Where a programme's attention goes, record by record. */
export function activityRoutes(parent: AnyRoute) {
  const getParentRoute = () => parent;
  const base = "/programmes/$programmeId";
  return [
    createRoute({
      getParentRoute,
      path: `${base}/activities`,
      component: function ActivitiesRoute() {
        const programmeId = useParam("programmeId");
        const navigate = useNavigate();
        return (
          <ActivitiesPage
            programmeId={programmeId}
            search={useSearch({ strict: false })}
            onFilter={(search) => navigate({ to: `/programmes/${programmeId}/activities`, search: search as never })}
          />
        );
      },
    }),
    createRoute({
      getParentRoute,
      path: `${base}/activities/new`,
      component: function NewActivityRoute() {
        return <NewActivityPage programmeId={useParam("programmeId")} />;
      },
    }),
    createRoute({
      getParentRoute,
      path: `${base}/activities/$id`,
      component: function ActivityRoute() {
        const programmeId = useParam("programmeId");
        const leave = useLeave(`/programmes/${programmeId}/activities`);
        return <ActivityPage programmeId={programmeId} id={useParam("id")} onDone={leave} />;
      },
    }),
    createRoute({
      getParentRoute,
      path: `${base}/paste`,
      component: function PasteRoute() {
        const programmeId = useParam("programmeId");
        return <PastePage programmeId={programmeId} onSaved={useLeave(`/programmes/${programmeId}`)} />;
      },
    }),
    createRoute({
      getParentRoute,
      path: `${base}/blind-ratings`,
      component: function BlindRoute() {
        return <BlindPage programmeId={useParam("programmeId")} />;
      },
    }),
  ];
}

/** What an administrator looks after, and everybody's own account. */
export function administrationRoutes(parent: AnyRoute) {
  const getParentRoute = () => parent;
  return [
    createRoute({ getParentRoute, path: "/administration", component: AdministrationPage }),
    createRoute({
      getParentRoute,
      path: "/account",
      component: function AccountRoute() {
        // A new password brings a new session token, which the next write must carry.
        return (
          <AccountPage onChanged={renewSession}>
            {mayDo(useSession(), "interviews:read") && <CalendarFeed />}
          </AccountPage>
        );
      },
    }),
    createRoute({ getParentRoute, path: "/users", component: UsersPage }),
    createRoute({
      getParentRoute,
      path: "/users/new",
      component: function NewUserRoute() {
        return <NewUserPage onSaved={useLeave("/users")} />;
      },
    }),
    createRoute({
      getParentRoute,
      path: "/users/$id",
      component: function UserRoute() {
        return <UserPage id={useParam("id")} onSaved={useLeave("/users")} />;
      },
    }),
    createRoute({ getParentRoute, path: "/jobs", component: JobsPage }),
    createRoute({ getParentRoute, path: "/workspace", component: WorkspacePage }),
    createRoute({ getParentRoute, path: "/api-keys", component: KeysPage }),
    createRoute({ getParentRoute, path: "/api-keys/new", component: NewKeyPage }),
    createRoute({ getParentRoute, path: "/taxonomy", component: TaxonomiesPage }),
    createRoute({
      getParentRoute,
      path: "/taxonomy/$id",
      component: function TaxonomyRoute() {
        return <TaxonomyPage id={useParam("id")} onSaved={useLeave("/taxonomy")} />;
      },
    }),
  ];
}

function useParam(name: string): string {
  const params: Record<string, string | undefined> = useParams({ strict: false });
  return params[name] ?? "";
}

/** After a save: the lists are read anew, and the page goes back to them. */
function useLeave(to: string) {
  const navigate = useNavigate();
  return async () => {
    await queryClient.invalidateQueries();
    await navigate({ to });
  };
}
