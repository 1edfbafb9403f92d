import { SummaryList } from "nhsuk-react-components";
import { PageHead } from "../../components/PageHead";
import { dayWords } from "../../lib/dates";
import type { Programme } from "../../lib/shapes";
import { memberParts, programmeStatuses, wordFor } from "../../lib/vocabulary";
import { list, plural } from "../../lib/words";

const pounds = new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP", maximumFractionDigits: 0 });

/** A programme's facts, for those who may read and not change them. */
export function GetProgramme({ programme }: { programme: Programme }) {
  const rows: [string, string | undefined][] = [
    ["Pathway", programme.pathway],
    ["What it is for", programme.summary],
    ["Organisations", list(programme.organisationNames)],
    [
      "How far",
      `${wordFor(programmeStatuses, programme.status)}, since ${dayWords(programme.startsOn)}${
        programme.endsOn ? `, until ${dayWords(programme.endsOn)}` : ""
      }`,
    ],
    ["Its own target for people", `${Math.round(programme.targetPeopleShare * 100)}% of attention`],
    ["Known budget", programme.knownBudgetPence == null ? undefined : pounds.format(programme.knownBudgetPence / 100)],
    [
      "Known calendar",
      programme.knownAgendaMinutes == null ? undefined : `${Math.round(programme.knownAgendaMinutes / 60)} hours`,
    ],
    ["Data controller", programme.dataController],
    ["Records are kept for", `${programme.retentionMonths} ${plural(programme.retentionMonths, "month", "months")}`],
    [
      "Who works on it",
      list(programme.members.map((it) => `${it.name} (${wordFor(memberParts, it.part).toLowerCase()})`)),
    ],
  ];
  return (
    <>
      <PageHead
        title={`About ${programme.name}`}
        trail={[
          { label: "Programmes", href: "/programmes" },
          { label: programme.name, href: `/programmes/${programme.id}` },
        ]}
        about="A lead of this programme, or an administrator, can change this."
      />
      <SummaryList>
        {rows.map(([key, value]) => (
          <SummaryList.Row key={key}>
            <SummaryList.Key>{key}</SummaryList.Key>
            <SummaryList.Value className="as-typed">{value || "Not told"}</SummaryList.Value>
          </SummaryList.Row>
        ))}
      </SummaryList>
    </>
  );
}
