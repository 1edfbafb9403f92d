using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Propositions;

/// <summary>
/// Removes a proposition that nobody has been asked about as far as the caller may know. The answer is the same whatever somebody else sealed:
/// a stance in a sealed interview goes with the proposition.
/// </summary>
public static class DeleteProposition
{
    [PortableSql]
    public const string UsesSql = """
        SELECT COUNT(*)
        FROM InterviewStances s
        JOIN Interviews i ON i.WorkspaceId = s.WorkspaceId AND i.Id = s.InterviewId
        WHERE s.WorkspaceId = @WorkspaceId AND s.PropositionId = @Id AND (i.Confidentiality <> 'sealed' OR i.CreatedBy = @UserId)
        """;

    [PortableSql]
    public const string DetachSql = "DELETE FROM InterviewStances WHERE WorkspaceId = @WorkspaceId AND PropositionId = @Id";

    [PortableSql]
    public const string DeleteSql = "DELETE FROM Propositions WHERE WorkspaceId = @WorkspaceId AND Id = @Id AND Version = @Version";

    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("/{id:guid}", HandleAsync).WithName("deleteProposition").WithSummary("Remove a proposition").Requires(Scopes.WriteProgrammes).RequiresIfMatch();

    public static Task<Results<Done, ProblemHttpResult>> HandleAsync(Guid id, IfMatch version, CurrentUser user, Db db, CancellationToken ct) =>
        db.WriteAsync<Results<Done, ProblemHttpResult>>(user, Change.Deleted("proposition", id), async unit =>
        {
            var args = new { user.WorkspaceId, Id = id, Version = version.Number, UserId = user.Id };
            var current = await unit.FindAsync<Proposition>(Proposition.FindSql, args);
            if (current is null)
            {
                return Problems.NotFound("proposition");
            }

            if (current.Version != version.Number)
            {
                return Problems.Stale(current.Version);
            }

            if (await unit.FindAsync<int>(UsesSql, args) > 0)
            {
                return Problems.Conflict("People were asked about this proposition, so it is kept with their answers.");
            }

            await unit.ExecuteAsync(DetachSql, args);
            await unit.ExecuteAsync(DeleteSql, args);
            return Done.Result;
        }, ct);
}
