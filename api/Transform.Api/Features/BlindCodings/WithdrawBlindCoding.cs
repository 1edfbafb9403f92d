using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Coding;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.BlindCodings;

/// <summary>Takes back a second coding that was not finished, with what was coded in it so far; a lead or the coder does so.</summary>
public static class WithdrawBlindCoding
{
    [PortableSql]
    public const string QuotesSql = "SELECT Id FROM Quotes WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId AND BlindCoderId = @CoderId";

    [PortableSql]
    public const string DeleteSql = "DELETE FROM BlindCodings WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId AND CoderId = @CoderId";

    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("", HandleAsync).WithName("withdrawBlindCoding").WithSummary("Take back a second coding that was not finished").Requires(Scopes.WriteInterviews).RequiresIfMatch();

    public static async Task<Results<Done, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid interviewId, Guid userId, IfMatch version, CurrentUser user, Db db, CancellationToken ct) =>
        await db.WriteAsync<Results<Done, ProblemHttpResult>>(user, await BlindCodingRow.AnnounceAsync("withdrawn", programmeId, interviewId, user, db, ct), async unit =>
        {
            var args = new { user.WorkspaceId, ProgrammeId = programmeId, InterviewId = interviewId, CoderId = userId, UserId = user.Id };
            switch (await unit.FindAsync<BlindCodingRow>(BlindCodingRow.FindSql, args))
            {
                case null:
                    return Problems.NotFound("second coding");
                case var _ when userId != user.Id && !user.LeadsProgramme:
                    return Problems.Forbidden("Only the coder and those who lead the programme take a second coding back.");
                case { Version: var current } when current != version.Number:
                    return Problems.Stale(current);
                case { Status: not BlindCodingStatus.Open }:
                    return Problems.Conflict("This second coding is finished: its comparison counts. Settle it instead.");
            }

            await QuoteRows.DeleteAsync(unit, user, programmeId, await unit.QueryAsync<Guid>(QuotesSql, args));
            await unit.ExecuteAsync(DeleteSql, args);
            return Done.Result;
        }, ct);
}
