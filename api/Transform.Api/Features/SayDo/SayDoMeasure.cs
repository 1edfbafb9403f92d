using Transform.Api.Data;
using Transform.Api.Scores;
using Transform.Domain;

namespace Transform.Api.Features.SayDo;

/// <summary>Writes the rows of what is said and done: from the interviews as they are, and from those that were published.</summary>
public sealed class SayDoMeasure(Db db) : IMeasure
{
    public sealed record BarrierRow(Guid Id, string Name, string SystemName, string Status);

    [PortableSql(typeof(BarrierRow))]
    public const string BarriersSql = """
        SELECT Id, Name, SystemName, Status
        FROM Barriers
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId
        """;

    public string MethodVersion => SayDoGap.MethodVersion;

    public async Task<IReadOnlyList<ScoreRow>?> ScoreAsync(Scoring scoring, CancellationToken ct)
    {
        var propositions = await PropositionNames.ReadAsync(db, scoring, ct);
        var hasBarriers = scoring.Facts.Conversations.Concat(scoring.Snapshot.Conversations).Any(it => it.Barriers.Count > 0);
        var barriers = hasBarriers ? await db.QueryAsync<BarrierRow>(BarriersSql, new { scoring.WorkspaceId, scoring.ProgrammeId }, ct) : [];
        barriers.Sort((a, b) => a.Id.CompareTo(b.Id));
        var said = scoring.Facts.Conversations.Select(it => new { it.Id, it.HeldAt, it.Asked, it.Stances, it.Commitments, it.Barriers });
        return
        [
            .. Row(Measures.SayDo, scoring.Facts.Conversations, ScoreRow.Hash(new { said, propositions, barriers })),
            .. Row(Measures.PublishedSayDo, scoring.Snapshot.Conversations, ScoreRow.Hash(new { scoring.Snapshot.Number, propositions, barriers })),
        ];

        IEnumerable<ScoreRow> Row(string measure, IReadOnlyList<Conversation> conversations, string hash)
        {
            if (!scoring.Stands(measure, MethodVersion, hash))
            {
                var score = SayDoScore.Of(scoring.ProgrammeId, conversations, propositions, barriers);
                yield return new ScoreRow(measure, MethodVersion, hash, score.SayDo.Grade ?? Grade.Nothing, conversations.Count, Measures.Write(score));
            }
        }
    }
}
