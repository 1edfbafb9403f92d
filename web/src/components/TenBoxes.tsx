import { type Sentence, tenths } from "../lib/sentences";

type Props = {
  /** From 0 to 1, drawn as tenths; null when it cannot be told, and then no box is filled. */
  share: number | null | undefined;
  sentence: Sentence;
  /** Empty boxes first, when it is the missing part that is named. */
  emptyFirst?: boolean;
};

/** Ten boxes and their sentence: "In 4 of 10 agenda minutes nobody from the groups who must change was in the room." */
export function TenBoxes({ share, sentence, emptyFirst }: Props) {
  const filled = typeof share === "number" ? tenths(share) : 0;
  const isKnown = typeof share === "number";
  return (
    <div className="ten-boxes">
      <svg
        viewBox="0 0 200 14"
        width="200"
        height="14"
        role="img"
        aria-label={isKnown ? `${filled} of 10` : "not known yet"}
      >
        {Array.from({ length: 10 }, (_, i) => {
          const isFilled = emptyFirst ? i >= 10 - filled : i < filled;
          const className = isKnown ? (isFilled ? "box filled" : "box") : "box unknown";
          return <rect key={i} className={className} x={i * 20 + 0.6} y="0.6" width="17" height="12.8" />;
        })}
      </svg>
      <p>
        <strong>{sentence.finding}</strong> {sentence.evidence}
      </p>
    </div>
  );
}
