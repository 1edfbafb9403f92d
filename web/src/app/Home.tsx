import { useRouter } from "@tanstack/react-router";
import { Button } from "nhsuk-react-components";
import { useEffect, useState } from "react";
import { Anchor } from "../components/Anchor";
import { DraftRows } from "../components/DraftRows";
import { PageHead } from "../components/PageHead";
import { ProgrammeRows } from "../components/ProgrammeRows";
import { Waiting } from "../components/Waiting";
import { ListReminders } from "../features/reminders/ListReminders";
import { api } from "../lib/api";
import { dayWords } from "../lib/dates";
import { deviceWord } from "../lib/device";
import { problemWords } from "../lib/problem";
import { mayDo, type Session, useSession } from "../lib/session";
import { useIsNarrow } from "../lib/useIsNarrow";
import { useDrafts, waitsFor } from "./useDrafts";

/** Where everybody begins: what is mine, what is due, what is not sent; and one button. */
export function Home() {
  const session = useSession();
  const { history } = useRouter();
  const isReader = session.user.role === "systemLeader";
  useEffect(() => {
    if (isReader) history.replace("/portfolio");
  }, [isReader, history]);
  if (isReader) return <Waiting what="the portfolio" />;
  return <OwnHome session={session} />;
}

function OwnHome({ session }: { session: Session }) {
  const programmes = api.useQuery("get", "/programmes", { params: { query: { limit: 50 } } });
  const due = useDue(mayDo(session, "interviews:read"));
  // Where the columns stand beneath each other, what is due comes before everything that is not.
  const isDueFirst = useIsNarrow() && due.count > 0;
  const isEmpty = programmes.data?.items.length === 0;
  const mayStart = mayDo(session, "programmes:write") && session.user.role !== "contributor";
  return (
    <>
      <PageHead
        title={session.workspace.name}
        about="Your programmes, what is due, and what is not sent yet."
        next={isEmpty ? (mayStart ? startStep : undefined) : logStep}
      />
      <div className="columns home">
        {isDueFirst && (
          <div>
            <Due due={due} fewFirst />
          </div>
        )}
        <section className="section">
          <h2>{session.user.role === "administrator" ? "All programmes" : "Your programmes"}</h2>
          {programmes.isPending && <Waiting what="your programmes" />}
          {programmes.error && <p>{problemWords(programmes.error)}</p>}
          {isEmpty && (
            <p>
              {mayStart
                ? "Nothing is here yet. A programme holds its meetings, its activities, and the picture of where its attention goes."
                : "You are in no programme yet. A programme’s lead can make you a member."}
            </p>
          )}
          {programmes.data && !isEmpty && <ProgrammeRows programmes={programmes.data.items} />}
          {programmes.data?.next && (
            <p>
              <Anchor href="/programmes">All programmes</Anchor>
            </p>
          )}
        </section>
        <div>
          {!isDueFirst && <Due due={due} />}
          <NotSent userId={session.user.id} />
          {mayDo(session, "workspace:administer") && <Administer />}
        </div>
      </div>
    </>
  );
}

const logStep = {
  why: "a meeting is logged in under a minute, also without a connection.",
  action: (
    <Button href="/log-a-meeting" asElement={Anchor}>
      Log a meeting
    </Button>
  ),
};

const startStep = {
  why: "start a programme; then log its first meeting.",
  action: (
    <Button href="/programmes/new" asElement={Anchor}>
      Start a programme
    </Button>
  ),
};

/** What I am reminded of, and what else is due within two weeks or is past its date. */
function useDue(mayRead: boolean) {
  const due = api.useQuery("get", "/commitments/due", {}, { enabled: mayRead });
  const reminders = api.useQuery("get", "/me/reminders", {}, { enabled: mayRead });
  const mine = reminders.data?.items ?? [];
  const others = due.data?.items.filter((item) => !mine.some((it) => it.commitment.id === item.id));
  return {
    mine,
    others,
    count: mine.length + (others?.length ?? 0),
    hasMore: Boolean(reminders.data?.next),
    isPending: due.isPending,
    error: due.error,
  };
}

const few = 3;

/** Before the programmes only a few of each are shown, so that these are not far away. */
function Due({ due, fewFirst = false }: { due: ReturnType<typeof useDue>; fewFirst?: boolean }) {
  const { mine, others, count, hasMore, isPending, error } = due;
  const [isWhole, setWhole] = useState(!fewFirst);
  const most = isWhole ? Infinity : few;
  const shown = Math.min(mine.length, most) + Math.min(others?.length ?? 0, most);
  return (
    <>
      {mine.length > 0 && (
        <section className="section">
          <h2>You are reminded of</h2>
          <ListReminders reminders={mine.slice(0, most)} namesProgramme />
          {isWhole && hasMore && <p className="note">There are more: these are the longest overdue.</p>}
        </section>
      )}
      <section className="section">
        <h2>{mine.length > 0 ? "Other commitments due" : "Commitments due"}</h2>
        {isPending && <Waiting what="what is due" />}
        {error && <p>{problemWords(error)}</p>}
        {others?.length === 0 && (
          <p>None {mine.length > 0 ? "beside these" : "in the next two weeks, and none past its date"}.</p>
        )}
        <ul className="rows">
          {others?.slice(0, most).map((item) => (
            <li className="row" key={item.id}>
              <div>
                <Anchor className="row-name" href={`/programmes/${item.programmeId}/commitments/${item.id}`}>
                  {item.act ?? "A commitment whose words are held back"}
                </Anchor>
                <p className="note">
                  {[
                    item.personName,
                    item.dueOn && `${item.isOverdue ? "was due" : "by"} ${dayWords(item.dueOn)}`,
                    item.programmeName,
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
              </div>
            </li>
          ))}
        </ul>
        {shown < count && (
          <p>
            <button type="button" className="quiet-button" onClick={() => setWhole(true)}>
              Show all {count} that are due
            </button>
          </p>
        )}
      </section>
    </>
  );
}

function NotSent({ userId }: { userId: string }) {
  const drafts = useDrafts(userId);
  return (
    <section className="section">
      <h2>Drafts not sent</h2>
      {drafts.data?.length === 0 && <p>None on this {deviceWord()}.</p>}
      {drafts.data && drafts.data.length > 0 && (
        <>
          <DraftRows drafts={drafts.data} waitsFor={waitsFor} />
          <p>
            <Anchor href="/drafts">All drafts</Anchor>
          </p>
        </>
      )}
    </section>
  );
}

const places = [
  { href: "/users", label: "People with an account" },
  { href: "/api-keys", label: "API keys" },
  { href: "/taxonomy", label: "Taxonomy" },
  { href: "/jobs", label: "Jobs" },
];

function Administer() {
  return (
    <section className="section">
      <h2>Administration</h2>
      <ul className="plain-links">
        {places.map((place) => (
          <li key={place.href}>
            <Anchor href={place.href}>{place.label}</Anchor>
          </li>
        ))}
      </ul>
    </section>
  );
}
