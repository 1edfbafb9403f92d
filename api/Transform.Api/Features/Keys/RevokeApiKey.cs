using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Features.Keys;

/// <summary>Ends a key; within a second no node takes it any more. The row stays, so that the history can name it.</summary>
public static class RevokeApiKey
{
    [PortableSql]
    public const string Sql = """
        UPDATE ApiKeys
        SET RevokedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND Id = @Id AND RevokedAt IS NULL AND Version = @Version
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("/{id:guid}", HandleAsync).WithName("revokeApiKey").WithSummary("Revoke an API key").RequiresIfMatch();

    public static Task<Results<Done, ProblemHttpResult>> HandleAsync(Guid id, IfMatch version, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct) =>
        db.WriteAsync<Results<Done, ProblemHttpResult>>(user, new Change("revoked", "apiKey", id), async unit =>
        {
            var changed = await unit.ExecuteAsync(Sql, new { user.WorkspaceId, Id = id, Version = version.Number, Now = clock.UtcNow() });
            var current = await unit.FindAsync<ListApiKeys.Row>(CreateApiKey.FindSql, new { user.WorkspaceId, Id = id });
            return (changed, current) switch
            {
                (_, null) => Problems.NotFound("API key"),
                (0, { RevokedAt: not null }) => Problems.Conflict("This key was revoked already."),
                (0, _) => Problems.Stale(current.Version),
                _ => Done.Result,
            };
        }, ct);
}
