import { useQueryClient } from "@tanstack/react-query";
import { Button } from "nhsuk-react-components";
import type { components } from "../../api/schema";
import { Anchor } from "../../components/Anchor";
import { Asking } from "../../components/Asking";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { dayWords } from "../../lib/dates";
import { ifMatch } from "../../lib/records";

type ApiKey = components["schemas"]["ApiKey"];

/** Mirrors the slice of the same name in the API. */
export function ListApiKeys() {
  const keys = api.useQuery("get", "/api-keys", { params: { query: { limit: 200 } } });
  if (keys.error) return <ProblemPage error={keys.error} onRetry={keys.refetch} />;
  if (!keys.data) return <Waiting what="the keys" />;
  const { items } = keys.data;
  return (
    <>
      <PageHead
        title="API keys"
        trail={[{ label: "Administration", href: "/administration" }]}
        about="With a key another system reads and writes through the API, within the scopes you give it."
        next={{
          why:
            items.length === 0
              ? "there is no key yet. Make one when another system should read or write here."
              : "give every system a key of its own, so that one can be ended without the others.",
          action: (
            <Button href="/api-keys/new" asElement={Anchor}>
              Make a key
            </Button>
          ),
        }}
      />
      {items.length > 0 && (
        <ul className="rows">
          {items.map((key) => (
            <KeyRow key={key.id} apiKey={key} />
          ))}
        </ul>
      )}
    </>
  );
}

function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const queries = useQueryClient();
  const revoke = api.useMutation("delete", "/api-keys/{id}", { onSettled: () => queries.invalidateQueries() });
  return (
    <li className="row">
      <div>
        <strong>{apiKey.name}</strong>
        <p className="note">
          {apiKey.prefix}…, made {dayWords(apiKey.createdAt)}.{" "}
          {apiKey.lastUsedAt ? `Last used ${dayWords(apiKey.lastUsedAt)}.` : "Never used."}{" "}
          {apiKey.revokedAt
            ? `Ended ${dayWords(apiKey.revokedAt)}.`
            : apiKey.expiresAt
              ? `Ends ${dayWords(apiKey.expiresAt)}.`
              : "It has no end date."}
        </p>
        <p className="note">May use: {apiKey.scopes.join(", ")}.</p>
        <ProblemSummary error={revoke.error} />
      </div>
      {!apiKey.revokedAt && (
        <Asking
          label="End this key"
          about={apiKey.name}
          question={`Whatever uses “${apiKey.name}” stops working within a second, for good.`}
          confirm="End this key"
          isPending={revoke.isPending}
          onConfirm={() => revoke.mutate({ params: { path: { id: apiKey.id }, header: ifMatch(apiKey) } })}
        />
      )}
    </li>
  );
}
