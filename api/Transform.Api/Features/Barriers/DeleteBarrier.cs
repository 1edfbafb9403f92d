using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Barriers;

/// <summary>Removes a barrier with what was put to it; the interviews, commitments and quotes themselves stay. One that was overcome is marked as removed instead.</summary>
public static class DeleteBarrier
{
    [PortableSql]
    public const string DeleteEvidenceSql = "DELETE FROM BarrierEvidence WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND BarrierId = @Id";

    [PortableSql]
    public const string DeleteSql = "DELETE FROM Barriers WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @Id AND Version = @Version";

    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("/{id:guid}", HandleAsync).WithName("deleteBarrier").WithSummary("Remove a barrier").Requires(Scopes.WriteInterviews).RequiresIfMatch();

    public static Task<Results<Done, ProblemHttpResult>> HandleAsync(Guid programmeId, Guid id, IfMatch version, CurrentUser user, Db db, CancellationToken ct) =>
        db.WriteAsync<Results<Done, ProblemHttpResult>>(user, Change.Deleted("barrier", id, programmeId), async unit =>
        {
            var args = new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, Version = version.Number };
            var current = await unit.FindAsync<BarrierRow>(BarrierRow.FindSql, args);
            if (BarrierRow.WhyNot(current, version) is { } problem)
            {
                return problem;
            }

            await unit.ExecuteAsync(DeleteEvidenceSql, args);
            await unit.ExecuteAsync(DeleteSql, args);
            unit.Erase(current!.KeyId is { } key ? [key] : []);
            return Done.Result;
        }, ct);
}
