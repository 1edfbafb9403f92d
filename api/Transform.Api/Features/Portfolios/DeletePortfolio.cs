using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Portfolios;

/// <summary>Removes a portfolio; its programmes stay, and its readers see them no more unless by another way.</summary>
public static class DeletePortfolio
{
    [PortableSql]
    public const string DeleteProgrammesSql = "DELETE FROM PortfolioProgrammes WHERE WorkspaceId = @WorkspaceId AND PortfolioId = @Id";

    [PortableSql]
    public const string DeleteReadersSql = "DELETE FROM PortfolioReaders WHERE WorkspaceId = @WorkspaceId AND PortfolioId = @Id";

    [PortableSql]
    public const string DeleteSql = "DELETE FROM Portfolios WHERE WorkspaceId = @WorkspaceId AND Id = @Id AND Version = @Version";

    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("/{id:guid}", HandleAsync).WithName("deletePortfolio").WithSummary("Remove a portfolio").Requires(Scopes.WriteProgrammes).RequiresIfMatch();

    public static Task<Results<Done, ProblemHttpResult>> HandleAsync(Guid id, IfMatch version, CurrentUser user, Db db, CancellationToken ct) =>
        db.WriteAsync<Results<Done, ProblemHttpResult>>(user, Change.Deleted("portfolio", id), async unit =>
        {
            if (await unit.FindAsync<Portfolio.Row>(Portfolio.FindSql, Portfolio.Key(user, id)) is not { } current)
            {
                return Problems.NotFound("portfolio");
            }

            if (PortfoliosFeature.WhyNotWrite(user) is { } refused)
            {
                return refused;
            }

            if (current.Version != version.Number)
            {
                return Problems.Stale(current.Version);
            }

            var args = new { user.WorkspaceId, Id = id, Version = version.Number };
            await unit.ExecuteAsync(DeleteProgrammesSql, args);
            await unit.ExecuteAsync(DeleteReadersSql, args);
            await unit.ExecuteAsync(DeleteSql, args);
            return Done.Result;
        }, ct);
}
