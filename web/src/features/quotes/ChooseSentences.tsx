import { Button, Checkboxes } from "nhsuk-react-components";
import { useMemo, useState } from "react";
import { type Passage, sentencesOf } from "./passages";

type Props = { id: string; notes: string; onChoose: (passage: Passage) => void };

/** The notes sentence by sentence, for whoever does not select with a pointer: from the first that is ticked to the last. */
export function ChooseSentences({ id, notes, onChoose }: Props) {
  const sentences = useMemo(() => sentencesOf(notes), [notes]);
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const [isMissing, setMissing] = useState(false);

  function toggle(index: number) {
    const next = new Set(ticked);
    if (!next.delete(index)) next.add(index);
    setTicked(next);
  }

  function choose() {
    const [first, last] = [sentences[Math.min(...ticked)], sentences[Math.max(...ticked)]];
    setMissing(!first);
    if (!first || !last) return;
    setTicked(new Set());
    onChoose({ start: first.start, end: last.end });
  }

  return (
    <div className="sentences">
      <Checkboxes
        id={id}
        name={id}
        legend="Which sentences?"
        legendProps={{ size: "s" }}
        hint="Tick one, or the first and the last of several that belong together."
        error={isMissing ? "Tick a sentence" : undefined}
        small
      >
        {sentences.map((sentence, index) => (
          <Checkboxes.Item
            key={sentence.start}
            value={String(index)}
            checked={ticked.has(index)}
            onChange={() => toggle(index)}
          >
            {notes.slice(sentence.start, sentence.end)}
          </Checkboxes.Item>
        ))}
      </Checkboxes>
      <Button type="button" secondary onClick={choose}>
        Code these sentences
      </Button>
    </div>
  );
}
