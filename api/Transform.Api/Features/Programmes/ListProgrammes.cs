using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Programmes;

/// <summary>The programmes that the reader may see, by name; <c>?status=</c> and <c>?search=</c> narrow the list.</summary>
public static class ListProgrammes
{
    [PortableSql(typeof(Programme.Row), Paged = true)]
    public const string Sql = """
        SELECT p.Id, p.Name, p.Pathway, p.Summary, p.StartsOn, p.EndsOn, p.Status, p.DataController, p.TaxonomyId, p.TargetPeopleShare,
            p.QuickWinMonths, p.KnownBudgetPence, p.KnownAgendaMinutes, p.RetentionMonths, p.IsMadeUp, p.CreatedAt, p.RevisedAt, p.Version
        FROM Programmes p
        WHERE p.WorkspaceId = @WorkspaceId
            AND (@Status IS NULL OR p.Status = @Status)
            AND (@Pattern IS NULL OR p.NameKey LIKE @Pattern)
            AND p.NameKey > @AfterName
            AND (@SeesEvery = 1
                OR EXISTS (SELECT 1 FROM ProgrammeMembers m WHERE m.WorkspaceId = @WorkspaceId AND m.ProgrammeId = p.Id AND m.UserId = @UserId)
                OR EXISTS (SELECT 1 FROM PortfolioProgrammes q
                    JOIN PortfolioReaders r ON r.WorkspaceId = q.WorkspaceId AND r.PortfolioId = q.PortfolioId
                    WHERE q.WorkspaceId = @WorkspaceId AND q.ProgrammeId = p.Id AND r.UserId = @UserId))
        ORDER BY p.NameKey
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("listProgrammes").WithSummary("List programmes").Requires(Scopes.ReadProgrammes);

    public static Task<Page<Programme>> HandleAsync([OneOf(typeof(ProgrammeStatuses))] string? status, string? search, Paging paging, CurrentUser user, Db db, CancellationToken ct) =>
        paging.UnlessUnchangedAsync(db, async () =>
        {
            var rows = await db.QueryAsync<Programme.Row>(db.Page(Sql), new
            {
                user.WorkspaceId, UserId = user.Id, SeesEvery = user.SeesEveryProgramme, Status = status, Pattern = search.ToPattern(), AfterName = paging.Text(0), paging.Take,
            }, ct);
            return paging.Page(await Programme.OfAsync(db, user.WorkspaceId, rows, ct), last => [last.Name.ToKey()]);
        }, ct);
}
