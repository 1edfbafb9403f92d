using Transform.Api.Data;
using Transform.Api.Scores;
using Transform.Domain;

namespace Transform.Api.Features.CodingAgreements;

/// <summary>Writes the rows of agreement. A unit is an interview that was coded twice and a theme that somebody found in any of them.</summary>
public sealed class CodingAgreementMeasure(Db db) : IMeasure
{
    private const int MostAtOnce = 500;
    private const string Gone = "a theme that has been merged or removed since";

    public sealed record ThemeRow(Guid Id, string Name);

    [PortableSql(typeof(ThemeRow))]
    public const string ThemesSql = "SELECT Id, Name FROM Themes WHERE WorkspaceId = @WorkspaceId AND Id IN @Ids";

    public string MethodVersion => ProgrammeCodingAgreement.Method;

    public async Task<IReadOnlyList<ScoreRow>?> ScoreAsync(Scoring scoring, CancellationToken ct)
    {
        var (now, published) = (scoring.Facts.Conversations.CodedTwice(), scoring.Snapshot.Conversations.CodedTwice());
        var names = new Dictionary<Guid, string>();
        foreach (var some in now.Concat(published).Select(it => it.ThemeId).Distinct().Order().Chunk(MostAtOnce))
        {
            foreach (var row in await db.QueryAsync<ThemeRow>(ThemesSql, new { scoring.WorkspaceId, Ids = some }, ct))
            {
                names[row.Id] = row.Name;
            }
        }

        return [.. Row(Measures.CodingAgreement, now), .. Row(Measures.PublishedCodingAgreement, published)];

        IEnumerable<ScoreRow> Row(string measure, IReadOnlyList<CodedUnit> units)
        {
            var hash = ScoreRow.Hash(new { units, Names = names.OrderBy(it => it.Key) });
            if (!scoring.Stands(measure, MethodVersion, hash))
            {
                var result = Domain.CodingAgreement.Of(units);
                yield return new ScoreRow(measure, MethodVersion, hash, Grade.Nothing, result.Interviews, Measures.Write(Describe(scoring.ProgrammeId, result, units, names)));
            }
        }
    }

    private static ProgrammeCodingAgreement Describe(Guid programmeId, CodingAgreementResult result, IReadOnlyList<CodedUnit> units, Dictionary<Guid, string> names) => new(
        programmeId,
        ProgrammeCodingAgreement.Method,
        Sequence: 0,
        ComputedAt: default,
        AsOf: null,
        result.Known,
        result.Verdict,
        result.InWords,
        ProgrammeCodingAgreement.Rule,
        new AgreementFigures(result.Interviews, result.Units, result.Coders, result.Alpha, result.Kappa, result.Fleiss),
        [
            .. result.Themes.Select(it => new ThemeCoders(it.ThemeId, names.GetValueOrDefault(it.ThemeId, Gone), it.Units, it.Disagreements))
                .OrderByDescending(it => it.Disagreements).ThenBy(it => it.Name, StringComparer.OrdinalIgnoreCase).ThenBy(it => it.ThemeId),
        ],
        [.. units.GroupBy(it => it.InterviewId).Select(it => new InterviewCoders(it.Key, it.Count(), it.Count(unit => unit.Codes.Contains(true) && unit.Codes.Contains(false))))],
        result.Reason,
        RecordsNotOpen.None);
}
