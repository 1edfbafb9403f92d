import { useQueryClient } from "@tanstack/react-query";
import { Button } from "nhsuk-react-components";
import { useRef, useState } from "react";
import { Asking } from "../../components/Asking";
import { api } from "../../lib/api";
import { clockWords, dayWords } from "../../lib/dates";
import { asProblem, problemWords } from "../../lib/problem";
import { idempotencyKey, ifMatch } from "../../lib/records";

/** What falls due, in one's own calendar. The address is in one answer and is never kept by the page. */
export function CalendarFeed() {
  const queries = useQueryClient();
  const key = useRef(idempotencyKey());
  const settled = () => {
    key.current = idempotencyKey();
    return queries.invalidateQueries({ queryKey: ["get", "/me/calendar-feed"] });
  };
  const feed = api.useQuery("get", "/me/calendar-feed", {}, { retry: false });
  const create = api.useMutation("post", "/me/calendar-feed", { gcTime: 0, onSettled: settled });
  const revoke = api.useMutation("delete", "/me/calendar-feed", {
    onSuccess: () => {
      create.reset();
      queries.removeQueries({ queryKey: ["get", "/me/calendar-feed"] });
    },
    onSettled: settled,
  });
  const isNone = feed.error != null && asProblem(feed.error).status === 404;
  const failure = create.error ?? revoke.error ?? (isNone ? undefined : feed.error);
  const make = () => create.mutate({ params: { header: key.current } });
  const open = isNone ? undefined : feed.data;

  return (
    <section className="section">
      <h2>Commitments in your calendar</h2>
      <p>
        Your calendar program can follow the commitments of your programmes by a secret address. What was said in
        confidence does not leave this service: of such a commitment your calendar says only that one falls due.
      </p>
      {create.data?.url && <MadeAddress url={create.data.url} />}
      {open && !create.data?.url && (
        <p>
          You have had an address since {dayWords(open.createdAt)}.{" "}
          {open.lastReadAt
            ? `It was last read on ${dayWords(open.lastReadAt)} at ${clockWords(open.lastReadAt)}.`
            : "No calendar has read it yet."}
        </p>
      )}
      {isNone && !create.data?.url && (
        <Button type="button" secondary disabled={create.isPending} onClick={make}>
          Make a calendar address
        </Button>
      )}
      {open && (
        <div className="actions">
          {!create.data?.url && (
            <Asking
              label="Make another address"
              question="The address that you have ends at once; a calendar that follows it finds nothing more."
              confirm="Make another, and end this one"
              isPending={create.isPending}
              onConfirm={make}
            />
          )}
          <Asking
            label="End this address"
            question="A calendar that follows it finds nothing more."
            confirm="End the address"
            isPending={revoke.isPending}
            onConfirm={() => revoke.mutate({ params: { header: ifMatch(open) } })}
          />
        </div>
      )}
      <p role="status">
        {failure ? problemWords(failure) : revoke.isSuccess && isNone ? "The address has ended." : ""}
      </p>
    </section>
  );
}

function MadeAddress({ url }: { url: string }) {
  const [copied, setCopied] = useState<"copied" | "failed">();

  function copy() {
    navigator.clipboard
      .writeText(url)
      .then(() => setCopied("copied"))
      .catch(() => setCopied("failed"));
  }

  return (
    <>
      <label className="nhsuk-label nhsuk-label--s" htmlFor="calendar-url">
        Your address: it is not shown again
      </label>
      <div className="nhsuk-hint" id="calendar-hint">
        Add it in your calendar program as a subscription, “from the web” or “by URL”. Whoever has it reads what your
        calendar reads: keep it to yourself.
      </div>
      <input
        id="calendar-url"
        className="nhsuk-input secret"
        aria-describedby="calendar-hint"
        readOnly
        value={url}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="actions">
        <Button type="button" secondary onClick={copy}>
          Copy the address
        </Button>
      </div>
      <p role="status">
        {copied === "copied" && "The address is copied."}
        {copied === "failed" && "It could not be copied from here: select it above and copy it yourself."}
      </p>
    </>
  );
}
