using Transform.Api.Data;
using Transform.Api.Scores;
using Transform.Domain;

namespace Transform.Api.Features.Balance;

/// <summary>Writes the balance's rows: each for those who may open the interviews, and for those who may not.</summary>
public sealed class BalanceMeasure(Db db) : IMeasure
{
    private readonly ProgrammeRecords.Taxonomies taxonomies = new();

    public string MethodVersion => BalanceOfFocus.MethodVersion;

    public async Task<IReadOnlyList<ScoreRow>?> ScoreAsync(Scoring scoring, CancellationToken ct)
    {
        if (await ProgrammeRecords.ReadAsync(db, taxonomies, scoring.WorkspaceId, scoring.ProgrammeId, scoring.Facts, ct) is not { } records)
        {
            return null;
        }

        var score = BalanceScore.Of(scoring, records);
        return
        [
            Row(Measures.Balance, score.Full),
            Row(Measures.PublishedBalance, score.Published),
            Row(Measures.Glance, score.Glance),
            Row(Measures.PublishedGlance, score.PublishedGlance),
            Row(Measures.BalanceHistory, score.History) with { OnlyNewest = true },
        ];

        ScoreRow Row<T>(string measure, T result) =>
            new(measure, MethodVersion, score.InputsHash, score.Full.Together.Grade, score.Glance.Activities, Measures.Write(result));
    }
}
