using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Jobs;

/// <summary>Runs one job once, whichever engine asks, and keeps the record that the administrator sees.</summary>
public sealed class JobRunner(IServiceScopeFactory scopes, Db db, TimeProvider clock, ILogger<JobRunner> log)
{
    public sealed record Row(string Id, DateTime? LastStartedAt, DateTime? LastSucceededAt, int ConsecutiveFailures, string? LastError, DateTime? NotBefore);

    [PortableSql(typeof(Row))]
    public const string ListSql = "SELECT Id, LastStartedAt, LastSucceededAt, ConsecutiveFailures, LastError, NotBefore FROM Jobs ORDER BY Id";

    [PortableSql]
    public const string InsertSql = "INSERT INTO Jobs (Id, ConsecutiveFailures) VALUES (@Id, 0)";

    [PortableSql]
    public const string StartedSql = "UPDATE Jobs SET LastStartedAt = @Now WHERE Id = @Id";

    [PortableSql]
    public const string SucceededSql = "UPDATE Jobs SET LastSucceededAt = @Now, ConsecutiveFailures = 0, LastError = NULL, NotBefore = NULL WHERE Id = @Id";

    [PortableSql]
    public const string FailedSql = "UPDATE Jobs SET ConsecutiveFailures = ConsecutiveFailures + 1, LastError = @Error, NotBefore = @NotBefore WHERE Id = @Id";

    /// <summary>Runs the job; a failure is recorded and thrown on, so that the engine backs off.</summary>
    /// <param name="failuresSoFar">How many runs have failed in a row before this one: decides when the next is due.</param>
    public async Task RunAsync(JobDescription job, int failuresSoFar, CancellationToken ct)
    {
        await RecordAsync(job, StartedSql, new { job.Id, Now = clock.UtcNow() });
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await ((IJob)scope.ServiceProvider.GetRequiredService(job.Type)).RunAsync(ct);
        }
        catch (PartlyFailedException exception)
        {
            await RecordAsync(job, FailedSql, new { job.Id, Error = exception.Message, NotBefore = (DateTime?)null });
            throw;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogError(exception, "Job {Job} failed", job.Id);
            await RecordAsync(job, FailedSql, new { job.Id, Error = exception.GetType().Name, NotBefore = clock.UtcNow() + BackOff(failuresSoFar) });
            throw;
        }

        await RecordAsync(job, SucceededSql, new { job.Id, Now = clock.UtcNow() });
    }

    /// <summary>Two seconds after the first failure, doubling to at most ten minutes.</summary>
    public static TimeSpan BackOff(int failuresSoFar) => TimeSpan.FromSeconds(Math.Min(600, 2 * Math.Pow(2, Math.Min(failuresSoFar, 10))));

    private Task RecordAsync(JobDescription job, string sql, object args) => db.WriteUnannouncedAsync(async unit =>
    {
        if (await unit.ExecuteAsync(sql, args) == 0)
        {
            await unit.ExecuteAsync(InsertSql, new { job.Id });
            await unit.ExecuteAsync(sql, args);
        }

        return 0;
    }, CancellationToken.None);
}
