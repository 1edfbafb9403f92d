import { asProblem, problemWords } from "../lib/problem";
import { Anchor } from "./Anchor";
import { Waiting } from "./Waiting";

type Props = { error: unknown; path: string; asOf?: string; what?: string };

/** In the place of figures: why there are none, such as a day before the first; or that they are being fetched. */
export function NoFigures({ error, path, asOf, what = "the figures" }: Props) {
  if (!error) return <Waiting what={what} />;
  return (
    <section className="section">
      <p>
        {asProblem(error).detail ?? problemWords(error)} {asOf && <Anchor href={path}>See today’s figures</Anchor>}
      </p>
    </section>
  );
}
