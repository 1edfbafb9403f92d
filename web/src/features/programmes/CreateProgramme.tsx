import { useQueryClient } from "@tanstack/react-query";
import { Button, Form } from "nhsuk-react-components";
import { type FormEvent, useRef, useState } from "react";
import { PageHead } from "../../components/PageHead";
import { ProblemSummary } from "../../components/ProblemSummary";
import { api } from "../../lib/api";
import { fieldErrors } from "../../lib/problem";
import { idempotencyKey, newId } from "../../lib/records";
import { useSession } from "../../lib/session";
import { useDraft } from "../../lib/useDraft";
import { ProgrammeFields } from "./ProgrammeFields";
import { findWrong, newProgramme, ownFields, type ProgrammeValues, programmeRequest } from "./programmeValues";

/** Starts a programme; whoever starts it leads it. */
export function CreateProgramme({ onSaved }: { onSaved: (id: string) => void }) {
  const { user } = useSession();
  const queries = useQueryClient();
  const key = useRef(newId());
  const [attempt, setAttempt] = useState(0);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const { values, change, done } = useDraft<ProgrammeValues>({
    userId: user.id,
    form: "programme:new",
    title: (typed) => `New programme ${typed.name}`.trim(),
    href: "/programmes/new",
    initial: newProgramme(),
  });
  const create = api.useMutation("post", "/programmes", {
    onError: () => setAttempt((n) => n + 1),
    onSuccess: async (programme) => {
      await done();
      await queries.invalidateQueries();
      onSaved(programme.id);
    },
  });
  const told = ownFields(fieldErrors(create.error));
  const errors = { ...told, ...wrong };
  const hasErrors = create.isError || Object.keys(wrong).length > 0;

  /** What is typed after a refusal is another attempt, and may differ. */
  function retype(part: Partial<ProgrammeValues>) {
    if (create.isError) key.current = newId();
    change(part);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = findWrong(values);
    setWrong(found);
    create.reset();
    if (Object.keys(found).length > 0) return setAttempt((n) => n + 1);
    create.mutate({ params: { header: idempotencyKey(key.current) }, body: programmeRequest(values) });
  }

  return (
    <div className="narrow">
      {hasErrors && (
        <ProblemSummary
          key={attempt}
          error={Object.keys(errors).length > 0 ? undefined : create.error}
          errors={errors}
        />
      )}
      <PageHead
        title="Start a programme"
        trail={[{ label: "Programmes", href: "/programmes" }]}
        about="You will lead it. Its other members, and the groups who must change, come next."
        hasErrors={hasErrors}
      />
      <Form onSubmit={submit} noValidate>
        <ProgrammeFields values={values} errors={errors} change={retype} />
        <Button disabled={create.isPending}>{create.isPending ? "Saving…" : "Start this programme"}</Button>
      </Form>
    </div>
  );
}
