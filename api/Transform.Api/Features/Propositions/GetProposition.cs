using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Propositions;

/// <summary>One proposition.</summary>
public static class GetProposition
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{id:guid}", HandleAsync).WithName("getProposition").WithSummary("Read a proposition").Requires(Scopes.ReadProgrammes);

    public static async Task<Results<Versioned<Proposition>, ProblemHttpResult>> HandleAsync(Guid id, CurrentUser user, Db db, CancellationToken ct) =>
        await db.FindAsync<Proposition>(Proposition.FindSql, new { user.WorkspaceId, Id = id }, ct) is { } proposition
            ? Versioned.Ok(proposition, proposition.Version)
            : Problems.NotFound("proposition");
}
