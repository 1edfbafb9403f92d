using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Themes;

/// <summary>
/// Takes back the newest step of the codebook that still stands, with everything that it recoded. Steps are taken back one after the
/// other, newest first; one whose themes or codings changed since is refused, so that nothing anybody did later is lost. What the caller may
/// not know of never refuses it: sealed coding is put back where it still can be, and otherwise stays as it is.
/// </summary>
public static class UndoCodebookStep
{
    private const int MostIds = 500;

    public sealed record Row(Guid Id, string Summary, string Reverse, DateTime? UndoneAt);

    public sealed record Response(Guid Id, string Summary, DateTime UndoneAt);

    [PortableSql(typeof(Row))]
    public const string FindSql = "SELECT Id, Summary, Reverse, UndoneAt FROM CodebookSteps WHERE WorkspaceId = @WorkspaceId AND Id = @Id";

    [PortableSql]
    public const string MarkSql = """
        UPDATE CodebookSteps
        SET UndoneBy = @UserId, UndoneAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND Id = @Id AND UndoneAt IS NULL
        """;

    [PortableSql]
    public const string QuotesThereSql = "SELECT Id FROM Quotes WHERE WorkspaceId = @WorkspaceId AND Id IN @Ids";

    [PortableSql(typeof(CodebookStep.QuoteTheme))]
    public const string QuoteThemesSql = "SELECT ProgrammeId, QuoteId, ThemeId FROM QuoteThemes WHERE WorkspaceId = @WorkspaceId AND QuoteId IN @Ids";

    [PortableSql]
    public const string InterviewsThereSql = "SELECT Id FROM Interviews WHERE WorkspaceId = @WorkspaceId AND Id IN @Ids";

    [PortableSql(typeof(CodebookStep.ThemeMention))]
    public const string MentionsSql = """
        SELECT ProgrammeId, InterviewId, ThemeId, Dimension, FromQuotes
        FROM InterviewMentions
        WHERE WorkspaceId = @WorkspaceId AND InterviewId IN @Ids
        """;

    public sealed record MemoRow(Guid Id, Guid? ThemeId);

    [PortableSql(typeof(MemoRow))]
    public const string MemosSql = "SELECT Id, ThemeId FROM Memos WHERE WorkspaceId = @WorkspaceId AND Id IN @Ids";

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("/steps/{id:guid}/undo", HandleAsync).WithName("undoCodebookStep").WithSummary("Take back the newest step of the codebook").Requires(Scopes.WriteProgrammes)
            .ProducesProblem(409);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(Guid id, HttpContext http, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        try
        {
            var result = await db.WriteAsync<Results<Ok<Response>, ProblemHttpResult>>(user, new Change("undone", "codebookStep", id), async unit =>
            {
                await unit.OnceAsync(id, () => UndoAsync(unit, user, db, id, clock.UtcNow()));
                var row = await unit.FindAsync<Row>(FindSql, new { user.WorkspaceId, Id = id });
                return row is { UndoneAt: { } at } ? TypedResults.Ok(new Response(id, row.Summary, at)) : Problems.NotFound("step");
            }, ct);
            Versioned.WriteSequence(http);
            return result;
        }
        catch (Exception exception) when (db.IsUniqueViolation(exception))
        {
            return Problems.Conflict("Another theme has taken a name that this step would give back.");
        }
    }

    private static async Task UndoAsync(Unit unit, CurrentUser user, Db db, Guid id, DateTime now)
    {
        var row = await unit.FindAsync<Row>(FindSql, new { user.WorkspaceId, Id = id }) ?? throw new ProblemException(Problems.NotFound("step"));
        if (row.UndoneAt is not null)
        {
            throw Conflict("This step was taken back already.");
        }

        if (await unit.FindAsync<Guid>(db.Page(ListCodebookSteps.NewestSql), new { user.WorkspaceId, Take = 1 }) != id)
        {
            throw Conflict("Something was done to the codebook since. Take that back first.");
        }

        var back = await StillThereAsync(unit, user, CodebookStep.Read(row.Reverse).Backwards());
        var tree = await ThemeTree.ReadAsync(unit, user);
        foreach (var change in back.Themes)
        {
            if (tree.Find(change.Id)?.Text != change.Before)
            {
                throw Conflict($"“{(change.Before ?? change.After)!.Name}” changed since. Put it back by hand.");
            }
        }

        await ThemeUses.DemandNotBlindAsync(unit, user);
        back = await NotRecodedAsync(unit, user, back);
        back = await NotUsedAsync(unit, user, back, tree);
        await CodebookWriter.ApplyAsync(unit, user, back, now);
        await unit.ExecuteAsync(MarkSql, new { user.WorkspaceId, Id = id, UserId = user.Id, Now = now });
        unit.Manifest = JsonSerializer.Serialize(back.Themes.Select(it => it.Id));
    }

