import { Button, Form } from "nhsuk-react-components";
import type { FormEvent, ReactNode } from "react";
import type { FieldErrors } from "../lib/problem";
import type { Conflicting } from "../lib/useRevision";
import { Conflict } from "./Conflict";
import { PageHead, type PageHeadProps } from "./PageHead";
import { ProblemSummary } from "./ProblemSummary";

type Props = {
  /** As useCreation and useRevisedDraft give it. */
  form: {
    submit: (event: FormEvent) => void;
    errors: FieldErrors;
    failure: unknown;
    attempt: string | number;
    isSaving: boolean;
    isReading?: boolean;
    conflict?: Conflicting;
  };
  /** The page's own head; a form within a page has none, and its button is then not the page's green one. */
  head?: Omit<PageHeadProps, "hasErrors" | "next">;
  /** What is to be read before anything is changed. */
  above?: ReactNode;
  /** The fields. */
  children: ReactNode;
  save: string;
  /** What may be done instead of saving. */
  instead?: ReactNode;
  /** What failed beside the form, such as a removal. */
  problem?: unknown;
  below?: ReactNode;
  /** Fields that stand beside each other need more room. */
  isWide?: boolean;
};

/** The form of one record, new or changed: what is wrong, where one is, what somebody else saved meanwhile, the fields. */
export function RecordForm({ form, head, above, children, save, instead, problem, below, isWide }: Props) {
  const { errors, isSaving, conflict } = form;
  const failure = form.failure ?? problem ?? undefined;
  const hasFields = Object.keys(errors).length > 0;
  const hasErrors = failure !== undefined || hasFields;
  return (
    <div className={isWide ? "medium" : head ? "narrow" : undefined}>
      {hasErrors && <ProblemSummary key={form.attempt} error={hasFields ? undefined : failure} errors={errors} />}
      {head && <PageHead {...head} hasErrors={hasErrors} />}
      {above}
      {conflict && <Conflict {...conflict} />}
      <Form onSubmit={form.submit} noValidate>
        {children}
        <div className="actions">
          {!conflict && (
            <Button secondary={!head} small={!head} disabled={isSaving || form.isReading}>
              {isSaving ? "Saving…" : save}
            </Button>
          )}
          {instead}
        </div>
      </Form>
      {below}
    </div>
  );
}
