using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Portfolios;

/// <summary>
/// Notes that a reader looks at the portfolio, so that the dashboard can say what changed since they last did. Looks less than an hour
/// apart are one visit; whoever is no named reader, such as an administrator, has no visits.
/// </summary>
public static class RecordPortfolioVisit
{
    internal static readonly TimeSpan Apart = TimeSpan.FromHours(1);

    [PortableSql]
    public const string Sql = """
        UPDATE PortfolioReaders
        SET PreviousVisitAt = CASE WHEN VisitedAt <= @EarlierThan THEN VisitedAt ELSE PreviousVisitAt END, VisitedAt = @Now
        WHERE WorkspaceId = @WorkspaceId AND PortfolioId = @Id AND UserId = @UserId
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("/{id:guid}/visits", HandleAsync).WithName("recordPortfolioVisit").WithSummary("Note a look at a portfolio").Requires(Scopes.ReadProgrammes);

    public static async Task<Results<Done, ProblemHttpResult>> HandleAsync(Guid id, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindAsync<Portfolio.Row>(Portfolio.FindSql, Portfolio.Key(user, id), ct) is null)
        {
            return Problems.NotFound("portfolio");
        }

        var now = clock.UtcNow();
        await db.WriteUnannouncedAsync(unit => unit.ExecuteAsync(Sql, new { user.WorkspaceId, UserId = user.Id, Id = id, Now = now, EarlierThan = now - Apart }), ct);
        return Done.Result;
    }
}
