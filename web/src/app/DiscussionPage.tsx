import { type ContributionFilter, GetDiscussion } from "../features/discussions/GetDiscussion";
import { useThemes } from "../lib/everything";
import type { Programme } from "../lib/shapes";
import { list } from "../lib/words";

type Props = { programme: Pick<Programme, "id" | "name">; id: string; filter: ContributionFilter };

/** A discussion, with the coding of its contributions beneath each. */
export function DiscussionPage(props: Props) {
  const themes = useThemes();
  return (
    <GetDiscussion
      {...props}
      coding={({ text, themeIds }) => (
        <>
          <p className="as-typed">{text ?? "The words were erased."}</p>
          <p className="note">
            {themeIds.length === 0
              ? "Not coded yet."
              : list(themes.data?.filter((it) => themeIds.includes(it.id)).map((it) => it.name) ?? [])}
          </p>
        </>
      )}
    />
  );
}
