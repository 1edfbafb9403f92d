using Transform.Api.Data;
using Transform.Api.Scores;
using Transform.Domain;

namespace Transform.Api.Features.Coverage;

/// <summary>Writes the rows of coverage: of the sectors of the programme's organisations, and of any other that was met.</summary>
public sealed class CoverageMeasure(Db db) : IMeasure
{
    [PortableSql]
    public const string SectorsSql = """
        SELECT DISTINCT o.Sector
        FROM ProgrammeOrganisations m
        JOIN Organisations o ON o.WorkspaceId = m.WorkspaceId AND o.Id = m.OrganisationId
        WHERE m.WorkspaceId = @WorkspaceId AND m.ProgrammeId = @ProgrammeId
        """;

    public string MethodVersion => Domain.Coverage.MethodVersion;

    public async Task<IReadOnlyList<ScoreRow>?> ScoreAsync(Scoring scoring, CancellationToken ct)
    {
        var belonging = (await db.QueryAsync<string>(SectorsSql, new { scoring.WorkspaceId, scoring.ProgrammeId }, ct)).Order(StringComparer.Ordinal).ToList();
        var propositions = await PropositionNames.ReadAsync(db, scoring, ct);
        var heard = scoring.Facts.Conversations.Select(it => new { it.Sectors, it.Stances });
        return
        [
            .. Row(Measures.Coverage, scoring.Facts.Conversations, ScoreRow.Hash(new { heard, propositions, belonging })),
            .. Row(Measures.PublishedCoverage, scoring.Snapshot.Conversations, ScoreRow.Hash(new { scoring.Snapshot.Number, propositions, belonging })),
        ];

        IEnumerable<ScoreRow> Row(string measure, IReadOnlyList<Conversation> conversations, string hash)
        {
            if (!scoring.Stands(measure, MethodVersion, hash))
            {
                var result = Score(scoring.ProgrammeId, conversations, propositions, belonging);
                yield return new ScoreRow(measure, MethodVersion, hash, result.Grade ?? Grade.Nothing, conversations.Count, Measures.Write(result));
            }
        }
    }

    private static ProgrammeCoverage Score(Guid programmeId, IReadOnlyList<Conversation> conversations, IReadOnlyList<PropositionNames.Row> propositions, List<string> belonging)
    {
        var sectors = belonging.Concat(conversations.SelectMany(it => it.Sectors)).Distinct(StringComparer.Ordinal).OrderBy(SectorWords.PlaceOf).ToList();
        var spoken = conversations.SelectMany(it => it.Stances).Select(it => it.PropositionId).ToHashSet();
        var asked = propositions.Where(it => spoken.Contains(it.Id)).ToList();
        var result = Domain.Coverage.Of(
            [.. sectors.Select(it => new CoverageSector(SectorWords.Of(it), belonging.Contains(it)))],
            [.. asked.Select(it => it.Id)],
            [.. conversations.Select(it => new CoverageConversation([.. it.Sectors.Select(SectorWords.Of)], [.. it.Stances.Select(stance => new CoverageStance(stance.PropositionId, stance.Endorsement))]))]);
        return new ProgrammeCoverage(
            programmeId,
            Domain.Coverage.MethodVersion,
            Sequence: 0,
            ComputedAt: default,
            AsOf: null,
            Grades.Of(conversations.Count),
            new ConversationCount(conversations.Count, Reason: null),
            [
                .. result.Propositions.Zip(asked, (it, proposition) => new PropositionHeard(
                    it.Id, proposition.Statement, it.Asked, it.Endorsed, new AllAgree(it.AllAgree, it.Reason), [.. it.Unheard.Select(SectorWords.CodeOf)])),
            ],
            [
                .. result.Sectors.Select(it => new SectorHeard(
                    SectorWords.CodeOf(it.Name), it.Belongs, it.Interviewed > 0, it.Interviewed,
                    [.. it.Propositions.Select(cell => new HeardCell(cell.PropositionId, cell.Asked > 0, cell.Asked, cell.Endorsed, Reason: null))])),
            ],
            [.. result.WithNobody.Select(SectorWords.CodeOf)],
            RecordsNotOpen.None);
    }
}
