import { type AnyRoute, createRoute, useParams } from "@tanstack/react-router";
import { type ComponentType, lazy } from "react";
import { ProblemPage } from "../components/ProblemPage";
import { Waiting } from "../components/Waiting";
import { api } from "../lib/api";
import type { Programme } from "../lib/shapes";
import { useWords } from "./recordRoutes";

const SayDoPage = lazy(() => import("../features/sayDo/GetSayDo").then((m) => ({ default: m.GetSayDo })));
const SayDoEvidencePage = lazy(() =>
  import("../features/sayDo/GetSayDoEvidence").then((m) => ({ default: m.GetSayDoEvidence })),
);
const CoveragePage = lazy(() => import("../features/coverage/GetCoverage").then((m) => ({ default: m.GetCoverage })));
const CoverageEvidencePage = lazy(() =>
  import("../features/coverage/GetCoverageEvidence").then((m) => ({ default: m.GetCoverageEvidence })),
);
const SaturationPage = lazy(() =>
  import("../features/saturation/GetSaturation").then((m) => ({ default: m.GetSaturation })),
);
const AgreementPage = lazy(() =>
  import("../features/codingAgreement/GetCodingAgreement").then((m) => ({ default: m.GetCodingAgreement })),
);

type PageProps = { programme: Pick<Programme, "id" | "name">; asOf?: string };

/** What people said beside what they did, who was heard, whether anything new is said, and whether coders agree. */
export function saidRoutes(parent: AnyRoute) {
  const page = (path: string, Page: ComponentType<PageProps>) =>
    createRoute({
      getParentRoute: () => parent,
      path: `/programmes/$programmeId/${path}`,
      component: () => <OfProgramme page={Page} />,
    });
  return [
    page("say-do", SayDoPage),
    page("say-do/evidence/$row", ({ programme, asOf }) => {
      const { row = "" }: { row?: string } = useParams({ strict: false });
      return <SayDoEvidencePage key={row} programme={programme} row={row} asOf={asOf} />;
    }),
    page("coverage", CoveragePage),
    page("coverage/evidence", ({ programme }) => {
      const { sector, propositionId } = useWords();
      return <CoverageEvidencePage programme={programme} sector={sector} propositionId={propositionId} />;
    }),
    page("saturation", SaturationPage),
    page("agreement", AgreementPage),
  ];
}

/** Read by whoever may read the figures, member or not; so the programme is asked for by itself. */
function OfProgramme({ page: Page }: { page: ComponentType<PageProps> }) {
  const { programmeId = "" }: { programmeId?: string } = useParams({ strict: false });
  const { asOf } = useWords();
  const programme = api.useQuery("get", "/programmes/{id}", { params: { path: { id: programmeId } } });
  if (programme.error) return <ProblemPage error={programme.error} onRetry={programme.refetch} />;
  if (!programme.data) return <Waiting what="the programme" />;
  const day = asOf && /^\d{4}-\d{2}-\d{2}$/.test(asOf) ? asOf : undefined;
  return <Page key={programmeId} programme={programme.data} asOf={day} />;
}
