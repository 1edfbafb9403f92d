using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Programmes;

/// <summary>Removes a group that no activity names as present.</summary>
public static class DeleteChangeGroup
{
    [PortableSql(typeof(int))]
    public const string UsesSql = "SELECT COUNT(*) FROM ActivityGroups WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND ChangeGroupId = @Id";

    [PortableSql]
    public const string DeleteSql = "DELETE FROM ChangeGroups WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @Id AND Version = @Version";

    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("/{id:guid}", HandleAsync).WithName("deleteChangeGroup").WithSummary("Remove a group").Requires(Scopes.WriteProgrammes).RequiresIfMatch();

    public static Task<Results<Done, ProblemHttpResult>> HandleAsync(Guid programmeId, Guid id, IfMatch version, CurrentUser user, Db db, CancellationToken ct) =>
        db.WriteAsync<Results<Done, ProblemHttpResult>>(user, Change.Deleted("changeGroup", id, programmeId), async unit =>
        {
            var args = new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, Version = version.Number };
            var current = await unit.FindAsync<ChangeGroup>(ChangeGroup.FindSql, args);
            if (current is null)
            {
                return Problems.NotFound("group");
            }

            if (current.Version != version.Number)
            {
                return Problems.Stale(current.Version);
            }

            if (await unit.FindAsync<int>(UsesSql, args) > 0)
            {
                return Problems.Conflict("Activities name this group as present. Take it out of them first, or leave it with a head-count of 0.");
            }

            await unit.ExecuteAsync(DeleteSql, args);
            return Done.Result;
        }, ct);
}
