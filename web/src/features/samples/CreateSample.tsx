import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, TextInput } from "nhsuk-react-components";
import { type FormEvent, useRef, useState } from "react";
import type { components } from "../../api/schema";
import { Anchor } from "../../components/Anchor";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { fieldErrors } from "../../lib/problem";
import { idempotencyKey } from "../../lib/records";
import { mayDo, useSession } from "../../lib/session";
import { numberWord, plural } from "../../lib/words";

type Sample = components["schemas"]["Sample"];

/** A random sample that anyone can draw again, and the samples drawn before. Mirrors the slice of the same name in the API. */
export function CreateSample({ portfolioId }: { portfolioId: string }) {
  const session = useSession();
  const portfolio = api.useQuery("get", "/portfolios/{id}", { params: { path: { id: portfolioId } } });
  const samples = api.useQuery("get", "/samples", { params: { query: { limit: 50 } } });
  const error = portfolio.error ?? samples.error;
  if (error) return <ProblemPage error={error} onRetry={() => void samples.refetch()} />;
  if (!portfolio.data || !samples.data) return <Waiting what="the samples" />;
  const many = portfolio.data.programmeIds.length;
  return (
    <div className="medium">
      <PageHead
        title="A random sample of programmes"
        trail={[
          { label: "Portfolio", href: "/portfolio?all=true" },
          { label: portfolio.data.name, href: `/portfolio/${portfolioId}` },
        ]}
        about="For a review of balance, chance chooses which programmes are read closely. The same seed draws the same programmes, so anybody can check the draw."
      />
      {mayDo(session, "scores:read") && <Draw portfolioId={portfolioId} many={many} />}
      <section className="section">
        <h2>Drawn before</h2>
        {samples.data.items.length === 0 ? (
          <p>Nothing yet, because no sample has been drawn.</p>
        ) : (
          <ul className="rows">
            {samples.data.items.map((sample) => (
              <li className="row" key={sample.id}>
                <SampleWords sample={sample} />
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

function SampleWords({ sample }: { sample: Sample }) {
  return (
    <div>
      <ul className="drawn">
        {sample.drawn.map((programme) => (
          <li key={programme.programmeId}>
            {programme.name ? (
              <Anchor href={`/programmes/${programme.programmeId}`}>{programme.name}</Anchor>
            ) : (
              "a programme that is not open to you"
            )}
          </li>
        ))}
      </ul>
      <p className="note">
        {sample.size} of {sample.frame.length}, drawn {dayWords(sample.createdAt)} with the seed “{sample.seed}”.
        {sample.exclusions.length > 0 &&
          ` ${sample.exclusions.length} ${plural(sample.exclusions.length, "programme was", "programmes were")} left out beforehand.`}
      </p>
    </div>
  );
}

function Draw({ portfolioId, many }: { portfolioId: string; many: number }) {
  const queries = useQueryClient();
  const key = useRef(idempotencyKey());
  const [attempt, setAttempt] = useState(0);
  const draw = api.useMutation("post", "/samples", {
    onSuccess: () => queries.invalidateQueries({ queryKey: ["get", "/samples"] }),
    onError: () => setAttempt((n) => n + 1),
    onSettled: () => {
      key.current = idempotencyKey();
    },
  });
  const errors = fieldErrors(draw.error);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    draw.mutate({
      params: { header: key.current },
      body: { portfolioId, seed: String(form.get("seed")), size: Number(form.get("size")) },
    });
  }

  return (
    <Form onSubmit={submit} noValidate>
      {draw.error && <ProblemSummary key={attempt} error={draw.error} />}
      <TextInput
        id="seed"
        name="seed"
        label="Seed"
        labelProps={{ size: "s" }}
        hint="Words or a number that nobody can bend, such as tomorrow’s date or the last draw of a lottery."
        autoComplete="off"
        className="nhsuk-input--width-20"
        error={errors.seed}
      />
      <TextInput
        id="size"
        name="size"
        label="How many?"
        labelProps={{ size: "s" }}
        hint={`Of the ${numberWord(many)} ${plural(many, "programme", "programmes")} in this portfolio.`}
        inputMode="numeric"
        width={3}
        defaultValue={String(Math.min(3, many))}
        error={errors.size}
      />
      <Button disabled={draw.isPending}>Draw the sample</Button>
      <p role="status">{draw.data && `${draw.data.drawn.length} drawn; they stand first below.`}</p>
    </Form>
  );
}
