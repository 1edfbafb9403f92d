using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Portfolios;

/// <summary>One portfolio, for its readers and administrators.</summary>
public static class GetPortfolio
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{id:guid}", HandleAsync).WithName("getPortfolio").WithSummary("Read a portfolio").Requires(Scopes.ReadProgrammes);

    public static async Task<Results<Versioned<Portfolio>, ProblemHttpResult>> HandleAsync(Guid id, CurrentUser user, Db db, CancellationToken ct)
    {
        if (await db.FindAsync<Portfolio.Row>(Portfolio.FindSql, Portfolio.Key(user, id), ct) is not { } row)
        {
            return Problems.NotFound("portfolio");
        }

        var portfolio = (await Portfolio.OfAsync(db, user.WorkspaceId, [row], ct))[0];
        return Versioned.Ok(portfolio, portfolio.Version);
    }
}
