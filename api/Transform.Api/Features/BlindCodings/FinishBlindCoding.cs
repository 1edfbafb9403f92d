using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.BlindCodings;

/// <summary>
/// Ends the caller's own second coding and keeps both codings by theme as they stand now: agreement is reckoned from that, whatever is
/// settled later. To finish again changes nothing.
/// </summary>
public static class FinishBlindCoding
{
    public sealed record Request
    {
        /// <summary>True where the coder found nothing to code; without it at least one passage is coded.</summary>
        public bool NothingToCode { get; init; }
    }

    public sealed record Found(Guid ThemeId, bool IsBlind);

    [PortableSql(typeof(Found))]
    public const string ThemesSql = """
        SELECT m.ThemeId, 0 AS IsBlind
        FROM InterviewMentions m
        WHERE m.WorkspaceId = @WorkspaceId AND m.ProgrammeId = @ProgrammeId AND m.InterviewId = @InterviewId
        UNION
        SELECT t.ThemeId, 1 AS IsBlind
        FROM Quotes q
        JOIN QuoteThemes t ON t.WorkspaceId = q.WorkspaceId AND t.ProgrammeId = q.ProgrammeId AND t.QuoteId = q.Id
        WHERE q.WorkspaceId = @WorkspaceId AND q.ProgrammeId = @ProgrammeId AND q.InterviewId = @InterviewId AND q.BlindCoderId = @CoderId
        """;

    [PortableSql]
    public const string InsertSql = """
        INSERT INTO BlindCodingThemes (WorkspaceId, ProgrammeId, InterviewId, CoderId, ThemeId, InFirst, InBlind)
        VALUES (@WorkspaceId, @ProgrammeId, @InterviewId, @CoderId, @ThemeId, @InFirst, @InBlind)
        """;

    [PortableSql]
    public const string FinishSql = """
        UPDATE BlindCodings
        SET Status = 'finished', FinishedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId AND CoderId = @CoderId
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("/finish", HandleAsync).WithName("finishBlindCoding").WithSummary("Finish your second coding").Requires(Scopes.WriteInterviews);

    public static async Task<Results<Done, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid interviewId, Guid userId, Request body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct) =>
        await db.WriteAsync<Results<Done, ProblemHttpResult>>(user, await BlindCodingRow.AnnounceAsync("finished", programmeId, interviewId, user, db, ct), async unit =>
        {
            var args = new { user.WorkspaceId, ProgrammeId = programmeId, InterviewId = interviewId, CoderId = userId, UserId = user.Id, Now = clock.UtcNow() };
            var coding = await unit.FindAsync<BlindCodingRow>(BlindCodingRow.FindSql, args);
            if (coding is null)
            {
                return Problems.NotFound("second coding");
            }

            if (userId != user.Id)
            {
                return Problems.Forbidden("Only the coder finishes a second coding.");
            }

            if (coding.Status != BlindCodingStatus.Open)
            {
                unit.Repeat();
                return Done.Result;
            }

            var found = await unit.QueryAsync<Found>(ThemesSql, args);
            if (!body.NothingToCode && !found.Exists(it => it.IsBlind))
            {
                return Problems.Conflict("You have coded nothing yet. Code a passage, or say that there is nothing to code.");
            }

            foreach (var theme in found.GroupBy(it => it.ThemeId))
            {
                await unit.ExecuteAsync(InsertSql, new
                {
                    user.WorkspaceId, ProgrammeId = programmeId, InterviewId = interviewId, CoderId = userId, ThemeId = theme.Key,
                    InFirst = theme.Any(it => !it.IsBlind), InBlind = theme.Any(it => it.IsBlind),
                });
            }

            await unit.ExecuteAsync(FinishSql, args);
            return Done.Result;
        }, ct);
}
