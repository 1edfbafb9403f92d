using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Features.Programmes;

/// <summary>A programme with the organisations that take part and the people who work on it.</summary>
/// <param name="TargetPeopleShare">The share of attention that the programme itself means to give to people, 0 to 1.</param>
/// <param name="QuickWinMonths">What bears within so many months counts as a quick win.</param>
/// <param name="KnownBudgetPence">The whole budget, so that what is logged can be told as a part of it.</param>
/// <param name="KnownAgendaMinutes">The whole calendar of meetings, likewise.</param>
/// <param name="IsMadeUp">True for the demonstration's programmes.</param>
public sealed record Programme(
    Guid Id, string Name, string? Pathway, string? Summary, DateOnly StartsOn, DateOnly? EndsOn, string Status, string DataController, Guid TaxonomyId, double TargetPeopleShare,
    int QuickWinMonths, long? KnownBudgetPence, int? KnownAgendaMinutes, int RetentionMonths, bool IsMadeUp, IReadOnlyList<Guid> OrganisationIds, IReadOnlyList<string> OrganisationNames,
    IReadOnlyList<Programme.Member> Members, DateTime CreatedAt, DateTime RevisedAt, int Version)
{
    public sealed record Member(Guid UserId, string Name, string Part);

    public sealed record Row(
        Guid Id, string Name, string? Pathway, string? Summary, DateOnly StartsOn, DateOnly? EndsOn, string Status, string DataController, Guid TaxonomyId, double TargetPeopleShare,
        int QuickWinMonths, long? KnownBudgetPence, int? KnownAgendaMinutes, int RetentionMonths, bool IsMadeUp, DateTime CreatedAt, DateTime RevisedAt, int Version);

    public sealed record OrganisationRow(Guid ProgrammeId, Guid OrganisationId, string Name);

    public sealed record MemberRow(Guid ProgrammeId, Guid UserId, string Name, string Part);

    [PortableSql(typeof(Row))]
    public const string FindSql = """
        SELECT Id, Name, Pathway, Summary, StartsOn, EndsOn, Status, DataController, TaxonomyId, TargetPeopleShare,
            QuickWinMonths, KnownBudgetPence, KnownAgendaMinutes, RetentionMonths, IsMadeUp, CreatedAt, RevisedAt, Version
        FROM Programmes
        WHERE WorkspaceId = @WorkspaceId AND Id = @Id
        """;

    [PortableSql(typeof(OrganisationRow))]
    public const string OrganisationsSql = """
        SELECT p.ProgrammeId, p.OrganisationId, o.Name
        FROM ProgrammeOrganisations p
        JOIN Organisations o ON o.WorkspaceId = p.WorkspaceId AND o.Id = p.OrganisationId
        WHERE p.WorkspaceId = @WorkspaceId AND p.ProgrammeId IN @Ids
        ORDER BY o.NameKey
        """;

    [PortableSql(typeof(MemberRow))]
    public const string MembersSql = """
        SELECT m.ProgrammeId, m.UserId, u.Name, m.Part
        FROM ProgrammeMembers m
        JOIN Users u ON u.WorkspaceId = m.WorkspaceId AND u.Id = m.UserId
        WHERE m.WorkspaceId = @WorkspaceId AND m.ProgrammeId IN @Ids
        ORDER BY u.EmailKey
        """;

    /// <summary>What the names of its organisations and members make of the ETag.</summary>
    internal string Variant => Versioned.VariantOf([.. OrganisationNames, .. Members.Select(it => it.Name)]);

    /// <summary>The programme as it stands inside a unit of work.</summary>
    public static async Task<Programme?> FindAsync(Unit unit, Guid workspaceId, Guid id)
    {
        var args = new { WorkspaceId = workspaceId, Id = id, Ids = new[] { id } };
        return await unit.FindAsync<Row>(FindSql, args) is { } row
            ? Together([row], await unit.QueryAsync<OrganisationRow>(OrganisationsSql, args), await unit.QueryAsync<MemberRow>(MembersSql, args))[0]
            : null;
    }

    public static async Task<Programme?> FindAsync(Db db, Guid workspaceId, Guid id, CancellationToken ct) =>
        await db.FindAsync<Row>(FindSql, new { WorkspaceId = workspaceId, Id = id }, ct) is { } row ? (await OfAsync(db, workspaceId, [row], ct))[0] : null;

    /// <summary>Completes rows with their organisations and members, in two queries however many they are.</summary>
    public static async Task<List<Programme>> OfAsync(Db db, Guid workspaceId, List<Row> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var args = new { WorkspaceId = workspaceId, Ids = rows.ConvertAll(row => row.Id) };
        return Together(rows, await db.QueryAsync<OrganisationRow>(OrganisationsSql, args, ct), await db.QueryAsync<MemberRow>(MembersSql, args, ct));
    }

    private static List<Programme> Together(List<Row> rows, List<OrganisationRow> organisations, List<MemberRow> members)
    {
        var organisationsOf = organisations.ToLookup(it => it.ProgrammeId);
        var membersOf = members.ToLookup(it => it.ProgrammeId);
        return rows.ConvertAll(row => new Programme(
            row.Id, row.Name, row.Pathway, row.Summary, row.StartsOn, row.EndsOn, row.Status, row.DataController, row.TaxonomyId, row.TargetPeopleShare,
            row.QuickWinMonths, row.KnownBudgetPence, row.KnownAgendaMinutes, row.RetentionMonths, row.IsMadeUp,
            [.. organisationsOf[row.Id].Select(it => it.OrganisationId)], [.. organisationsOf[row.Id].Select(it => it.Name)],
            [.. membersOf[row.Id].Select(it => new Member(it.UserId, it.Name, it.Part))], row.CreatedAt, row.RevisedAt, row.Version));
    }
}
