import { Textarea } from "nhsuk-react-components";
import { useState } from "react";
import { Asking } from "../../components/Asking";
import { MoreButton } from "../../components/MoreButton";
import { ProblemSummary } from "../../components/ProblemSummary";
import { RecordForm } from "../../components/RecordForm";
import { Typed } from "../../components/Typed";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { problemWords } from "../../lib/problem";
import { ifMatch } from "../../lib/records";
import { mayDo, useSession } from "../../lib/session";
import type { Memo } from "../../lib/shapes";
import { useCreation } from "../../lib/useCreation";
import { ReviseMemo } from "./ReviseMemo";

/** A memo is about one thing. */
type About =
  | { themeId: string; interviewId?: undefined; quoteId?: undefined }
  | { interviewId: string; themeId?: undefined; quoteId?: undefined }
  | { quoteId: string; themeId?: undefined; interviewId?: undefined };

type Props = {
  programme: { id: string };
  about: About;
  /** Whose they are and what they are about, in a sentence. */
  words: string;
  /** Who will read what is written. */
  readers: string;
  mayWrite?: boolean;
  /** Where a memo on a passage is found again. */
  href?: string;
};

/** What coders of a programme think of a theme, a meeting or a passage, newest first, and a place to write more. */
export function ListMemos({ programme, about, words, readers, mayWrite = true, href }: Props) {
  const session = useSession();
  const [revised, setRevised] = useState<string>();
  const [written, setWritten] = useState(0);
  const path = { programmeId: programme.id };
  const memos = api.useInfiniteQuery(
    "get",
    "/programmes/{programmeId}/memos",
    { params: { path, query: { ...about, limit: 20 } } },
    { pageParamName: "cursor", initialPageParam: null, getNextPageParam: (page) => page.next ?? undefined },
  );
  const remove = api.useMutation("delete", "/programmes/{programmeId}/memos/{id}", {
    onSuccess: () => memos.refetch(),
  });
  const items = memos.data?.pages.flatMap((page) => page.items);
  return (
    <section className={about.quoteId ? undefined : "section"}>
      {!about.quoteId && <h2>Memos</h2>}
      <p>{words}</p>
      {memos.error && !items && <p>{problemWords(memos.error)}</p>}
      {!items && !memos.error && <Waiting what="the memos" />}
      {remove.error && <ProblemSummary error={remove.error} />}
      <ul className="records">
        {items?.map((memo) => (
          <li key={memo.id}>
            {revised === memo.id ? (
              <ReviseMemo programmeId={programme.id} memo={memo} onDone={() => setRevised(undefined)} />
            ) : (
              <>
                {memo.text ? <Typed text={memo.text} /> : <p>{heldWords(memo)}</p>}
                <p className="note">
                  {memo.createdBy.name}, {dayWords(memo.revisedAt)}
                </p>
                {memo.createdBy.id === session.user.id && (
                  <div className="passage-ways">
                    <button type="button" className="quiet-button" onClick={() => setRevised(memo.id)}>
                      Change<span className="nhsuk-u-visually-hidden"> your memo</span>
                    </button>
                    <Asking
                      label="Remove"
                      about="your memo"
                      question="Remove this memo for good?"
                      confirm="Remove it"
                      isPending={remove.isPending}
                      onConfirm={() =>
                        remove.mutate({ params: { path: { ...path, id: memo.id }, header: ifMatch(memo) } })
                      }
                    />
                  </div>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
      <MoreButton what="memos" query={memos} />
      {mayWrite && mayDo(session, "interviews:write") && (
        <CreateMemo
          key={`${programme.id} ${written}`}
          programmeId={programme.id}
          about={about}
          readers={readers}
          href={href}
          onMade={() => setWritten(written + 1)}
        />
      )}
    </section>
  );
}

function heldWords(memo: Memo): string {
  return memo.textHeld ? "The words are not open to you." : "The words were erased.";
}

type NewMemo = { programmeId: string; about: About; readers: string; href?: string; onMade: () => void };

function CreateMemo({ programmeId, about, readers, href, onMade }: NewMemo) {
  const id = about.themeId ?? about.interviewId ?? about.quoteId;
  const field = about.quoteId ? `memo-${id}` : "memo";
  const create = api.useMutation("post", "/programmes/{programmeId}/memos");
  const form = useCreation({
    form: `memo:${programmeId}:${id}`,
    title: (typed) => `Memo: ${typed.text.slice(0, 40)}`,
    href: href ?? (about.themeId ? `/themes/${id}` : `/programmes/${programmeId}/interviews/${id}`),
    initial: { text: "" },
    findWrong: (typed): Record<string, string> => (typed.text.trim() ? {} : { [field]: "Write something first." }),
    ownFields: ({ text, ...rest }) => (text ? { ...rest, [field]: text } : rest),
    send: (typed, header) =>
      create.mutateAsync({ params: { path: { programmeId }, header }, body: { text: typed.text.trim(), ...about } }),
    onMade,
  });
  return (
    <div className="narrow">
      <RecordForm form={form} save="Save this memo">
        <Textarea
          id={field}
          name={field}
          label="Write a memo"
          hint={readers}
          labelProps={{ size: "s" }}
          rows={3}
          maxLength={10_000}
          value={form.values.text}
          error={form.errors[field]}
          onChange={(event) => form.change({ text: event.currentTarget.value })}
        />
      </RecordForm>
    </div>
  );
}