    /// <summary>Quotes, interviews and memos may have been removed since: what was theirs need not come back.</summary>
    private static async Task<CodebookStep> StillThereAsync(Unit unit, CurrentUser user, CodebookStep back)
    {
        var quotes = (await FindAsync<Guid>(unit, user, QuotesThereSql, back.QuotesRemoved.Concat(back.QuotesAdded).Select(it => it.QuoteId))).ToHashSet();
        var interviews = (await FindAsync<Guid>(unit, user, InterviewsThereSql, back.MentionsRemoved.Concat(back.MentionsAdded).Select(it => it.InterviewId))).ToHashSet();
        var memos = (await FindAsync<MemoRow>(unit, user, MemosSql, back.Memos.Select(it => it.Id))).Select(it => it.Id).ToHashSet();
        return back with
        {
            QuotesRemoved = [.. back.QuotesRemoved.Where(it => quotes.Contains(it.QuoteId))],
            QuotesAdded = [.. back.QuotesAdded.Where(it => quotes.Contains(it.QuoteId))],
            MentionsRemoved = [.. back.MentionsRemoved.Where(it => interviews.Contains(it.InterviewId))],
            MentionsAdded = [.. back.MentionsAdded.Where(it => interviews.Contains(it.InterviewId))],
            Memos = [.. back.Memos.Where(it => memos.Contains(it.Id))],
        };
    }

    /// <summary>Nothing that the step recoded was recoded since; of what the caller may not know of, that which was is left alone.</summary>
    private static async Task<CodebookStep> NotRecodedAsync(Unit unit, CurrentUser user, CodebookStep back)
    {
        var quoteIds = back.QuotesRemoved.Concat(back.QuotesAdded).Select(it => it.QuoteId).ToList();
        var knownQuotes = await ThemeUses.KnownAsync(unit, user, ThemeUses.KnownQuotesSql, quoteIds);
        var quotes = (await FindAsync<CodebookStep.QuoteTheme>(unit, user, QuoteThemesSql, quoteIds)).Select(it => (it.QuoteId, it.ThemeId)).ToHashSet();
        bool HoldsQuote(CodebookStep.QuoteTheme it) => quotes.Contains((it.QuoteId, it.ThemeId));
        var recodedQuotes = back.QuotesRemoved.Where(it => !HoldsQuote(it)).Concat(back.QuotesAdded.Where(HoldsQuote)).Select(it => it.QuoteId).ToHashSet();
        if (recodedQuotes.Overlaps(knownQuotes))
        {
            throw Conflict("Quotes that this step recoded were coded otherwise since. Put them back by hand.");
        }

        var interviewIds = back.MentionsRemoved.Concat(back.MentionsAdded).Select(it => it.InterviewId).ToList();
        var knownInterviews = await ThemeUses.KnownAsync(unit, user, ThemeUses.KnownInterviewsSql, interviewIds);
        var mentions = (await FindAsync<CodebookStep.ThemeMention>(unit, user, MentionsSql, interviewIds)).Select(it => (it.InterviewId, it.ThemeId)).ToHashSet();
        var removed = back.MentionsRemoved.Select(it => (it.InterviewId, it.ThemeId)).ToHashSet();
        bool HoldsMention(CodebookStep.ThemeMention it) => mentions.Contains((it.InterviewId, it.ThemeId));
        bool IsTaken(CodebookStep.ThemeMention it) => HoldsMention(it) && !removed.Contains((it.InterviewId, it.ThemeId));
        var recodedInterviews = back.MentionsRemoved.Where(it => !HoldsMention(it)).Concat(back.MentionsAdded.Where(IsTaken)).Select(it => it.InterviewId).ToHashSet();
        if (recodedInterviews.Overlaps(knownInterviews))
        {
            throw Conflict("Interviews that this step recoded were coded otherwise since. Put them back by hand.");
        }

        var memos = (await FindAsync<MemoRow>(unit, user, MemosSql, back.Memos.Select(it => it.Id))).ToDictionary(it => it.Id, it => it.ThemeId);
        if (back.Memos.Any(it => memos[it.Id] != it.From))
        {
            throw Conflict("Memos that this step moved were changed since. Put them back by hand.");
        }

        return back with
        {
            QuotesRemoved = [.. back.QuotesRemoved.Where(it => !recodedQuotes.Contains(it.QuoteId))],
            QuotesAdded = [.. back.QuotesAdded.Where(it => !recodedQuotes.Contains(it.QuoteId))],
            MentionsRemoved = [.. back.MentionsRemoved.Where(it => !recodedInterviews.Contains(it.InterviewId))],
            MentionsAdded = [.. back.MentionsAdded.Where(it => !recodedInterviews.Contains(it.InterviewId))],
        };
    }

    /// <summary>A theme that goes with the step must carry nothing but what the step itself gave it; what the caller may not know of is detached.</summary>
    private static async Task<CodebookStep> NotUsedAsync(Unit unit, CurrentUser user, CodebookStep back, ThemeTree tree)
    {
        var going = back.Themes.Where(it => it.After is null).Select(it => it.Id).ToHashSet();
        var movedOut = back.Themes.Where(it => it.After is { } after && !(after.ParentId is { } parentId && going.Contains(parentId))).Select(it => it.Id).ToHashSet();
        foreach (var id in going)
        {
            var uses = await ThemeUses.ReadAsync(unit, user, id);
            if (uses.WhyNot(back, tree.PartsOf(id).Count(it => !going.Contains(it.Id) && !movedOut.Contains(it.Id))) is { } why)
            {
                throw Conflict($"“{tree.Find(id)!.Name}” came with this step and is in use since. {why}");
            }

            back = uses.Detach(back);
        }

        return back;
    }

    private static async Task<List<T>> FindAsync<T>(Unit unit, CurrentUser user, string sql, IEnumerable<Guid> ids)
    {
        var found = new List<T>();
        foreach (var some in ids.Distinct().Chunk(MostIds))
        {
            found.AddRange(await unit.QueryAsync<T>(sql, new { user.WorkspaceId, Ids = some }));
        }

        return found;
    }

    private static ProblemException Conflict(string detail) => new(Problems.Conflict(detail));
}
