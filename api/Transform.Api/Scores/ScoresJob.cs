using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Jobs;
using Transform.Domain;

namespace Transform.Api.Scores;

/// <summary>
/// Keeps every measure of every programme fresh. A programme is stale when a change touched it after it was last scored, when it never was, when another
/// method scored it, or when a commitment has fallen due since. Its interviews are read once, for every measure. The last row of each day is kept for ever;
/// a row whose inputs are the same as before is not written again.
/// </summary>
public sealed class ScoresJob(Db db, TimeProvider clock, IEnumerable<IMeasure> measures, FailingProgrammes failing, ILogger<ScoresJob> log) : IJob
{
    private const int AtOnce = 32;
    private const int MostAtOnce = 2;

    private readonly List<IMeasure> measures = [.. measures];

    public sealed record StaleRow(Guid WorkspaceId, Guid ProgrammeId, long LastSequence, int SnapshotStep);

    public sealed record RowRow(DateOnly Day, long Sequence, string Result);

    /// <summary>What stands, beside the rows themselves: the one row that every run writes.</summary>
    /// <param name="Snapshot">The number of the newest.</param>
    /// <param name="Inputs">By row, what it was reckoned from.</param>
    public sealed record Stand(int Snapshot, IReadOnlyDictionary<string, string> Inputs);

    private sealed record Scored(StaleRow Programme, DateTime Now, int BeforeSnapshot, IReadOnlyList<ScoreRow> Rows);

    /// <summary>What falls due in a sealed interview makes nothing stale: it enters no figure.</summary>
    [PortableSql(typeof(StaleRow), AcrossWorkspaces = "The job keeps the scores of every workspace.")]
    public const string StaleSql = """
        SELECT c.WorkspaceId, c.ProgrammeId, c.LastSequence, w.SnapshotStep
        FROM ProgrammeChanges c
        JOIN Workspaces w ON w.WorkspaceId = c.WorkspaceId
        LEFT JOIN Scores s ON s.WorkspaceId = c.WorkspaceId AND s.ProgrammeId = c.ProgrammeId AND s.Measure = @Measure
            AND s.Day = (SELECT MAX(d.Day) FROM Scores d WHERE d.WorkspaceId = c.WorkspaceId AND d.ProgrammeId = c.ProgrammeId AND d.Measure = @Measure)
        WHERE s.Sequence IS NULL OR s.Sequence < c.LastSequence OR s.MethodVersion <> @MethodVersion
            OR EXISTS (SELECT 1 FROM Commitments k
                JOIN Interviews i ON i.WorkspaceId = k.WorkspaceId AND i.Id = k.InterviewId
                WHERE k.WorkspaceId = c.WorkspaceId AND k.ProgrammeId = c.ProgrammeId AND k.DueOn >= s.Day AND k.DueOn < @Today AND k.Status = 'notYetDue'
                    AND i.Confidentiality <> 'sealed')
        """;

    [PortableSql]
    public const string SnapshotSql = "SELECT Result FROM Scores WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Measure = @Measure ORDER BY Day DESC";

    [PortableSql]
    public const string ProgrammeSql = "SELECT COUNT(*) FROM Programmes WHERE WorkspaceId = @WorkspaceId AND Id = @ProgrammeId";

