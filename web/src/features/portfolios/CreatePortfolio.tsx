import { RecordForm } from "../../components/RecordForm";
import { api } from "../../lib/api";
import { useCreation } from "../../lib/useCreation";
import { PortfolioFields, portfolioRequest, portfolioValues } from "./PortfolioFields";

/** Makes a set of programmes that a system leader reads on one page. */
export function CreatePortfolio({ onSaved }: { onSaved: (id: string) => void }) {
  const create = api.useMutation("post", "/portfolios");
  const form = useCreation({
    form: "portfolio:new",
    title: (typed) => `New portfolio ${typed.name}`.trim(),
    href: "/portfolio/new",
    initial: portfolioValues(),
    send: (typed, header) => create.mutateAsync({ params: { header }, body: portfolioRequest(typed) }),
    onMade: (made) => onSaved(made.id),
  });

  return (
    <RecordForm
      form={form}
      head={{
        title: "Make a portfolio",
        trail: [{ label: "Portfolio", href: "/portfolio?all=true" }],
      }}
      save="Make this portfolio"
    >
      <PortfolioFields values={form.values} change={form.change} errors={form.errors} />
    </RecordForm>
  );
}
