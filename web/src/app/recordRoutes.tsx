import {
  type AnyRoute,
  createRoute,
  type RouteComponent,
  useNavigate,
  useParams,
  useSearch,
} from "@tanstack/react-router";
import { type ComponentType, lazy } from "react";
import { ProblemPage } from "../components/ProblemPage";
import { Waiting } from "../components/Waiting";
import { type ProgrammeName, useMyProgrammes } from "../lib/myProgrammes";
import { useSession } from "../lib/session";
import { queryClient } from "./queries";

const HomePage = lazy(() => import("./Home").then((m) => ({ default: m.Home })));
const DraftsPage = lazy(() => import("./Drafts").then((m) => ({ default: m.Drafts })));
const LogMeetingPage = lazy(() => import("./LogMeeting").then((m) => ({ default: m.LogMeeting })));
const ChooseProgrammePage = lazy(() => import("./LogMeeting").then((m) => ({ default: m.ChooseProgramme })));
const ProgrammesPage = lazy(() =>
  import("../features/programmes/ListProgrammes").then((m) => ({ default: m.ListProgrammes })),
);
const NewProgrammePage = lazy(() =>
  import("../features/programmes/CreateProgramme").then((m) => ({ default: m.CreateProgramme })),
);
const ProgrammeEditPage = lazy(() =>
  import("../features/programmes/ReviseProgramme").then((m) => ({ default: m.ReviseProgramme })),
);
const InterviewsPage = lazy(() =>
  import("../features/interviews/ListInterviews").then((m) => ({ default: m.ListInterviews })),
);
const SearchPage = lazy(() =>
  import("../features/interviews/SearchInterviews").then((m) => ({ default: m.SearchInterviews })),
);
const InterviewPage = lazy(() => import("./InterviewPage").then((m) => ({ default: m.InterviewPage })));
const BlindCodingsPage = lazy(() =>
  import("../features/blindCodings/ListBlindCodings").then((m) => ({ default: m.ListBlindCodings })),
);
const ComparisonPage = lazy(() =>
  import("../features/blindCodings/GetCodingComparison").then((m) => ({ default: m.GetCodingComparison })),
);
const InterviewEditPage = lazy(() =>
  import("../features/interviews/ReviseInterview").then((m) => ({ default: m.ReviseInterview })),
);
const CommitmentsPage = lazy(() =>
  import("../features/commitments/ListCommitments").then((m) => ({ default: m.ListCommitments })),
);
const NewCommitmentPage = lazy(() =>
  import("../features/commitments/CreateCommitment").then((m) => ({ default: m.CreateCommitment })),
);
const CommitmentPage = lazy(() =>
  import("../features/commitments/ReviseCommitment").then((m) => ({ default: m.ReviseCommitment })),
);
const DiscussionsPage = lazy(() =>
  import("../features/discussions/ListDiscussions").then((m) => ({ default: m.ListDiscussions })),
);
const NewDiscussionPage = lazy(() =>
  import("../features/discussions/CreateDiscussion").then((m) => ({ default: m.CreateDiscussion })),
);
const DiscussionPage = lazy(() => import("./DiscussionPage").then((m) => ({ default: m.DiscussionPage })));
const DiscussionEditPage = lazy(() =>
  import("../features/discussions/ReviseDiscussion").then((m) => ({ default: m.ReviseDiscussion })),
);
const ImportPage = lazy(() =>
  import("../features/discussions/ImportContributions").then((m) => ({ default: m.ImportContributions })),
);
const ReportPage = lazy(() =>
  import("../features/discussions/GetDiscussionReport").then((m) => ({ default: m.GetDiscussionReport })),
);
const ConstraintMapPage = lazy(() =>
  import("../features/barriers/GetConstraintMap").then((m) => ({ default: m.GetConstraintMap })),
);
const NewBarrierPage = lazy(() =>
  import("../features/barriers/CreateBarrier").then((m) => ({ default: m.CreateBarrier })),
);
const BarrierPage = lazy(() => import("../features/barriers/GetBarrier").then((m) => ({ default: m.GetBarrier })));
const BarrierEditPage = lazy(() =>
  import("../features/barriers/ReviseBarrier").then((m) => ({ default: m.ReviseBarrier })),
);
const NonActionsPage = lazy(() =>
  import("../features/barriers/ListNonActions").then((m) => ({ default: m.ListNonActions })),
);
const PutToBarrier = lazy(() => import("../features/barriers/PutToBarrier").then((m) => ({ default: m.PutToBarrier })));
const ProgrammeReminders = lazy(() =>
  import("../features/reminders/ProgrammeReminders").then((m) => ({ default: m.ProgrammeReminders })),
);
const PeoplePage = lazy(() => import("../features/people/ListPeople").then((m) => ({ default: m.ListPeople })));
const NewPersonPage = lazy(() => import("../features/people/CreatePerson").then((m) => ({ default: m.CreatePerson })));
const PersonPage = lazy(() => import("../features/people/RevisePerson").then((m) => ({ default: m.RevisePerson })));
const OrganisationsPage = lazy(() =>
  import("../features/organisations/ListOrganisations").then((m) => ({ default: m.ListOrganisations })),
);
const NewOrganisationPage = lazy(() =>
  import("../features/organisations/CreateOrganisation").then((m) => ({ default: m.CreateOrganisation })),
);
const OrganisationPage = lazy(() =>
  import("../features/organisations/ReviseOrganisation").then((m) => ({ default: m.ReviseOrganisation })),
);

