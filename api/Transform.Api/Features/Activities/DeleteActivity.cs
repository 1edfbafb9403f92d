using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Activities;

/// <summary>Removes an activity with its focus and its ratings. One that did not take place is better kept as cancelled.</summary>
public static class DeleteActivity
{
    [PortableSql]
    public const string DeleteFocusSql = "DELETE FROM ActivityFocus WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND ActivityId = @Id";

    [PortableSql]
    public const string DeleteGroupsSql = "DELETE FROM ActivityGroups WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND ActivityId = @Id";

    [PortableSql]
    public const string DeleteRatingsSql = "DELETE FROM BlindRatings WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND ActivityId = @Id";

    [PortableSql]
    public const string DeleteSql = "DELETE FROM Activities WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @Id AND Version = @Version";

    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("/{id:guid}", HandleAsync).WithName("deleteActivity").WithSummary("Remove an activity").Requires(Scopes.WriteProgrammes).RequiresIfMatch();

    public static Task<Results<Done, ProblemHttpResult>> HandleAsync(Guid programmeId, Guid id, IfMatch version, CurrentUser user, Db db, CancellationToken ct) =>
        db.WriteAsync<Results<Done, ProblemHttpResult>>(user, Change.Deleted("activity", id, programmeId), async unit =>
        {
            var args = new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, Version = version.Number };
            var current = await unit.FindAsync<ActivityRow>(ActivityRow.FindSql, args);
            if (current is null)
            {
                return Problems.NotFound("activity");
            }

            if (current.Version != version.Number)
            {
                return Problems.Stale(current.Version);
            }

            await unit.ExecuteAsync(DeleteFocusSql, args);
            await unit.ExecuteAsync(DeleteGroupsSql, args);
            await unit.ExecuteAsync(DeleteRatingsSql, args);
            return await unit.ExecuteAsync(DeleteSql, args) == 0 ? Problems.Stale(current.Version) : Done.Result;
        }, ct);
}
