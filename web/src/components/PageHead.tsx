import { Fragment, type ReactNode } from "react";
import { Anchor } from "./Anchor";
import { usePageTitle } from "./usePageTitle";

export type PageHeadProps = {
  title: string;
  /** Where this page lies: outermost first. */
  trail?: readonly { label: string; href: string }[];
  about?: ReactNode;
  /** The one next step: its reason in a sentence, and its button. */
  next?: { why: ReactNode; action: ReactNode };
  hasErrors?: boolean;
};

/** Where, what, and beside it the one next step. */
export function PageHead({ title, trail = [], about, next, hasErrors }: PageHeadProps) {
  usePageTitle(title, hasErrors);
  return (
    <div className={next ? "page-head" : "page-head alone"}>
      <div>
        {trail.length > 0 && (
          <nav className="trail" aria-label="Where this page lies">
            {trail.map((step, index) => (
              <Fragment key={step.href}>
                {index > 0 && " / "}
                <Anchor href={step.href}>{step.label}</Anchor>
              </Fragment>
            ))}
          </nav>
        )}
        <h1 className="page-title">{title}</h1>
        {about && <p className="page-about">{about}</p>}
      </div>
      {next && (
        <div className="next-step">
          <p>
            <strong>Next:</strong> {next.why}
          </p>
          {next.action}
        </div>
      )}
    </div>
  );
}
