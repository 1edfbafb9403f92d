import { Button } from "nhsuk-react-components";

type Props = {
  what: string;
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
};

/** The rest of a long list, when it is asked for. */
export function MoreButton({ what, query }: Props) {
  if (!query.hasNextPage) return null;
  return (
    <Button type="button" secondary disabled={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
      {query.isFetchingNextPage ? `Fetching more ${what}…` : `Show more ${what}`}
    </Button>
  );
}
