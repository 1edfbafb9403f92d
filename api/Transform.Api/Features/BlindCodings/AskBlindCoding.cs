using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.BlindCodings;

/// <summary>
/// Asks somebody to code an interview a second time; a lead asks anybody who may open its notes, everybody themselves. Until they finish,
/// they are told nothing of the first coding. To ask again changes nothing.
/// </summary>
public static class AskBlindCoding
{
    public sealed record Coder(string Name, string Role, bool IsMember, DateTime? LeadsSince);

    [PortableSql(typeof(Coder))]
    public const string CoderSql = """
        SELECT u.Name, u.Role,
            CASE WHEN EXISTS (SELECT 1 FROM ProgrammeMembers m WHERE m.WorkspaceId = @WorkspaceId AND m.ProgrammeId = @ProgrammeId AND m.UserId = u.Id) THEN 1 ELSE 0 END AS IsMember,
            (SELECT l.Since FROM ProgrammeMembers l WHERE l.WorkspaceId = @WorkspaceId AND l.ProgrammeId = @ProgrammeId AND l.UserId = u.Id AND l.Part = 'lead') AS LeadsSince
        FROM Users u
        WHERE u.WorkspaceId = @WorkspaceId AND u.Id = @CoderId AND u.IsDisabled = 0
        """;

    [PortableSql]
    public const string InsertSql = """
        INSERT INTO BlindCodings (WorkspaceId, ProgrammeId, InterviewId, CoderId, Status, AskedBy, AskedAt, FinishedAt, SettledBy, SettledAt, Version)
        VALUES (@WorkspaceId, @ProgrammeId, @InterviewId, @CoderId, 'open', @UserId, @Now, NULL, NULL, NULL, 1)
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("", HandleAsync).WithName("askBlindCoding").WithSummary("Ask somebody to code an interview a second time, blind").Requires(Scopes.WriteInterviews);

    public static Task<Results<Versioned<BlindCoding>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid interviewId, Guid userId, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct) =>
        db.WriteAsync<Results<Versioned<BlindCoding>, ProblemHttpResult>>(user, new Change("asked", "blindCoding", interviewId, programmeId), async unit =>
        {
            var args = new { user.WorkspaceId, ProgrammeId = programmeId, InterviewId = interviewId, CoderId = userId, UserId = user.Id, Now = clock.UtcNow() };
            var interview = await unit.FindAsync<CodedInterview>(CodedInterview.FindSql, args);
            var coder = await unit.FindAsync<Coder>(CoderSql, args);
            if (interview is null || coder is null)
            {
                return Problems.NotFound(interview is null ? "interview" : "user");
            }

            if (await unit.FindAsync<BlindCodingRow>(BlindCodingRow.FindSql, args) is { } before)
            {
                unit.Repeat();
                return before.Ok();
            }

            if (userId != user.Id && !user.LeadsProgramme)
            {
                return Problems.Forbidden("Only those who lead the programme ask somebody else. You may ask yourself.");
            }

            var maySee = coder.IsMember || coder.Role == Roles.Administrator;
            if (!maySee || !Scopes.Of(coder.Role).Contains(Scopes.WriteInterviews) || !Confidentiality.OpensTo(userId, coder.LeadsSince, interview.Held))
            {
                return Problems.Conflict($"{coder.Name} may not open the notes of this interview. Ask somebody who may.");
            }

            switch (interview)
            {
                case { HasNotes: false }:
                    return Problems.Conflict("This interview has no notes to code.");
                case { IsCoded: false }:
                    return Problems.Conflict("Nobody has coded this interview yet. Code it once before it is coded a second time.");
                case { IsCodedByThem: true }:
                    return Problems.Conflict($"{coder.Name} worked on the first coding. Somebody else codes it a second time.");
            }

            await unit.ExecuteAsync(InsertSql, args);
            return (await unit.FindAsync<BlindCodingRow>(BlindCodingRow.FindSql, args))!.Ok();
        }, ct);
}
