import { api } from "../../lib/api";
import { ListReminders } from "./ListReminders";

/** What I am reminded of in one programme; nothing where there is nothing. */
export function ProgrammeReminders({ programmeId }: { programmeId: string }) {
  const found = api.useQuery("get", "/me/reminders", { params: { query: { limit: 200 } } });
  const mine = found.data?.items.filter((it) => it.commitment.programmeId === programmeId) ?? [];
  if (mine.length === 0) return null;
  return (
    <section className="section">
      <h2>You are reminded of</h2>
      <ListReminders reminders={mine} />
    </section>
  );
}
