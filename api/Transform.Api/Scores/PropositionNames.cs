using Transform.Api.Data;

namespace Transform.Api.Scores;

/// <summary>The statements of propositions, for rows that hold their ids.</summary>
public static class PropositionNames
{
    private const int MostAtOnce = 500;
    private const string Gone = "a proposition that has been removed since";

    public sealed record Row(Guid Id, string Statement);

    [PortableSql(typeof(Row))]
    public const string Sql = "SELECT Id, Statement FROM Propositions WHERE WorkspaceId = @WorkspaceId AND Id IN @Ids";

    /// <summary>Those on which somebody took a stance, now or in the snapshot, in the order of their statements.</summary>
    public static async Task<IReadOnlyList<Row>> ReadAsync(Db db, Scoring scoring, CancellationToken ct)
    {
        var ids = scoring.Facts.Conversations.Concat(scoring.Snapshot.Conversations).SelectMany(it => it.Stances).Select(it => it.PropositionId).ToHashSet();
        var statements = new Dictionary<Guid, string>();
        foreach (var some in ids.Chunk(MostAtOnce))
        {
            foreach (var row in await db.QueryAsync<Row>(Sql, new { scoring.WorkspaceId, Ids = some }, ct))
            {
                statements[row.Id] = row.Statement;
            }
        }

        return [.. ids.Select(it => new Row(it, statements.GetValueOrDefault(it, Gone))).OrderBy(it => it.Statement, StringComparer.Ordinal).ThenBy(it => it.Id)];
    }
}
