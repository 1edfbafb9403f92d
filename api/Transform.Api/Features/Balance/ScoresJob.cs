using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Jobs;
using Transform.Domain;

namespace Transform.Api.Features.Balance;

/// <summary>
/// Keeps every programme's balance fresh. A programme is stale when a change touched it after its last score, when it has none, or when another method
/// made it; the turn of a day makes nothing stale, since no figure depends on today. The last row of each day is kept for ever.
/// </summary>
public sealed class ScoresJob(Db db, TimeProvider clock, FailingProgrammes failing, ILogger<ScoresJob> log) : IJob
{
    private const int AtOnce = 32;
    private const int MostAtOnce = 2;

    public sealed record StaleRow(Guid WorkspaceId, Guid ProgrammeId, long LastSequence);

    public sealed record RowRow(DateOnly Day, long Sequence);

    [PortableSql(typeof(StaleRow), AcrossWorkspaces = "The job keeps the scores of every workspace.")]
    public const string StaleSql = """
        SELECT c.WorkspaceId, c.ProgrammeId, c.LastSequence
        FROM ProgrammeChanges c
        LEFT JOIN Scores s ON s.WorkspaceId = c.WorkspaceId AND s.ProgrammeId = c.ProgrammeId AND s.Measure = @Measure
            AND s.Day = (SELECT MAX(d.Day) FROM Scores d WHERE d.WorkspaceId = c.WorkspaceId AND d.ProgrammeId = c.ProgrammeId AND d.Measure = @Measure)
        WHERE s.Sequence IS NULL OR s.Sequence < c.LastSequence OR s.MethodVersion <> @MethodVersion
        """;

    [PortableSql]
    public const string ResultSql = "SELECT Result FROM Scores WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Measure = @Measure ORDER BY Day DESC";

    [PortableSql]
    public const string ProgrammeSql = "SELECT COUNT(*) FROM Programmes WHERE WorkspaceId = @WorkspaceId AND Id = @ProgrammeId";

    [PortableSql(typeof(RowRow))]
    public const string NewestSql = """
        SELECT Day, Sequence
        FROM Scores
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Measure = @Measure
        ORDER BY Day DESC
        """;

    [PortableSql]
    public const string ReplaceSql = """
        UPDATE Scores
        SET Sequence = @Sequence, MethodVersion = @MethodVersion, InputsHash = @InputsHash, Grade = @Grade, N = @N, Result = @Result, ComputedAt = @ComputedAt
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Measure = @Measure AND Day = @Day
        """;

    [PortableSql]
    public const string InsertSql = """
        INSERT INTO Scores (WorkspaceId, ProgrammeId, Measure, Day, Sequence, MethodVersion, InputsHash, Grade, N, Result, ComputedAt)
        VALUES (@WorkspaceId, @ProgrammeId, @Measure, @Day, @Sequence, @MethodVersion, @InputsHash, @Grade, @N, @Result, @ComputedAt)
        """;

    [PortableSql]
    public const string RemoveEarlierSql = "DELETE FROM Scores WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Measure = @Measure AND Day < @Day";

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();
        var stale = await db.QueryAsync<StaleRow>(StaleSql, new { Measure = Measures.Balance, BalanceOfFocus.MethodVersion }, ct);
        var taxonomies = new ProgrammeRecords.Taxonomies();
        var failed = stale.RemoveAll(row => failing.MustWait(row.ProgrammeId, now));
        foreach (var chunk in stale.Chunk(AtOnce))
        {
            var scores = new BalanceScore?[chunk.Length];
            await Parallel.ForEachAsync(Enumerable.Range(0, chunk.Length), new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = ct }, async (i, token) =>
                await TryAsync(chunk[i], async () => scores[i] = await ScoreAsync(chunk[i], taxonomies, token)));

            // Each is a unit of its own, so that none takes another with it; queued together, they share one flush.
            await Task.WhenAll(chunk.Zip(scores, (row, score) => score is null ? Task.CompletedTask : TryAsync(row, async () =>
            {
                await KeepAsync(row, score, ct);
                failing.Succeeded(row.ProgrammeId);
            })));
        }

        if (failed > 0)
        {
            throw new PartlyFailedException("Some programmes could not be scored; the log names them.");
        }

        async Task TryAsync(StaleRow row, Func<Task> work)
        {
            try
            {
                await work();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogError(exception, "Programme {Programme} could not be scored", row.ProgrammeId);
                failing.Failed(row.ProgrammeId, clock.UtcNow());
                Interlocked.Increment(ref failed);
            }
        }
    }

    private async Task<BalanceScore?> ScoreAsync(StaleRow row, ProgrammeRecords.Taxonomies taxonomies, CancellationToken ct)
    {
        // What is written while we read is read perhaps in part; it also makes the programme stale again.
        if (await ProgrammeRecords.ReadAsync(db, taxonomies, row.WorkspaceId, row.ProgrammeId, ct) is not { } records)
        {
            return null;
        }

        var published = await db.FindAsync<string>(ResultSql, new { row.WorkspaceId, row.ProgrammeId, Measure = Measures.InterviewSnapshot }, ct);
        return BalanceScore.Of(
            row.ProgrammeId, row.LastSequence, clock.UtcNow(), records, published is null ? InterviewSnapshot.Empty : Measures.Read<InterviewSnapshot>(published));
    }

    private Task KeepAsync(StaleRow stale, BalanceScore score, CancellationToken ct) => db.WriteUnannouncedAsync(async unit =>
    {
        if (await unit.FindAsync<long>(ProgrammeSql, new { stale.WorkspaceId, stale.ProgrammeId }) == 0)
        {
            return 0;                                                            // deleted meanwhile
        }

        var day = DateOnly.FromDateTime(score.Full.ComputedAt);
        var newest = await unit.FindAsync<RowRow>(NewestSql, new { stale.WorkspaceId, stale.ProgrammeId, Measure = Measures.Balance });
        if (newest is not null && newest.Sequence > stale.LastSequence)
        {
            return 0;                                                            // another node was faster, and newer
        }

        day = newest is not null && newest.Day > day ? newest.Day : day;         // a clock that was put back must not hide the newest row

        await PutAsync(Measures.Balance, score.Full);
        await PutAsync(Measures.PublishedBalance, score.Published);
        await PutAsync(Measures.Glance, score.Glance);
        await PutAsync(Measures.PublishedGlance, score.PublishedGlance);
        await PutAsync(Measures.BalanceHistory, score.History, onlyNewest: true);
        await PutAsync(Measures.InterviewSnapshot, score.Snapshot, onlyNewest: true);
        return 0;

        async Task PutAsync<T>(string measure, T result, bool onlyNewest = false)
        {
            var args = new
            {
                stale.WorkspaceId, stale.ProgrammeId, Measure = measure, Day = day, Sequence = stale.LastSequence, BalanceOfFocus.MethodVersion, score.InputsHash,
                Grade = score.Full.Together.Grade.ToString(), N = score.Glance.Activities, Result = Measures.Write(result), score.Full.ComputedAt,
            };
            if (await unit.ExecuteAsync(ReplaceSql, args) == 0)
            {
                await unit.ExecuteAsync(InsertSql, args);
            }

            if (onlyNewest)
            {
                await unit.ExecuteAsync(RemoveEarlierSql, args);
            }
        }
    }, ct);
}
