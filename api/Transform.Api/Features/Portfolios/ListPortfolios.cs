using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Portfolios;

/// <summary>The portfolios that the caller reads, by name.</summary>
public static class ListPortfolios
{
    [PortableSql(typeof(Portfolio.Row), Paged = true)]
    public const string Sql = """
        SELECT p.Id, p.Name, p.CreatedAt, p.RevisedAt, p.Version
        FROM Portfolios p
        WHERE p.WorkspaceId = @WorkspaceId
            AND (@SeesEvery = 1 OR EXISTS (SELECT 1 FROM PortfolioReaders r WHERE r.WorkspaceId = @WorkspaceId AND r.PortfolioId = p.Id AND r.UserId = @UserId))
            AND p.NameKey > @AfterName
        ORDER BY p.NameKey
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("listPortfolios").WithSummary("List portfolios").Requires(Scopes.ReadProgrammes);

    public static Task<Page<Portfolio>> HandleAsync(Paging paging, CurrentUser user, Db db, CancellationToken ct) =>
        paging.UnlessUnchangedAsync(db, async () =>
        {
            var rows = await db.QueryAsync<Portfolio.Row>(db.Page(Sql), new { user.WorkspaceId, UserId = user.Id, SeesEvery = user.SeesEveryProgramme, AfterName = paging.Text(0), paging.Take }, ct);
            return paging.Page(await Portfolio.OfAsync(db, user.WorkspaceId, rows, ct), last => [last.Name.ToKey()]);
        }, ct);
}
