using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Coding;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Interviews;

/// <summary>
/// Removes an interview and what was promised in it. The keys of its words are erased after the commit, so that no copy of the database,
/// however old, can be read again.
/// </summary>
public static class DeleteInterview
{
    [PortableSql]
    public const string CommitmentKeysSql = "SELECT KeyId FROM Commitments WHERE WorkspaceId = @WorkspaceId AND InterviewId = @InterviewId";

    [PortableSql]
    public const string DeleteCommitmentsSql = "DELETE FROM Commitments WHERE WorkspaceId = @WorkspaceId AND InterviewId = @InterviewId";

    [PortableSql]
    public const string DeleteSql = """
        DELETE FROM Interviews
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @InterviewId AND Version = @Version
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("/{id:guid}", HandleAsync).WithName("deleteInterview").WithSummary("Remove an interview").Requires(Scopes.WriteInterviews).RequiresIfMatch();

    public static async Task<Results<Done, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid id, IfMatch version, CurrentUser user, Db db, CancellationToken ct)
    {
        var find = new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, UserId = user.Id };
        var current = await db.FindAsync<InterviewRow>(InterviewRow.FindSql, find, ct);
        if (ReviseInterview.WhyNot(current, version, user) is { } problem)
        {
            return problem;
        }

        return await db.WriteAsync<Results<Done, ProblemHttpResult>>(user, Confidentiality.Announce("deleted", "interview", id, programmeId, current!.Confidentiality), async unit =>
        {
            var args = new { user.WorkspaceId, ProgrammeId = programmeId, InterviewId = id, Version = version.Number };
            unit.Erase(await unit.QueryAsync<Guid>(CommitmentKeysSql, args));
            unit.Erase(current.KeyId is { } key ? [key] : []);
            await unit.ExecuteAsync(Hanging.BarrierEvidenceOfInterviewSql, args);
            await unit.ExecuteAsync(Hanging.RemindersOfInterviewSql, args);
            unit.Erase(await unit.QueryAsync<Guid>(WriteFurtherNotes.KeysSql, args));
            unit.Erase(await unit.QueryAsync<Guid>(Terms.KeysSql, args));
            await unit.ExecuteAsync(DeleteCommitmentsSql, args);
            await QuoteRows.DeleteOfInterviewAsync(unit, user, programmeId, id);
            await unit.ExecuteAsync(WriteFurtherNotes.DeleteSql, args);
            await unit.ExecuteAsync(Terms.DeleteSql, args);
            await FollowUps.RemoveAsync(unit, user, programmeId, id, wasSealed: current.Confidentiality == Confidentiality.Sealed);
            await InterviewParts.DeleteAsync(unit, user, programmeId, id);
            await unit.ExecuteAsync(InterviewParts.DeleteNotesSql, args);
            if (await unit.ExecuteAsync(DeleteSql, args) == 0)
            {
                return await unit.FindAsync<InterviewRow>(InterviewRow.FindSql, find) is { } newer ? Problems.Stale(newer.Version) : Problems.NotFound("interview");
            }

            return Done.Result;
        }, ct);
    }
}
