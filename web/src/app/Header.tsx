import { useRouterState } from "@tanstack/react-router";
import { useState } from "react";
import { Anchor } from "../components/Anchor";
import { mayDo, type Session } from "../lib/session";

const places = [
  { href: "/programmes", label: "Programmes", scope: "programmes:read" },
  { href: "/log-a-meeting", label: "Log a meeting", scope: "interviews:write" },
  { href: "/people", label: "People", scope: "people:read" },
  { href: "/themes", label: "Codebook", scope: "interviews:read" },
  { href: "/portfolio", label: "Portfolio", scope: "scores:read" },
  { href: "/administration", label: "Administration", scope: "workspace:administer" },
] as const;

export function Header({ session }: { session: Session }) {
  const [isOpen, setOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });

  return (
    <header className="top">
      <div className="frame">
        <Anchor className="top-home" href="/">
          Transform
        </Anchor>
        <button
          type="button"
          className="top-menu"
          aria-expanded={isOpen}
          aria-controls="places"
          onClick={() => setOpen(!isOpen)}
        >
          Menu
        </button>
        <nav aria-label="Main">
          <ul id="places" className={isOpen ? "top-links open" : "top-links"}>
            {places
              .filter((place) => mayDo(session, place.scope))
              .map((place) => (
                <li key={place.href}>
                  <Anchor
                    href={place.href}
                    aria-current={path.startsWith(place.href) ? "page" : undefined}
                    onClick={() => setOpen(false)}
                  >
                    {place.label}
                  </Anchor>
                </li>
              ))}
            <li>
              <Anchor href="/account" aria-label={`${session.user.name}, your account`} onClick={() => setOpen(false)}>
                {session.user.name}
              </Anchor>
            </li>
            <li>
              <Anchor href="/sign-out" onClick={() => setOpen(false)}>
                Sign out
              </Anchor>
            </li>
          </ul>
        </nav>
      </div>
    </header>
  );
}
