import { useQuery } from "@tanstack/react-query";
import { Button } from "nhsuk-react-components";
import { useEffect, useRef } from "react";
import { Anchor } from "../components/Anchor";
import { PageHead } from "../components/PageHead";
import { ProblemSummary } from "../components/ProblemSummary";
import { Waiting } from "../components/Waiting";
import { api } from "../lib/api";
import { dayWords } from "../lib/dates";
import { clearDrafts, listDrafts } from "../lib/drafts";
import { useSession } from "../lib/session";
import { plural } from "../lib/words";

type Props = { onSignedOut: () => void };

/** Signs out at once when nothing would be lost, and asks when something would. */
export function SignOut({ onSignedOut }: Props) {
  const { user } = useSession();
  const drafts = useQuery({
    queryKey: ["drafts", user.id],
    queryFn: () => listDrafts(user.id),
    gcTime: 0,
    staleTime: 0,
  });
  const signOut = api.useMutation("delete", "/session", { onSuccess: onSignedOut });
  const hasBegun = useRef(false);
  const isNothingUnsent = drafts.isSuccess && drafts.data.length === 0;

  useEffect(() => {
    if (!isNothingUnsent || hasBegun.current) return;
    hasBegun.current = true;
    signOut.mutate({});
  }, [isNothingUnsent, signOut.mutate]);

  if (signOut.error) return <ProblemSummary error={signOut.error} />;
  if (!drafts.data || isNothingUnsent) return <Waiting what="what is unsent" />;

  const many = drafts.data.length;
  return (
    <>
      <PageHead
        title={`You have ${many} ${plural(many, "draft", "drafts")} not sent`}
        about="They are kept on this device only. On a shared device, clear them."
      />
      <ul>
        {drafts.data.map((draft) => (
          <li key={draft.form}>
            {draft.href ? <Anchor href={draft.href}>{draft.title}</Anchor> : draft.title},{" "}
            {dayWords(new Date(draft.savedAt).toISOString())}
          </li>
        ))}
      </ul>
      <Button onClick={() => signOut.mutate({})}>Sign out and keep them here</Button>{" "}
      <Button secondary onClick={() => clearDrafts(user.id).then(() => signOut.mutate({}))}>
        Clear them and sign out
      </Button>
    </>
  );
}
