import { Button, Form } from "nhsuk-react-components";
import { PageHead } from "../../components/PageHead";
import { ProblemSummary } from "../../components/ProblemSummary";
import { api } from "../../lib/api";
import { useCreation } from "../../lib/useCreation";
import { PortfolioFields, portfolioRequest, portfolioValues } from "./PortfolioFields";

/** Makes a set of programmes that a system leader reads on one page. */
export function CreatePortfolio({ onSaved }: { onSaved: (id: string) => void }) {
  const create = api.useMutation("post", "/portfolios");
  const { values, change, submit, errors, hasErrors, failure, attempt, isSaving } = useCreation({
    form: "portfolio:new",
    title: (typed) => `New portfolio ${typed.name}`.trim(),
    href: "/portfolio/new",
    initial: portfolioValues(),
    send: (typed, header) => create.mutateAsync({ params: { header }, body: portfolioRequest(typed) }),
    onMade: (made) => onSaved(made.id),
  });

  return (
    <div className="narrow">
      {hasErrors && <ProblemSummary key={attempt} error={failure} />}
      <PageHead
        title="Make a portfolio"
        trail={[{ label: "Portfolio", href: "/portfolio?all=true" }]}
        hasErrors={hasErrors}
      />
      <Form onSubmit={submit} noValidate>
        <PortfolioFields values={values} change={change} errors={errors} />
        <Button disabled={isSaving}>{isSaving ? "Saving…" : "Make this portfolio"}</Button>
      </Form>
    </div>
  );
}