    [PortableSql(typeof(RowRow))]
    public const string NewestSql = """
        SELECT Day, Sequence, Result
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

    /// <summary>Of all measures together: one that moves makes every programme stale.</summary>
    private string MethodVersion => string.Join(' ', measures.Select(it => it.MethodVersion));

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();
        var stale = await db.QueryAsync<StaleRow>(StaleSql, new { Measure = Measures.Standing, MethodVersion, Today = DateOnly.FromDateTime(now) }, ct);
        var failed = stale.RemoveAll(row => failing.MustWait(row.ProgrammeId, now));
        foreach (var chunk in stale.Chunk(AtOnce))
        {
            var scored = new Scored?[chunk.Length];
            await Parallel.ForEachAsync(Enumerable.Range(0, chunk.Length), new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = ct }, async (i, token) =>
                await TryAsync(chunk[i], async () => scored[i] = await ScoreAsync(chunk[i], token)));

            // Each is a unit of its own, so that none takes another with it; queued together, they share one flush.
            await Task.WhenAll(scored.OfType<Scored>().Select(it => TryAsync(it.Programme, async () =>
            {
                await KeepAsync(it, ct);
                failing.Succeeded(it.Programme.ProgrammeId);
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

    /// <returns>Null where the programme is gone.</returns>
    private async Task<Scored?> ScoreAsync(StaleRow row, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var stand = StandOf(await db.FindAsync<RowRow>(NewestSql, new { row.WorkspaceId, row.ProgrammeId, Measure = Measures.Standing }, ct));
        var published = stand.Snapshot == 0 ? null : await db.FindAsync<string>(SnapshotSql, new { row.WorkspaceId, row.ProgrammeId, Measure = Measures.InterviewSnapshot }, ct);

        // What is written while we read is read perhaps in part; it also makes the programme stale again.
        var facts = await InterviewFacts.ReadAsync(db, row.WorkspaceId, row.ProgrammeId, DateOnly.FromDateTime(now), ct);
        var snapshot = (published is null ? InterviewSnapshot.Empty : Measures.Unpack<InterviewSnapshot>(published)).Next(facts.Conversations, row.SnapshotStep);
        var inputs = new Dictionary<string, string>(stand.Inputs, StringComparer.Ordinal);
        var rows = new List<ScoreRow>();
        foreach (var measure in measures)
        {
            if (await measure.ScoreAsync(new Scoring(row.WorkspaceId, row.ProgrammeId, row.LastSequence, now, facts, snapshot, stand.Inputs), ct) is not { } ofMeasure)
            {
                return null;
            }

            foreach (var scored in ofMeasure)
            {
                rows.Add(scored);
                inputs[scored.Measure] = ScoreRow.Inputs(scored.MethodVersion, scored.InputsHash);
            }
        }

        if (snapshot.Number != stand.Snapshot)
        {
            rows.Add(Own(Measures.InterviewSnapshot, Measures.Pack(snapshot)));
        }

        rows.Add(Own(Measures.Standing, Measures.Write(new Stand(snapshot.Number, inputs))));
        return new Scored(row, now, stand.Snapshot, rows);

        ScoreRow Own(string measure, string result) => new(measure, MethodVersion, InputsHash: "", Grade.Nothing, snapshot.Number, result, OnlyNewest: true);
    }

    private Task KeepAsync(Scored scored, CancellationToken ct) => db.WriteUnannouncedAsync(async unit =>
    {
        var stale = scored.Programme;
        if (await unit.FindAsync<long>(ProgrammeSql, new { stale.WorkspaceId, stale.ProgrammeId }) == 0)
        {
            return 0;                                                            // deleted meanwhile
        }

        var newest = await unit.FindAsync<RowRow>(NewestSql, new { stale.WorkspaceId, stale.ProgrammeId, Measure = Measures.Standing });
        if (newest is not null && (newest.Sequence > stale.LastSequence || StandOf(newest).Snapshot != scored.BeforeSnapshot))
        {
            return 0;                                                            // another node was faster, and newer; or it has published what this one cannot know
        }

        var day = DateOnly.FromDateTime(scored.Now);
        day = newest is not null && newest.Day > day ? newest.Day : day;         // a clock that was put back must not hide the newest row
        foreach (var row in scored.Rows)
        {
            var args = new
            {
                stale.WorkspaceId, stale.ProgrammeId, row.Measure, Day = day, Sequence = stale.LastSequence, row.MethodVersion, row.InputsHash,
                Grade = row.Grade.ToString(), row.N, row.Result, ComputedAt = scored.Now,
            };
            if (await unit.ExecuteAsync(ReplaceSql, args) == 0)
            {
                await unit.ExecuteAsync(InsertSql, args);
            }

            if (row.OnlyNewest)
            {
                await unit.ExecuteAsync(RemoveEarlierSql, args);
            }
        }

        return 0;
    }, ct);

    private static Stand StandOf(RowRow? row) => row is null ? new Stand(0, new Dictionary<string, string>(StringComparer.Ordinal)) : Measures.Read<Stand>(row.Result);
}
