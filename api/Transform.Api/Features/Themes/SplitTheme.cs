using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Themes;

/// <summary>
/// Splits a theme: the quotes named become those of a new theme beside it. Interviews mention the new theme where its quotes are, and no
/// longer mention the old one where only those quotes carried it. It can be taken back.
/// </summary>
public static class SplitTheme
{
    private const int MostQuotes = 500;

    public sealed record Request
    {
        [Required, NotBlank, StringLength(200)]
        public required string Name { get; init; }

        /// <summary>What belongs under the new theme and what does not.</summary>
        [StringLength(2000)]
        public string? Definition { get; init; }

        /// <summary>A colour as <c>#RRGGBB</c>.</summary>
        [RegularExpression("#[0-9A-Fa-f]{6}", ErrorMessage = "Give a colour such as #005EB8.")]
        public string? Colour { get; init; }

        /// <summary>That of the theme that is split, unless told.</summary>
        [NotBlank, StringLength(10)]
        public string? Dimension { get; init; }

        /// <summary>Quotes that are coded with the theme now, and with the new one afterwards.</summary>
        [Required, MinLength(1), MaxLength(MostQuotes)]
        public required IReadOnlyList<Guid> QuoteIds { get; init; }
    }

    public sealed record QuoteRow(Guid Id, Guid ProgrammeId, Guid? InterviewId, bool CarriesMention);

    /// <summary>Of the quotes named, those that are coded with the theme and that this reader may see.</summary>
    [PortableSql(typeof(QuoteRow))]
    public const string QuotesSql = """
        SELECT q.Id, q.ProgrammeId, q.InterviewId,
            CASE WHEN q.BlindCoderId IS NULL AND (q.Confidentiality IS NULL OR q.Confidentiality <> 'sealed') THEN 1 ELSE 0 END AS CarriesMention
        FROM Quotes q
        JOIN QuoteThemes t ON t.WorkspaceId = q.WorkspaceId AND t.QuoteId = q.Id AND t.ThemeId = @Id
        LEFT JOIN Interviews i ON i.WorkspaceId = q.WorkspaceId AND i.Id = q.InterviewId
        WHERE q.WorkspaceId = @WorkspaceId AND q.Id IN @QuoteIds
            AND (@SeesEvery = 1
                OR EXISTS (SELECT 1 FROM ProgrammeMembers m WHERE m.WorkspaceId = @WorkspaceId AND m.ProgrammeId = q.ProgrammeId AND m.UserId = @UserId)
                OR EXISTS (SELECT 1 FROM PortfolioProgrammes o
                    JOIN PortfolioReaders r ON r.WorkspaceId = o.WorkspaceId AND r.PortfolioId = o.PortfolioId
                    WHERE o.WorkspaceId = @WorkspaceId AND o.ProgrammeId = q.ProgrammeId AND r.UserId = @UserId))
            AND
        """ + " " + QuoteRule.ThereSql;

    public sealed record CountRow(Guid? InterviewId, int Quotes);

