using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Themes;

/// <summary>
/// Merges a theme into another: its quotes, mentions, memos and parts become the other's, and it goes. What was coded with both is coded
/// once; mentions keep the dimension that they were given. It can be taken back.
/// </summary>
public static class MergeTheme
{
    public sealed record Request
    {
        /// <summary>The theme that stays.</summary>
        [Required]
        public required Guid IntoThemeId { get; init; }
    }

    [PortableSql(typeof(CodebookStep.QuoteTheme))]
    public const string QuotesSql = "SELECT ProgrammeId, QuoteId, ThemeId FROM QuoteThemes WHERE WorkspaceId = @WorkspaceId AND ThemeId = @Id";

    [PortableSql(typeof(CodebookStep.ThemeMention))]
    public const string MentionsSql = """
        SELECT m.ProgrammeId, m.InterviewId, m.ThemeId, m.Dimension, m.FromQuotes
        FROM InterviewMentions m
        WHERE m.WorkspaceId = @WorkspaceId AND m.ThemeId = @Id
        """;

    [PortableSql]
    public const string MemosSql = "SELECT Id FROM Memos WHERE WorkspaceId = @WorkspaceId AND ThemeId = @Id";

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("/{id:guid}/merges", HandleAsync).WithName("mergeTheme").WithSummary("Merge a theme into another").Requires(Scopes.WriteProgrammes);

    public static async Task<Results<Ok<Theme>, ProblemHttpResult>> HandleAsync(Guid id, Request body, HttpContext http, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        var stepId = NewId.Next();
        var result = await db.WriteAsync<Results<Ok<Theme>, ProblemHttpResult>>(user, new Change("merged", "theme", body.IntoThemeId), async unit =>
        {
            var into = await unit.OnceAsync(body.IntoThemeId, () => MergeAsync(unit, user, id, body.IntoThemeId, stepId, clock.UtcNow()));
            return await unit.FindAsync<Theme>(Theme.FindSql, new { user.WorkspaceId, Id = into }) is { } theme ? TypedResults.Ok(theme) : Problems.NotFound("theme");
        }, ct);
        Versioned.WriteSequence(http);
        return result;
    }

    private static async Task MergeAsync(Unit unit, CurrentUser user, Guid id, Guid intoId, Guid stepId, DateTime now)
    {
        var tree = await ThemeTree.ReadAsync(unit, user);
        var going = tree.Find(id) ?? throw new ProblemException(Problems.NotFound("theme"));
        if (WhyNot(tree, going, intoId) is { } why)
        {
            throw new ProblemException(Problems.Invalid("/intoThemeId", why));
        }

        var staying = tree.Find(intoId)!;
        var quotes = await unit.QueryAsync<CodebookStep.QuoteTheme>(QuotesSql, new { user.WorkspaceId, Id = id });
        var quotesThere = (await unit.QueryAsync<CodebookStep.QuoteTheme>(QuotesSql, new { user.WorkspaceId, Id = intoId })).Select(it => it.QuoteId).ToHashSet();
        var mentions = await unit.QueryAsync<CodebookStep.ThemeMention>(MentionsSql, new { user.WorkspaceId, Id = id });
        var mentionsThere = (await unit.QueryAsync<CodebookStep.ThemeMention>(MentionsSql, new { user.WorkspaceId, Id = intoId })).ToDictionary(it => it.InterviewId);
        var memos = await unit.QueryAsync<Guid>(MemosSql, new { user.WorkspaceId, Id = id });

        // A mention that somebody coded by hand outlasts the quotes: of two that become one, the stronger reason stays.
        var strengthened = mentions.Where(it => !it.FromQuotes && mentionsThere.TryGetValue(it.InterviewId, out var there) && there.FromQuotes).Select(it => mentionsThere[it.InterviewId]).ToList();
        var step = new CodebookStep
        {
            Themes =
            [
                CodebookStep.Gone(going),
                CodebookStep.Changed(staying, staying.Text),
                .. tree.PartsOf(id).Select(it => CodebookStep.Changed(it, it.Text with { ParentId = intoId })),
            ],
            QuotesRemoved = quotes,
            QuotesAdded = [.. quotes.Where(it => !quotesThere.Contains(it.QuoteId)).Select(it => it with { ThemeId = intoId })],
            MentionsRemoved = [.. mentions, .. strengthened],
            MentionsAdded = [.. mentions.Where(it => !mentionsThere.ContainsKey(it.InterviewId)).Select(it => it with { ThemeId = intoId }), .. strengthened.Select(it => it with { FromQuotes = false })],
            Memos = [.. memos.Select(it => new CodebookStep.MemoMove(it, id, intoId))],
        };
        await CodebookWriter.ApplyAsync(unit, user, step, now);
        await step.WriteAsync(unit, user, stepId, CodebookStepKinds.Merged, $"Merged “{going.Name}” into “{staying.Name}”", now);
        unit.Manifest = JsonSerializer.Serialize(tree.PartsOf(id).Select(it => it.Id).Prepend(id));
    }

    private static string? WhyNot(ThemeTree tree, Theme going, Guid intoId) => tree.Find(intoId) switch
    {
        null => "There is no such theme.",
        { Id: var same } when same == going.Id => "A theme cannot be merged into itself. Choose another.",
        { IsCodable: false } when going.IsCodable => "This theme only groups others, and nothing is coded with it. Choose another, or let it be coded with first.",
        _ when tree.IsBeneath(intoId, going.Id) => "This theme is part of the one that would go. Move it out first.",
        _ when tree.DepthOf(intoId) + tree.HeightOf(going.Id) - 1 > ThemeTree.DeepestNesting => $"Themes nest {ThemeTree.DeepestNesting} deep at most. Choose a wider theme.",
        _ => null,
    };
}
