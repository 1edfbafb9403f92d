import type { ReactNode } from "react";
import { type Balance, bandWords, count, percent, pounds, scored } from "../../lib/figures";

/** What is one level down: figures that say more to those who ask. Each says what it rests on, or why it is not given. */
export function BalanceBeneath({ balance }: { balance: Balance }) {
  const { together, quickWin, capital, backfill, agreement, talkEffortGap } = balance;
  const because = (reason?: string | null) => `Not given: ${lower(reason ?? "there is too little to rest on.")}`;
  const figure = (value: number | null | undefined, words: (value: number) => string, reason?: string | null) =>
    typeof value === "number" ? words(value) : because(reason);
  return (
    <section className="section">
      <details className="beneath">
        <summary>What lies beneath: evenness, quick wins, capital, backfill, agreement</summary>
        <dl>
          <Row name="Talk less effort">
            {figure(
              talkEffortGap.value,
              (v) =>
                `People’s share of what is said is ${Math.abs(Math.round(v * 100))} points ${v >= 0 ? "above" : "below"} its share of the hours.`,
              talkEffortGap.reason,
            )}
          </Row>
          <Row name="Closeness to the local target">
            {figure(
              together.closeness,
              (v) => `${v.toFixed(2)} for deeds together, where 1 is exactly the target of ${percent(balance.target)}.`,
              together.reason,
            )}
          </Row>
          <Row name="Evenness">
            {figure(
              together.evenness,
              (v) => `${v.toFixed(2)}: 0 is all in one dimension, 1 the same in each. Even is not better, only wider.`,
              together.reason,
            )}
          </Row>
          <Row name="Lean to quick structural results">
            {figure(
              quickWin.lean,
              (v) =>
                `A structural deed is ${Math.abs(Math.round(v * 100))} points ${v >= 0 ? "more" : "less"} likely to be short than a deed about people${quickWin.leanBand ? ` (${leanWords(quickWin.leanBand)})` : ""}.`,
              quickWin.reason ?? "deeds of both sides with a horizon are needed.",
            )}
          </Row>
          <Row name="Lift">
            {figure(
              quickWin.lift,
              (v) => `${v.toFixed(2)}: at 1, short and structural go together no more often than by chance.`,
              quickWin.reason ?? "deeds of both sides with a horizon are needed.",
            )}
          </Row>
          <Row name="Capital, apart from running cost">
            {scored(capital as never) && typeof capital.peopleShare === "number"
              ? `${percent(capital.peopleShare)} of ${pounds(capital.moneyPence)} goes to people, from ${count(capital.n)} lines.`
              : capital.n > 0
                ? `${pounds(capital.moneyPence)} in ${count(capital.n)} lines. Its share is not given: ${lower(capital.reason ?? "too few lines.")}`
                : "None is logged."}
          </Row>
          <Row name="Hours backfilled">
            {figure(
              backfill.share,
              (v) =>
                `${percent(v)}: of ${count(backfill.hoursAsked)} hours asked of the groups who must change, ${count(backfill.hoursBackfilled)} are backfilled.`,
              backfill.reason,
            )}
          </Row>
          <Row name="Agreement between coders">
            {typeof agreement.alpha === "number" ? `Alpha ${agreement.alpha.toFixed(2)}. ` : ""}
            {sentence(agreement.words)} {count(agreement.rated)} of {count(agreement.asked)} asked for are re-rated
            blind.
          </Row>
        </dl>
      </details>
    </section>
  );
}

function leanWords(band: { low: number; high: number }): string {
  return `between ${Math.round(band.low * 100)} and ${Math.round(band.high * 100)}`;
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function lower(text: string): string {
  const words = text.charAt(0).toLowerCase() + text.slice(1);
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

function sentence(text: string): string {
  const words = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

/** What a reader must know before leaning on any of these figures. */
export function WhatFiguresCannotTell({ balance }: { balance: Balance }) {
  const { agreement, methodVersion } = balance;
  return (
    <section className="section">
      <details className="beneath">
        <summary>What these figures cannot tell you</summary>
        <ul>
          <li>How good the work is: a band says how much evidence there is, and nothing more.</li>
          <li>What was not logged. It could move every beam.</li>
          <li>
            What the right balance is. The target of {percent(balance.target)} is this programme’s own decision, not a
            norm.
          </li>
          <li>Whether attention changed anything for staff or patients. Ask those who do the work.</li>
          <li>Who did well or badly: nobody is scored by name, and no programme is ranked.</li>
          <li>
            More than the codes behind them. {sentence(agreement.words)} Where one person coded alone, no figure is
            better than indicative.
          </li>
        </ul>
        <p className="note">
          Bands are 95%. Method {methodVersion}
          {balance.together.band && `; deeds together lie ${bandWords(balance.together.band)}`}.
        </p>
      </details>
    </section>
  );
}
