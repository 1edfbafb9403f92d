import { Button, Select, TextInput } from "nhsuk-react-components";
import { type FormEvent, useId } from "react";
import { Anchor } from "../../components/Anchor";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { dimensionNames, focusWords } from "../../lib/focus";
import { mayDo, useSession } from "../../lib/session";
import { FillGap } from "./FillGap";
import { type ActivityFilters, gaps, readFilters, sorts } from "./filters";
import { useCoding } from "./useCoding";
import { type Activity, amountsWords, kinds, kindWords, statuses } from "./values";

type Props = {
  programmeId: string;
  /** The address's words. */
  search: Record<string, unknown>;
  onFilter: (filters: ActivityFilters) => void;
};

/** Mirrors the slice of the same name in the API. */
export function ListActivities({ programmeId, search, onFilter }: Props) {
  const session = useSession();
  const filters = readFilters(search);
  const coding = useCoding(programmeId);
  const found = api.useInfiniteQuery(
    "get",
    "/programmes/{programmeId}/activities",
    { params: { path: { programmeId }, query: { limit: 50, ...filters } } },
    {
      pageParamName: "cursor",
      initialPageParam: null,
      getNextPageParam: (page: { next?: string | null }) => page.next ?? undefined,
    },
  );
  const error = coding.error ?? found.error;
  if (error) return <ProblemPage error={error} onRetry={found.refetch} />;
  if (!coding.data) return <Waiting what="the programme" />;
  const { programme, dimensions } = coding.data;
  const items = found.data?.pages.flatMap((page) => page.items);
  const mayWrite = mayDo(session, "programmes:write");
  const isFiltered = Object.entries(filters).some(([name, value]) => name !== "sort" && value !== undefined);
  const base = `/programmes/${programmeId}`;
  return (
    <>
      <PageHead
        title={filters.missing ? `Activities ${gaps[filters.missing]}` : "Activities"}
        trail={[{ label: programme.name, href: base }]}
        about="Everything that takes attention. Only what is done and coded enters the balance."
        next={
          mayWrite && !filters.missing
            ? {
                why: "what is not logged could move every figure.",
                action: (
                  <div className="actions">
                    <Button href={`${base}/activities/new`}>Add an activity</Button>
                    <Anchor href={`${base}/paste`}>Paste a list</Anchor>
                  </div>
                ),
              }
            : undefined
        }
      />
      <Filters
        key={JSON.stringify(filters)}
        filters={filters}
        onFilter={onFilter}
        dimensions={dimensions}
        isFiltered={isFiltered}
      />
      {!items && <Waiting what="the activities" />}
      {items?.length === 0 && (
        <p>
          {isFiltered
            ? filters.missing
              ? "Nothing is missing here: every activity has it."
              : "No activity fits these filters."
            : "Nothing yet, because nobody has logged an activity. Begin with the last board meeting: its agenda can be pasted."}
        </p>
      )}
      {items && items.length > 0 && (
        <ul className="rows" aria-label="Activities">
          {items.map((activity) => (
            <li className="row" key={activity.id}>
              <ActivityWords
                activity={activity}
                href={mayWrite ? `${base}/activities/${activity.id}` : undefined}
                nameOf={dimensionNames(dimensions)}
                groupName={(id) => coding.data?.groups.find((g) => g.id === id)?.name ?? "another group"}
              />
              {mayWrite && filters.missing && (
                <FillGap
                  programmeId={programmeId}
                  activity={activity}
                  gap={filters.missing}
                  taxonomyId={coding.data?.taxonomyId ?? ""}
                  dimensions={dimensions}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {found.hasNextPage && (
        <Button secondary disabled={found.isFetchingNextPage} onClick={() => found.fetchNextPage()}>
          Show more
        </Button>
      )}
      {mayWrite && (
        <p>
          <Anchor href={`${base}/blind-ratings`}>Re-rate some without seeing the first coding</Anchor>
        </p>
      )}
    </>
  );
}

type WordsProps = {
  activity: Activity;
  href?: string;
  nameOf: (code: string) => string;
  groupName: (id: string) => string;
};

function ActivityWords({ activity, href, nameOf, groupName }: WordsProps) {
  const present = activity.groupsPresent.map(groupName).join(", ");
  return (
    <div>
      {href ? <Anchor href={href}>{activity.title}</Anchor> : <strong>{activity.title}</strong>}
      <p className="note">
        {kindWords(activity.kind)}, {dayWords(activity.startsOn)}
        {activity.status !== "done" && <strong>, {activity.status}</strong>}
        {activity.isMilestone && ", a milestone"}
      </p>
      <p className="note">
        {[amountsWords(activity) || "no amount", focusWords(activity.focus, nameOf)].join("; ")}
        {present && `; with ${present}`}
      </p>
    </div>
  );
}

type FilterProps = {
  filters: ActivityFilters;
  onFilter: (filters: ActivityFilters) => void;
  dimensions: readonly { code: string; name: string }[];
  isFiltered: boolean;
};

function Filters({ filters, onFilter, dimensions, isFiltered }: FilterProps) {
  const id = useId();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    onFilter(readFilters(Object.fromEntries(new FormData(event.currentTarget))));
  }

  return (
    <details className="filters" open={isFiltered && !filters.missing}>
      <summary>Filter and order</summary>
      <form onSubmit={submit} className="fields">
        <TextInput id={`${id}search`} name="search" label="In the title" type="search" defaultValue={filters.search} />
        <Select id={`${id}kind`} name="kind" label="Kind" defaultValue={filters.kind ?? ""}>
          <Select.Option value="">all</Select.Option>
          {kinds.map((kind) => (
            <Select.Option key={kind.value} value={kind.value}>
              {kind.label}
            </Select.Option>
          ))}
        </Select>
        <Select id={`${id}status`} name="status" label="Status" defaultValue={filters.status ?? ""}>
          <Select.Option value="">all</Select.Option>
          {statuses.map((status) => (
            <Select.Option key={status.value} value={status.value}>
              {status.label}
            </Select.Option>
          ))}
        </Select>
        <Select id={`${id}missing`} name="missing" label="What is missing" defaultValue={filters.missing ?? ""}>
          <Select.Option value="">all</Select.Option>
          {Object.entries(gaps).map(([value, label]) => (
            <Select.Option key={value} value={value}>
              {label}
            </Select.Option>
          ))}
        </Select>
        <Select id={`${id}dimension`} name="dimension" label="Focus" defaultValue={filters.dimension ?? ""}>
          <Select.Option value="">all</Select.Option>
          {dimensions.map((dimension) => (
            <Select.Option key={dimension.code} value={dimension.code}>
              {dimension.name}
            </Select.Option>
          ))}
        </Select>
        <Select id={`${id}sort`} name="sort" label="Order" defaultValue={filters.sort ?? "newest"}>
          {sorts.map((sort) => (
            <Select.Option key={sort.value} value={sort.value}>
              {sort.label}
            </Select.Option>
          ))}
        </Select>
        <div className="actions">
          <Button secondary>Show</Button>
          {isFiltered && (
            <button type="button" className="quiet-button" onClick={() => onFilter({})}>
              Show all
            </button>
          )}
        </div>
      </form>
    </details>
  );
}
