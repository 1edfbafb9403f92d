using System.Collections.Concurrent;
using Transform.Api.Data;

namespace Transform.Api.Jobs;

/// <summary>The embedded edition's engine: one loop a job in the service's own process, so that a failing job holds up no other.</summary>
public sealed class EmbeddedJobEngine : BackgroundService, IJobEngine
{
    private const int RestPerWork = 4;
    private const long Much = 512 * 1024 * 1024;
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(1);
    private readonly IReadOnlyList<JobDescription> catalogue;
    private readonly JobRunner runner;
    private readonly TimeProvider clock;
    private readonly WriteSignal signal;
    private readonly JobPause pause;
    private readonly IHostApplicationLifetime lifetime;
    private readonly ConcurrentDictionary<string, SemaphoreSlim> nudges;

    public EmbeddedJobEngine(IEnumerable<JobDescription> catalogue, JobRunner runner, TimeProvider clock, WriteSignal signal, JobPause pause, IHostApplicationLifetime lifetime)
    {
        this.catalogue = [.. catalogue];
        this.runner = runner;
        this.clock = clock;
        this.signal = signal;
        this.pause = pause;
        this.lifetime = lifetime;
        nudges = new(this.catalogue.Select(job => KeyValuePair.Create(job.Id, new SemaphoreSlim(0))), StringComparer.Ordinal);
        signal.OnWritten += NudgeFollowers;
    }

    public void Nudge(string jobId)
    {
        var nudge = nudges[jobId];
        if (nudge.CurrentCount == 0)
        {
            nudge.Release();
        }
    }

    public override void Dispose()
    {
        signal.OnWritten -= NudgeFollowers;
        base.Dispose();
    }

    /// <summary>The first runs wait until the service answers: what they do can wait, and whoever waits for the start cannot.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        await Task.WhenAll(catalogue.Select(job => KeepFreshAsync(job, stoppingToken)));
    }

    private void NudgeFollowers()
    {
        foreach (var job in catalogue)
        {
            if (job.FollowsWrites)
            {
                Nudge(job.Id);
            }
        }
    }

    private async Task KeepFreshAsync(JobDescription job, CancellationToken ct)
    {
        await Task.Yield();
        var failures = 0;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await pause.Ended.WaitAsync(ct);
                var (started, filled) = (clock.GetTimestamp(), GC.GetTotalAllocatedBytes());
                await RunOnceAsync(job, failures, ct);
                failures = 0;
                var worked = clock.GetElapsedTime(started);
                if (GC.GetTotalAllocatedBytes() - filled > Much)
                {
                    LetMemoryGo();
                }

                // Under a stream of writes a job would run without end, at the cost of the writes: so it rests longer than it worked.
                await Task.Delay(TimeSpan.FromTicks(Math.Min(LongestRest.Ticks, RestPerWork * worked.Ticks)), clock, ct);
                await nudges[job.Id].WaitAsync(job.Every, ct);
                await Task.Delay(Gather, clock, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception)
            {
                await Task.Delay(JobRunner.BackOff(failures++), clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>What a run over very many records filled is given back to the machine: no request needs as much, and without need nothing collects it.</summary>
    private static void LetMemoryGo() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    private async Task RunOnceAsync(JobDescription job, int failures, CancellationToken ct)
    {
        try
        {
            await runner.RunAsync(job, failures, ct);
        }
        catch (PartlyFailedException)
        {
            // The runner has recorded it; what could be done was, and the next change is waited for as usual.
        }
    }
}
