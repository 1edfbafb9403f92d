using Hangfire;
using Transform.Api.Jobs;

namespace Transform.Server;

/// <summary>What Hangfire runs: one job of the catalogue by its id. One at a time over all workers; a failure backs off and tries again, then leaves it to the schedule.</summary>
public sealed class HangfireJob(IEnumerable<JobDescription> catalogue, JobRunner runner)
{
    [DisableConcurrentExecution("transform:{0}", 60)]
    [AutomaticRetry(Attempts = 6, DelaysInSeconds = [2, 4, 8, 30, 120, 600], OnAttemptsExceeded = AttemptsExceededAction.Fail)]
    public Task RunAsync(string jobId, CancellationToken ct) =>
        runner.RunAsync(catalogue.First(job => string.Equals(job.Id, jobId, StringComparison.Ordinal)), failuresSoFar: 0, ct);
}
