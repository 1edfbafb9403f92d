import { useState } from "react";
import { type ContributionFilter, GetDiscussion } from "../features/discussions/GetDiscussion";
import { CodeNotes } from "../features/quotes/CodeNotes";
import type { Programme } from "../lib/shapes";

type Props = {
  programme: Pick<Programme, "id" | "name" | "taxonomyId">;
  id: string;
  filter: ContributionFilter;
};

/** A discussion with what is coded in it. One contribution is coded at a time. */
export function DiscussionPage(props: Props) {
  const [busy, setBusy] = useState<string>();
  return (
    <GetDiscussion
      {...props}
      isBusy={busy !== undefined}
      coding={({ id, text, quotes }, mayCode) => (
        <CodeNotes
          programme={props.programme}
          source={{ contributionId: id }}
          notes={text ?? ""}
          hasQuotes={quotes > 0}
          mayCode={mayCode && (busy === undefined || busy === id)}
          onCoding={(isCoding) => setBusy((before) => (isCoding ? id : before === id ? undefined : before))}
        />
      )}
    />
  );
}
