import { Button } from "nhsuk-react-components";
import { useState } from "react";
import { DraftRows } from "../components/DraftRows";
import { PageHead } from "../components/PageHead";
import { Waiting } from "../components/Waiting";
import { deviceWord } from "../lib/device";
import { clearDraft, type Draft } from "../lib/drafts";
import { useSession } from "../lib/session";
import { useDrafts, waitsFor } from "./useDrafts";

/** Everything that was typed on this device and is not with the service. */
export function Drafts() {
  const { user } = useSession();
  const drafts = useDrafts(user.id);
  const [asked, setAsked] = useState<Draft>();

  async function clear(draft: Draft) {
    await clearDraft(user.id, draft.form);
    setAsked(undefined);
    await drafts.refetch();
  }

  return (
    <>
      <PageHead
        title="Drafts not sent"
        trail={[{ label: "Home", href: "/" }]}
        about={`Kept on this ${deviceWord()} only, for you alone. Open one to go on where you stopped.`}
      />
      {!drafts.data && <Waiting what="your drafts" />}
      {drafts.data?.length === 0 && <p>There is none: everything you saved is with the service.</p>}
      {asked && (
        <section className="asking" aria-label="Clear a draft">
          <p>Clear “{asked.title}”? These words are nowhere else.</p>
          <div className="actions">
            <Button type="button" warning small onClick={() => clear(asked)}>
              Clear it
            </Button>
            <button type="button" className="quiet-button" onClick={() => setAsked(undefined)}>
              Keep it
            </button>
          </div>
        </section>
      )}
      {drafts.data && drafts.data.length > 0 && (
        <DraftRows drafts={drafts.data} waitsFor={waitsFor} onClear={setAsked} />
      )}
    </>
  );
}
