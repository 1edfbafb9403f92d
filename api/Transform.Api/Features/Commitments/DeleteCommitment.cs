using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Commitments;

/// <summary>Removes a commitment that was logged by mistake, and then erases the key of its words. One that somebody took back is withdrawn instead.</summary>
public static class DeleteCommitment
{
    [PortableSql]
    public const string DeleteSql = "DELETE FROM Commitments WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @Id AND Version = @Version";

    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("/{id:guid}", HandleAsync).WithName("deleteCommitment").WithSummary("Remove a commitment").Requires(Scopes.WriteInterviews).RequiresIfMatch();

    public static async Task<Results<Done, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid id, IfMatch version, CurrentUser user, Db db, CancellationToken ct)
    {
        var args = new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, UserId = user.Id, Version = version.Number };
        var current = await db.FindAsync<CommitmentRow>(CommitmentRow.FindSql, args, ct);
        if (ReviseCommitment.WhyNot(current, version, user) is { } problem)
        {
            return problem;
        }

        return await db.WriteAsync<Results<Done, ProblemHttpResult>>(user, ReviseCommitment.Announce("deleted", current!), async unit =>
        {
            if (ReviseCommitment.WhyNoMore(await unit.FindAsync<CommitmentRow>(CommitmentRow.FindSql, args), current!, version, user) is { } late)
            {
                return late;
            }

            await unit.ExecuteAsync(Hanging.BarrierEvidenceOfCommitmentSql, new { user.WorkspaceId, CommitmentId = id });
            await unit.ExecuteAsync(Hanging.RemindersOfCommitmentSql, new { user.WorkspaceId, CommitmentId = id });
            await unit.ExecuteAsync(DeleteSql, args);
            unit.Erase([current!.KeyId]);
            return Done.Result;
        }, ct);
    }
}
