import { useQuery } from "@tanstack/react-query";
import { Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { Anchor } from "../components/Anchor";
import { HatchDefs } from "../components/Hatch";
import { SessionContext } from "../lib/session";
import { Header } from "./Header";
import { sessionQuery } from "./queries";
import { useMeetingSender } from "./useMeetingSender";

/** What every page of a signed-in person stands in. */
export function Shell() {
  const { data: session } = useQuery(sessionQuery);
  if (!session) return null;
  return (
    <SessionContext value={session}>
      <Sender userId={session.user.id} />
      <Page isMadeUp={session.madeUp} header={<Header session={session} />} />
    </SessionContext>
  );
}

function Sender({ userId }: { userId: string }) {
  useMeetingSender(userId);
  return null;
}

/** The pages before sign-in have the same frame, and nowhere to go; so has a page that is not here, but for home. */
export function OpenShell({ children }: { children?: React.ReactNode }) {
  return (
    <Page
      content={children}
      header={
        <header className="top">
          <div className="frame">
            {children ? (
              <Anchor className="top-home" href="/">
                Transform
              </Anchor>
            ) : (
              <span className="top-home">Transform</span>
            )}
          </div>
        </header>
      }
    />
  );
}

type PageProps = { header: React.ReactNode; isMadeUp?: boolean; content?: React.ReactNode };

function Page({ header, isMadeUp, content = <Outlet /> }: PageProps) {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(path);

  // A new page is read from its beginning, by ear as by eye, unless it has already gone to the place its address names.
  useEffect(() => {
    const isAtItsPlace = location.hash !== "" && `#${document.activeElement?.id}` === location.hash;
    if (before.current && path !== before.current && !isAtItsPlace) main.current?.focus();
    before.current = path;
  }, [path]);

  return (
    <>
      <a className="nhsuk-skip-link" href="#main">
        Skip to main content
      </a>
      {header}
      {isMadeUp && (
        <aside className="banner" aria-label="About this data">
          <p className="frame">
            <strong>All data here is made up.</strong> No person, organisation or figure is real.
          </p>
        </aside>
      )}
      <HatchDefs />
      <main id="main" className="frame" tabIndex={-1} ref={main}>
        {content}
      </main>
    </>
  );
}
