using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Coding;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Quotes;

/// <summary>Removes a quote with the memos about it, and erases the keys of their words. A mention that no other quote carries goes too.</summary>
public static class DeleteQuote
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("/{id:guid}", HandleAsync).WithName("deleteQuote").WithSummary("Remove a quote").Requires(Scopes.WriteInterviews).RequiresIfMatch();

    public static async Task<Results<Done, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid id, IfMatch version, CurrentUser user, Db db, CancellationToken ct)
    {
        var find = new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, UserId = user.Id };
        var current = await db.FindAsync<QuoteRow>(QuoteRow.FindSql, find, ct);
        if (ReviseQuote.WhyNot(current, version, user) is { } problem)
        {
            return problem;
        }

        return await db.WriteAsync<Results<Done, ProblemHttpResult>>(user, Confidentiality.Announce("deleted", "quote", id, programmeId, current!.Announced(current.Confidentiality)), async unit =>
        {
            if (ReviseQuote.WhyNot(await unit.FindAsync<QuoteRow>(QuoteRow.FindSql, find), version, user) is { } late)
            {
                return late;
            }

            if (await unit.FindAsync<int>(ReviseQuote.FinishedBlindSql, find) > 0)
            {
                return Problems.Conflict("This blind coding is finished. Settle the two codings first.");
            }

            await QuoteRows.DeleteAsync(unit, user, programmeId, [id]);
            if (current.InterviewId is { } interviewId)
            {
                await QuoteRows.CarryMentionsAsync(unit, user, programmeId, interviewId);
            }

            return Done.Result;
        }, ct);
    }
}
