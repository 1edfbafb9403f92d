using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Portfolios;

/// <summary>Makes a portfolio; a name stands once in a workspace.</summary>
public static class CreatePortfolio
{
    [PortableSql]
    public const string InsertSql = """
        INSERT INTO Portfolios (WorkspaceId, Id, Name, NameKey, CreatedAt, RevisedAt, Version)
        VALUES (@WorkspaceId, @Id, @Name, @NameKey, @Now, @Now, 1)
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("", HandleAsync).WithName("createPortfolio").WithSummary("Make a portfolio").Requires(Scopes.WriteProgrammes);

    public static async Task<Results<Versioned<Portfolio>, ProblemHttpResult>> HandleAsync(PortfolioRequest body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        if (PortfoliosFeature.WhyNotWrite(user) is { } refused)
        {
            return refused;
        }

        var id = NewId.Next();
        try
        {
            return await db.WriteAsync<Results<Versioned<Portfolio>, ProblemHttpResult>>(user, Change.Created("portfolio", id), async unit =>
            {
                if (await body.WhyNotAsync(unit, user.WorkspaceId) is { } problem)
                {
                    return problem;
                }

                var made = await unit.OnceAsync(id, async () =>
                {
                    await unit.ExecuteAsync(InsertSql, new { user.WorkspaceId, Id = id, Name = body.Name.Trim(), NameKey = body.Name.ToKey(), Now = clock.UtcNow() });
                    await body.StoreListsAsync(unit, user.WorkspaceId, id, before: null);
                });
                return await Portfolio.FindAsync(unit, user, made) is { } portfolio
                    ? Versioned.Created(portfolio, portfolio.Version, $"{FeatureList.Base}/portfolios/{made}")
                    : Problems.NotFound("portfolio");
            }, ct);
        }
        catch (Exception exception) when (db.IsUniqueViolation(exception))
        {
            return Problems.Conflict("A portfolio of this name is here already.");
        }
    }
}
