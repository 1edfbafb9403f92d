using System.Collections.Concurrent;
using Hangfire;
using Transform.Api.Data;
using Transform.Api.Jobs;

namespace Transform.Server;

/// <summary>Puts nudges into Hangfire's queues. Nudges within a quarter of a second become one entry, so that a busy node does not flood the queue.</summary>
public sealed class HangfireJobEngine(IEnumerable<JobDescription> catalogue, IBackgroundJobClient client, WriteSignal signal, TimeProvider clock, ILogger<HangfireJobEngine> log)
    : BackgroundService, IJobEngine
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(250);
    private readonly IReadOnlyDictionary<string, JobDescription> jobs = catalogue.ToDictionary(job => job.Id, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> nudged = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim any = new(0);

    public void Nudge(string jobId)
    {
        if (nudged.TryAdd(jobs[jobId].Id, value: true))
        {
            any.Release();
        }
    }

    public override void Dispose()
    {
        any.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        signal.OnWritten += NudgeFollowers;
        try
        {
            while (true)
            {
                await any.WaitAsync(stoppingToken);
                await Task.Delay(Gather, clock, stoppingToken);
                foreach (var id in nudged.Keys)
                {
                    nudged.TryRemove(id, out _);
                    Enqueue(jobs[id]);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A nudge that is lost here costs only time: the schedule sweeps.
        }
        finally
        {
            signal.OnWritten -= NudgeFollowers;
        }
    }

    private void NudgeFollowers()
    {
        foreach (var job in jobs.Values)
        {
            if (job.FollowsWrites)
            {
                Nudge(job.Id);
            }
        }
    }

    private void Enqueue(JobDescription job)
    {
        try
        {
            client.Enqueue<HangfireJob>(job.Queue, it => it.RunAsync(job.Id, CancellationToken.None));
        }
        catch (BackgroundJobClientException exception)
        {
            log.LogWarning(exception, "Job {Job} could not be queued; its schedule will run it", job.Id);
        }
    }
}
