import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { type Source, useQuotes, useThemes } from "../../lib/everything";
import { type FoundPlace, foundId, foundPlace } from "../../lib/foundPlace";
import type { Quote } from "../../lib/shapes";
import { list } from "../../lib/words";
import { ChooseSentences } from "./ChooseSentences";
import { CodedText } from "./CodedText";
import { CreateQuote } from "./CreateQuote";
import { ListQuotes } from "./ListQuotes";
import { type Mark, type Passage, passageOf } from "./passages";
import { ReviseQuote } from "./ReviseQuote";

type Props = {
  programme: { id: string; taxonomyId: string };
  source: Source;
  /** The further interviewer whose notes these are; the interview's own unless told. */
  notesBy?: string;
  notes: string;
  /** Of the meeting; a contribution in the open has none. */
  level?: string;
  /** False where it is known that nothing is coded yet. */
  hasQuotes?: boolean;
  mayCode: boolean;
  /** What else leads on from a passage. */
  beside?: (quote: Quote) => ReactNode;
  /** Told when the panel opens and closes: its button is then the page's one next step. */
  onCoding?: (isCoding: boolean) => void;
};

/** Notes with their passages in place, and the panel in which one more is coded: by pointer, by touch, or by sentence. */
export function CodeNotes({
  programme,
  source,
  notesBy,
  notes,
  level,
  hasQuotes = true,
  mayCode,
  beside,
  onCoding,
}: Props) {
  const id = useId();
  const quotes = useQuotes(programme.id, source, hasQuotes);
  const themes = useThemes();
  const text = useRef<HTMLDivElement>(null);
  const [offered, setOffered] = useState<Passage>();
  const [coding, setCoding] = useState<Passage>();
  const [changing, setChanging] = useState<string>();
  const [opened, setOpened] = useState<string>();
  const [awaited, setAwaited] = useState<string>();
  const [found, setFound] = useState(() => foundPlace(location.hash, notesBy));
  const gone = useRef<FoundPlace>(undefined);
  const [isBySentence, setBySentence] = useState(false);
  const [said, setSaid] = useState("");

  const numbered = useMemo(
    () =>
      (quotes.data ?? [])
        .filter((quote) => (quote.notesBy ?? undefined) === notesBy)
        .sort((a, b) => (a.start ?? Infinity) - (b.start ?? Infinity) || (a.end ?? 0) - (b.end ?? 0))
        .map((quote, index) => ({ quote, number: index + 1 })),
    [quotes.data, notesBy],
  );
  const marks = useMemo(
    () =>
      numbered.flatMap(({ quote, number }): Mark[] => {
        if (quote.start === undefined || quote.end === undefined) return [];
        const its = quote.themeIds.map((themeId) => themes.data?.find((it) => it.id === themeId));
        const label = list(its.map((it) => it?.name ?? "a theme"));
        return [
          { id: quote.id, start: quote.start, end: quote.end, number, label, colour: its[0]?.colour ?? undefined },
        ];
      }),
    [numbered, themes.data],
  );
  const changed = numbered.find(({ quote }) => quote.id === changing);
  const isOpen = coding !== undefined || changed !== undefined;
  useEffect(() => onCoding?.(isOpen), [isOpen, onCoding]);

  // Whatever is selected in the notes is offered; a selection elsewhere takes nothing away.
  useEffect(() => {
    if (!mayCode) return;
    const onSelection = () => {
      const selection = document.getSelection();
      if (!text.current || !selection || selection.rangeCount === 0) return;
      const range = selection.getRangeAt(0);
      if (!text.current.contains(range.commonAncestorContainer)) return;
      setOffered(range.collapsed ? undefined : passageOf(text.current, range, notes));
    };
    document.addEventListener("selectionchange", onSelection);
    return () => document.removeEventListener("selectionchange", onSelection);
  }, [mayCode, notes]);

  // An address that names a passage opens it in its place, once it is there.
  const isThere = marks.length > 0 || numbered.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: followed when the passages arrive, not at each change of them
  useEffect(() => {
    const follow = () => {
      const wanted = /^#quote-(.+)$/.exec(location.hash)?.[1];
      if (isThere && wanted && numbered.some(({ quote }) => quote.id === wanted)) show(wanted);
    };
    follow();
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, [isThere]);

  // As does one that names words which were found here; with the passages the lines break anew, and they stay in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: followed when the notes are there, and again with the passages
  useEffect(() => {
    if (found && (found !== gone.current || document.activeElement?.id === foundId(found))) goTo(foundId(found));
    gone.current = found;
  }, [found, isThere]);
  useEffect(() => {
    const follow = () => setFound(foundPlace(location.hash, notesBy));
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, [notesBy]);

  // A passage just made may take a moment to arrive in the list; then that is where the person goes on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for again whenever the list changes
  useEffect(() => {
    const place = awaited && document.getElementById(`passage-${awaited}`);
    if (!place) return;
    place.focus();
    setAwaited(undefined);
  }, [awaited, numbered]);

  function show(quoteId: string) {
    setOpened(quoteId);
    goTo(`quote-${quoteId}`);
  }

  function close(words: string) {
    const back = changing;
    setCoding(undefined);
    setChanging(undefined);
    setSaid(words);
    if (back) setAwaited(back);
    else text.current?.focus();
  }

  function code(passage: Passage) {
    setSaid("");
    setChanging(undefined);
    setCoding(passage);
    setOffered(undefined);
  }

  function onMade(made: Quote) {
    close("The passage is coded.");
    setOpened(made.id);
    setAwaited(made.id);
  }

  return (
    <div className={numbered.length > 0 || isOpen ? "coding with-margin" : "coding"}>
      <div>
        <CodedText ref={text} text={notes} marks={marks} opened={opened} found={found} />
        {mayCode && (
          <details className="nhsuk-details coding-way" onToggle={(event) => setBySentence(event.currentTarget.open)}>
            <summary className="nhsuk-details__summary">
              <span className="nhsuk-details__summary-text">Code without a pointer: choose sentences</span>
            </summary>
            <div className="nhsuk-details__text">
              {isBySentence && <ChooseSentences id={`${id}-sentences`} notes={notes} onChoose={code} />}
            </div>
          </details>
        )}
      </div>
      <p className="nhsuk-u-visually-hidden" role="status">
        {said}
      </p>
      {(numbered.length > 0 || isOpen) && (
        <div className="coding-margin">
          {coding && (
            <CreateQuote
              programme={programme}
              source={source}
              notesBy={notesBy}
              notes={notes}
              level={level}
              passage={coding}
              onMade={onMade}
              onClose={() => close("")}
            />
          )}
          {changed && (
            <ReviseQuote
              key={changed.quote.id}
              programme={programme}
              notes={notes}
              level={level}
              quote={changed.quote}
              number={changed.number}
              offered={offered}
              onClose={close}
            />
          )}
          {numbered.length > 0 && (
            <section aria-labelledby={`${id}-passages`}>
              <h3 id={`${id}-passages`}>
                {numbered.length === 1 ? "One passage coded" : `${numbered.length} passages coded`}
              </h3>
              <ListQuotes
                quotes={numbered}
                level={level ?? "programme"}
                mayCode={mayCode}
                beside={beside}
                onOpen={(quote) => show(quote.id)}
                onChange={(quote) => {
                  setCoding(undefined);
                  setChanging(quote.id);
                }}
              />
            </section>
          )}
        </div>
      )}
      {offered && !coding && !changed && (
        <div className="coding-bar">
          <p>“{shortened(notes.slice(offered.start, offered.end))}”</p>
          <button
            type="button"
            className="nhsuk-button nhsuk-button--secondary"
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => code(offered)}
          >
            Code these words
          </button>
        </div>
      )}
    </div>
  );
}

function goTo(id: string) {
  const place = document.getElementById(id);
  place?.scrollIntoView({ block: "center" });
  place?.focus({ preventScroll: true });
}

function shortened(words: string): string {
  return words.length > 80 ? `${words.slice(0, 60).trimEnd()} … ${words.slice(-16).trimStart()}` : words;
}