/** Where records are made and read: meetings, what was promised, programmes, people and organisations. */
export function recordRoutes(parent: AnyRoute) {
  const page = (path: string, component: RouteComponent) =>
    createRoute({ getParentRoute: () => parent, path, component });
  return [
    page("/", HomePage),
    page("/drafts", DraftsPage),
    page("/log-a-meeting", ChooseProgrammePage),
    page("/programmes", ProgrammesPage),
    page("/programmes/new", () => {
      const go = useGo();
      return <NewProgrammePage onSaved={(id) => go(`/programmes/${id}/edit`)} />;
    }),
    page("/programmes/$programmeId/edit", () => {
      const go = useGo();
      const { programmeId = "" } = useIds();
      return <ProgrammeEditPage id={programmeId} onSaved={() => go(`/programmes/${programmeId}`)} />;
    }),
    page("/programmes/$programmeId/log-a-meeting", within(LogMeetingPage)),
    page(
      "/programmes/$programmeId/interviews",
      within(({ programme }) => {
        const go = useGo();
        const { uncoded, commitmentAsked, text } = useWords();
        const onSearch = (words: string) =>
          go(`/programmes/${programme.id}/interviews?text=${encodeURIComponent(words)}`);
        if (text) return <SearchPage key={text} programme={programme} text={text} onSearch={onSearch} />;
        const asked = (["asked", "notAsked", "unknown"] as const).find((it) => it === commitmentAsked);
        const filter = { uncoded: uncoded === "true" || undefined, commitmentAsked: asked };
        return <InterviewsPage programme={programme} filter={filter} onSearch={onSearch} />;
      }),
    ),
    page(
      "/programmes/$programmeId/interviews/$id",
      within(({ programme }) => {
        const { id = "" } = useIds();
        return <InterviewPage key={id} programme={programme} id={id} />;
      }),
    ),
    page(
      "/programmes/$programmeId/interviews/$id/edit",
      within(({ programme }) => {
        const go = useGo();
        const { id = "" } = useIds();
        const onSaved = () => go(`/programmes/${programme.id}/interviews/${id}`);
        return <InterviewEditPage key={id} programme={programme} id={id} onSaved={onSaved} />;
      }),
    ),
    page(
      "/programmes/$programmeId/codings",
      within(({ programme }) => <BlindCodingsPage programme={programme} onOpen={useGo()} />),
    ),
    page(
      "/programmes/$programmeId/interviews/$id/codings/$userId",
      within(({ programme }) => {
        const go = useGo();
        const { id = "", userId = "" } = useIds();
        const onSettled = () => go(`/programmes/${programme.id}/interviews/${id}`);
        return <ComparisonPage programme={programme} interviewId={id} coderId={userId} onSettled={onSettled} />;
      }),
    ),
    page(
      "/programmes/$programmeId/commitments",
      within(({ programme }) => {
        const { due, status } = useWords();
        const filter = {
          due: due === "overdue" || due === "soon" ? due : undefined,
          status: status === "kept" ? status : undefined,
        } as const;
        return (
          <CommitmentsPage programme={programme} filter={filter}>
            <ProgrammeReminders programmeId={programme.id} />
          </CommitmentsPage>
        );
      }),
    ),
    page(
      "/programmes/$programmeId/commitments/new",
      within(({ programme }) => {
        const go = useGo();
        const { interview = "" } = useWords();
        const onSaved = () => go(`/programmes/${programme.id}/interviews/${interview}`);
        return <NewCommitmentPage programme={programme} interviewId={interview} onSaved={onSaved} />;
      }),
    ),
    page(
      "/programmes/$programmeId/commitments/$id",
      within(({ programme }) => {
        const go = useGo();
        const onSaved = () => go(`/programmes/${programme.id}/commitments`);
        return (
          <CommitmentPage
            programme={programme}
            id={useIds().id ?? ""}
            onSaved={onSaved}
            explaining={({ id, act, status }) => (
              <PutToBarrier
                key={id}
                programmeId={programme.id}
                commitmentId={id}
                about={`“${act ?? "this commitment"}”`}
                stand={status === "kept" ? "counters" : "supports"}
              />
            )}
          />
        );
      }),
    ),
    page("/programmes/$programmeId/discussions", within(DiscussionsPage)),
    page(
      "/programmes/$programmeId/discussions/new",
      within(({ programme }) => {
        const go = useGo();
        const onSaved = (id: string) => go(`/programmes/${programme.id}/discussions/${id}`);
        return <NewDiscussionPage programme={programme} onSaved={onSaved} />;
      }),
    ),
    page(
      "/programmes/$programmeId/discussions/$id",
      within(({ programme }) => {
        const { uncoded, consent } = useWords();
        const filter = {
          uncoded: uncoded === "true" ? true : undefined,
          consent: consent === "given" ? consent : undefined,
        } as const;
        return <DiscussionPage programme={programme} id={useIds().id ?? ""} filter={filter} />;
      }),
    ),
    page(
      "/programmes/$programmeId/discussions/$id/edit",
      within(({ programme }) => {
        const go = useGo();
        const { id = "" } = useIds();
        const base = `/programmes/${programme.id}/discussions`;
        const onRemoved = async () => {
          await queryClient.invalidateQueries();
          go(base);
        };
        return (
          <DiscussionEditPage
            key={id}
            programme={programme}
            id={id}
            onSaved={() => go(`${base}/${id}`)}
            onRemoved={onRemoved}
          />
        );
      }),
    ),
    page(
      "/programmes/$programmeId/discussions/$id/import",
      within(({ programme }) => {
        const go = useGo();
        const { id = "" } = useIds();
        const onImported = () => go(`/programmes/${programme.id}/discussions/${id}`);
        return <ImportPage key={id} programme={programme} id={id} onImported={onImported} />;
      }),
    ),
    page(
      "/programmes/$programmeId/discussions/$id/report",
      within(({ programme }) => <ReportPage programme={programme} id={useIds().id ?? ""} />),
    ),
    page("/programmes/$programmeId/barriers", within(ConstraintMapPage)),
    page(
      "/programmes/$programmeId/barriers/new",
      within(({ programme }) => {
        const go = useGo();
        const onSaved = (id: string) => go(`/programmes/${programme.id}/barriers/${id}`);
        return <NewBarrierPage programme={programme} onSaved={onSaved} />;
      }),
    ),
    page(
      "/programmes/$programmeId/barriers/$id",
      within(({ programme }) => <BarrierPage programme={programme} id={useIds().id ?? ""} />),
    ),
    page(
      "/programmes/$programmeId/barriers/$id/edit",
      within(({ programme }) => {
        const go = useGo();
        const { id = "" } = useIds();
        const base = `/programmes/${programme.id}/barriers`;
        return (
          <BarrierEditPage
            key={id}
            programme={programme}
            id={id}
            onSaved={() => go(`${base}/${id}`)}
            onRemoved={() => go(base)}
          />
        );
      }),
    ),
    page(
      "/programmes/$programmeId/non-actions",
      within(({ programme }) => <NonActionsPage programme={programme} showsAll={useWords().all === "true"} />),
    ),
    page("/people", PeoplePage),
    page("/people/new", () => {
      const go = useGo();
      return <NewPersonPage onSaved={() => go("/people")} />;
    }),
    page("/people/$id", () => {
      const go = useGo();
      return <PersonPage id={useIds().id ?? ""} onSaved={() => go("/people")} />;
    }),
    page("/organisations", OrganisationsPage),
    page("/organisations/new", () => {
      const go = useGo();
      return <NewOrganisationPage onSaved={() => go("/organisations")} />;
    }),
    page("/organisations/$id", () => {
      const go = useGo();
      return <OrganisationPage id={useIds().id ?? ""} onSaved={() => go("/organisations")} />;
    }),
  ];
}

const notHere = { title: "Not found", status: 404, code: "not-found" };

/** A page within a programme: the programme's name comes first, from this device where there is no connection. */
function within(Page: ComponentType<{ programme: ProgrammeName }>) {
  return function WithinProgramme() {
    const { user } = useSession();
    const { programmeId } = useIds();
    const programmes = useMyProgrammes(user.id);
    if (programmes.error) return <ProblemPage error={programmes.error} onRetry={programmes.refetch} />;
    if (!programmes.data) return <Waiting what="the programme" />;
    const programme = programmes.data.find((it) => it.id === programmeId);
    if (!programme) return <ProblemPage error={notHere} />;
    return <Page key={programme.id} programme={programme} />;
  };
}

function useGo() {
  const navigate = useNavigate();
  return (to: string) => void navigate({ to });
}

function useIds(): Record<string, string | undefined> {
  return useParams({ strict: false });
}

/** What stands after the question mark, as words. */
export function useWords(): Record<string, string | undefined> {
  const search: Record<string, unknown> = useSearch({ strict: false });
  return Object.fromEntries(Object.entries(search).map(([key, value]) => [key, String(value)]));
}
