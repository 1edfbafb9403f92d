using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Discussions;

/// <summary>Removes a discussion with its contributions and what was coded in them, and then erases the keys of their words.</summary>
public static class DeleteDiscussion
{
    [PortableSql]
    public const string ContributionsSql = "SELECT Id FROM Contributions WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND DiscussionId = @Id";

    [PortableSql]
    public const string DeleteSql = "DELETE FROM Discussions WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @Id AND Version = @Version";

    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("/{id:guid}", HandleAsync).WithName("deleteDiscussion").WithSummary("Remove a discussion with its contributions").Requires(Scopes.WriteInterviews).RequiresIfMatch();

    public static Task<Results<Done, ProblemHttpResult>> HandleAsync(Guid programmeId, Guid id, IfMatch version, CurrentUser user, Db db, CancellationToken ct) =>
        db.WriteAsync<Results<Done, ProblemHttpResult>>(user, Change.Deleted("discussion", id, programmeId), async unit =>
        {
            var args = new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, Version = version.Number };
            if (await unit.FindAsync<Discussion>(Discussion.FindSql, args) is not { } current)
            {
                return Problems.NotFound("discussion");
            }

            if (current.Version != version.Number)
            {
                return Problems.Stale(current.Version);
            }

            await ContributionRemoval.RunAsync(unit, user, programmeId, await unit.QueryAsync<Guid>(ContributionsSql, args));
            await unit.ExecuteAsync(DeleteSql, args);
            return Done.Result;
        }, ct);
}