    /// <summary>How many quotes carry the theme into each of these interviews: not a blind coder's, nor one that somebody sealed.</summary>
    [PortableSql(typeof(CountRow))]
    public const string CountsSql = """
        SELECT q.InterviewId, COUNT(*) AS Quotes
        FROM Quotes q
        JOIN QuoteThemes t ON t.WorkspaceId = q.WorkspaceId AND t.QuoteId = q.Id AND t.ThemeId = @Id
        WHERE q.WorkspaceId = @WorkspaceId AND q.InterviewId IN @Ids AND q.BlindCoderId IS NULL AND (q.Confidentiality IS NULL OR q.Confidentiality <> 'sealed')
        GROUP BY q.InterviewId
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("/{id:guid}/splits", HandleAsync).WithName("splitTheme").WithSummary("Split a theme in two").Requires(Scopes.WriteInterviews);

    public static async Task<Results<Versioned<Theme>, ProblemHttpResult>> HandleAsync(Guid id, Request body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        var newId = NewId.Next();
        var stepId = NewId.Next();
        try
        {
            return await db.WriteAsync<Results<Versioned<Theme>, ProblemHttpResult>>(user, new Change("split", "theme", newId), async unit =>
            {
                var made = await unit.OnceAsync(newId, () => SplitAsync(unit, user, id, body, newId, stepId, clock.UtcNow()));
                return await unit.FindAsync<Theme>(Theme.FindSql, new { user.WorkspaceId, Id = made }) is { } theme
                    ? Versioned.Created(theme, theme.Version, $"{FeatureList.Base}/themes/{made}")
                    : Problems.NotFound("theme");
            }, ct);
        }
        catch (Exception exception) when (db.IsUniqueViolation(exception))
        {
            return Problems.Conflict(CreateTheme.NameTaken);
        }
    }

    private static async Task SplitAsync(Unit unit, CurrentUser user, Guid id, Request body, Guid newId, Guid stepId, DateTime now)
    {
        var tree = await ThemeTree.ReadAsync(unit, user);
        var theme = tree.Find(id) ?? throw new ProblemException(Problems.NotFound("theme"));
        var request = new ThemeRequest { Name = body.Name, Definition = body.Definition, Colour = body.Colour, Dimension = body.Dimension ?? theme.Dimension, ParentId = theme.ParentId };
        if (await request.WhyNotAsync(unit, user, newId, tree) is { } problem)
        {
            throw new ProblemException(problem);
        }

        if (tree.IsFull)
        {
            throw new ProblemException(Problems.Conflict($"A codebook holds {ThemeTree.MostThemes} themes at most. Merge or remove some first."));
        }

        var quotes = (await unit.QueryAsync<QuoteRow>(QuotesSql, new { user.WorkspaceId, Id = id, body.QuoteIds, UserId = user.Id, SeesEvery = user.SeesEveryProgramme })).ToDictionary(it => it.Id);
        var missing = body.QuoteIds.Index().Where(it => !quotes.ContainsKey(it.Item)).ToDictionary(it => $"/quoteIds/{it.Index}", _ => new[] { "No such quote is coded with this theme." }, StringComparer.Ordinal);
        if (missing.Count > 0)
        {
            throw new ProblemException(Problems.Invalid(missing));
        }

        var moved = quotes.Values.Where(it => it is { InterviewId: not null, CarriesMention: true }).GroupBy(it => it.InterviewId!.Value).ToDictionary(it => it.Key, it => it.ToList());
        var before = moved.Count == 0 ? [] : await unit.QueryAsync<CountRow>(CountsSql, new { user.WorkspaceId, Id = id, Ids = moved.Keys });
        var mentions = (await unit.QueryAsync<CodebookStep.ThemeMention>(MergeTheme.MentionsSql, new { user.WorkspaceId, Id = id })).Where(it => moved.ContainsKey(it.InterviewId)).ToDictionary(it => it.InterviewId);
        var emptied = before.Where(it => it.InterviewId is { } interview && it.Quotes == moved[interview].Count).Select(it => it.InterviewId!.Value).ToHashSet();
        var dimensions = new Dictionary<Guid, List<string>>();
        foreach (var programmeId in quotes.Values.Select(it => it.ProgrammeId).Distinct())
        {
            dimensions[programmeId] = await unit.QueryAsync<string>(TaxonomyDimension.CodesSql, new { user.WorkspaceId, ProgrammeId = programmeId });
        }

        // The dimension that was asked for, where the programme's taxonomy has it; else the one that the interview was coded with.
        string DimensionOf(Guid programmeId, Guid interviewId) =>
            body.Dimension is { } asked && dimensions[programmeId].Contains(asked, StringComparer.Ordinal) ? asked : mentions.GetValueOrDefault(interviewId)?.Dimension ?? theme.Dimension;

        var step = new CodebookStep
        {
            Themes = [CodebookStep.Made(newId, request.Text, now)],
            QuotesRemoved = [.. quotes.Values.Select(it => new CodebookStep.QuoteTheme(it.ProgrammeId, it.Id, id))],
            QuotesAdded = [.. quotes.Values.Select(it => new CodebookStep.QuoteTheme(it.ProgrammeId, it.Id, newId))],
            MentionsRemoved = [.. mentions.Values.Where(it => it.FromQuotes && emptied.Contains(it.InterviewId))],
            MentionsAdded = [.. moved.Select(it => new CodebookStep.ThemeMention(it.Value[0].ProgrammeId, it.Key, newId, DimensionOf(it.Value[0].ProgrammeId, it.Key), FromQuotes: true))],
        };
        await CodebookWriter.ApplyAsync(unit, user, step, now);
        await step.WriteAsync(unit, user, stepId, CodebookStepKinds.Split, $"Split “{request.Text.Name}” from “{theme.Name}”", now);
        unit.Manifest = System.Text.Json.JsonSerializer.Serialize(new[] { id });
    }
}
