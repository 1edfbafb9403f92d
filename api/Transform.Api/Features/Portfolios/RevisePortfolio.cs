using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Portfolios;

/// <summary>Saves an edit, unless someone else saved since the caller read it.</summary>
public static class RevisePortfolio
{
    [PortableSql]
    public const string UpdateSql = """
        UPDATE Portfolios
        SET Name = @Name, NameKey = @NameKey, RevisedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND Id = @Id AND Version = @Version
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("/{id:guid}", HandleAsync).WithName("revisePortfolio").WithSummary("Revise a portfolio").Requires(Scopes.WriteProgrammes).RequiresIfMatch();

    public static async Task<Results<Versioned<Portfolio>, ProblemHttpResult>> HandleAsync(
        Guid id, IfMatch version, PortfolioRequest body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        try
        {
            return await db.WriteAsync<Results<Versioned<Portfolio>, ProblemHttpResult>>(user, Change.Revised("portfolio", id), async unit =>
            {
                if (await Portfolio.FindAsync(unit, user, id) is not { } before)
                {
                    return Problems.NotFound("portfolio");
                }

                if (PortfoliosFeature.WhyNotWrite(user) is { } refused)
                {
                    return refused;
                }

                if (before.Version != version.Number)
                {
                    return Problems.Stale(before.Version);
                }

                if (await body.WhyNotAsync(unit, user.WorkspaceId) is { } problem)
                {
                    return problem;
                }

                await unit.ExecuteAsync(UpdateSql, new { user.WorkspaceId, Id = id, Name = body.Name.Trim(), NameKey = body.Name.ToKey(), Now = clock.UtcNow(), Version = version.Number });
                await body.StoreListsAsync(unit, user.WorkspaceId, id, before);
                var current = (await Portfolio.FindAsync(unit, user, id))!;
                return Versioned.Ok(current, current.Version);
            }, ct);
        }
        catch (Exception exception) when (db.IsUniqueViolation(exception))
        {
            return Problems.Conflict("A portfolio of this name is here already.");
        }
    }
}
