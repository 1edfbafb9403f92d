using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Discussions;

/// <summary>Removes a contribution and what was coded in it, and then erases the keys of its words.</summary>
public static class DeleteContribution
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("/{id:guid}", HandleAsync).WithName("deleteContribution").WithSummary("Remove a contribution").Requires(Scopes.WriteInterviews).RequiresIfMatch();

    public static Task<Results<Done, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid discussionId, Guid id, IfMatch version, CurrentUser user, Db db, CancellationToken ct) =>
        db.WriteAsync<Results<Done, ProblemHttpResult>>(user, Change.Deleted("contribution", id, programmeId), async unit =>
        {
            var args = new { user.WorkspaceId, ProgrammeId = programmeId, DiscussionId = discussionId, Id = id };
            if (await unit.FindAsync<ContributionRow>(ContributionRow.FindSql, args) is not { } current)
            {
                return Problems.NotFound("contribution");
            }

            if (current.Version != version.Number)
            {
                return Problems.Stale(current.Version);
            }

            await ContributionRemoval.RunAsync(unit, user, programmeId, [id]);
            return Done.Result;
        }, ct);
}
