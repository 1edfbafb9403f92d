import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { clockWords, dayWords } from "../../lib/dates";
import { plural } from "../../lib/words";

/** What runs by itself. Mirrors the slice of the same name in the API. */
export function ListJobs() {
  const jobs = api.useQuery("get", "/jobs", undefined, { refetchInterval: 30_000 });
  if (jobs.error) return <ProblemPage error={jobs.error} onRetry={jobs.refetch} />;
  if (!jobs.data) return <Waiting what="the jobs" />;
  const failing = jobs.data.items.filter((job) => job.consecutiveFailures > 0);
  return (
    <>
      <PageHead
        title={
          failing.length === 0
            ? "Every job does its work"
            : `${failing.length} ${plural(failing.length, "job", "jobs")} cannot do ${plural(failing.length, "its", "their")} work`
        }
        trail={[{ label: "Administration", href: "/administration" }]}
        about="What the service does by itself. A job that fails is tried again; this page renews itself."
      />
      <ul className="rows">
        {jobs.data.items.map((job) => (
          <li className="row" key={job.id}>
            <div>
              <strong>{job.description}</strong>
              <p className="note">
                {job.lastSucceededAt ? `Last done ${timeWords(job.lastSucceededAt)}.` : "Not done yet."}
                {job.notBefore && ` Tried again after ${timeWords(job.notBefore)}.`}
              </p>
              {job.lastError && job.consecutiveFailures > 0 && <p>{job.lastError}</p>}
            </div>
            <p className="note">
              {job.consecutiveFailures > 0
                ? `failed ${job.consecutiveFailures} ${plural(job.consecutiveFailures, "time", "times")} in a row`
                : "in order"}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

function timeWords(time: string): string {
  return `${dayWords(time)} at ${clockWords(time)}`;
}
