using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Coding;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.Quotes;

/// <summary>Passages of what people said, each under one theme or more.</summary>
public static class QuotesFeature
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/programmes/{programmeId:guid}/quotes").WithTags("Quotes").WithinProgramme();
        ListQuotes.Map(group);
        CreateQuote.Map(group);
        GetQuote.Map(group);
        ReviseQuote.Map(group);
        DeleteQuote.Map(group);
        ListQuoteTerms.Map(group);
    }

    internal static string Path(Guid programmeId, Guid id) => $"{FeatureList.Base}/programmes/{programmeId}/quotes/{id}";
}

/// <summary>What a quote is written with, whether it is made or revised.</summary>
public abstract record QuoteFields
{
    [Required, MinLength(1), MaxLength(50)]
    public required IReadOnlyList<Guid> ThemeIds { get; init; }

    /// <summary>Its own level, if it has one: a narrower one freely; a wider one than the interview's where its people agreed to be quoted, and with a reason.</summary>
    [OneOf(typeof(Confidentiality))]
    public string? Confidentiality { get; init; }

    /// <summary>Why more people may read this passage than may read the interview.</summary>
    [NotBlank, StringLength(2000)]
    public string? ConfidentialityReason { get; init; }

    /// <summary>What the notes say there as the caller sees them. Where they say something else by now, nothing is coded (409).</summary>
    [StringLength(QuoteRules.LongestText)]
    public string? SeenText { get; init; }
}

/// <summary>What must hold of a quote, whether it is made or revised.</summary>
internal static class QuoteRules
{
    public const int LongestText = 10_000;

    public sealed record ThemeRow(Guid Id, string Name, string Dimension, bool IsCodable);

    [PortableSql(typeof(ThemeRow))]
    public const string ThemesSql = "SELECT Id, Name, Dimension, IsCodable FROM Themes WHERE WorkspaceId = @WorkspaceId AND Id IN @Ids";

    [PortableSql]
    public const string InsertThemeSql = "INSERT INTO QuoteThemes (WorkspaceId, ProgrammeId, QuoteId, ThemeId) VALUES (@WorkspaceId, @ProgrammeId, @QuoteId, @ThemeId)";

    [PortableSql]
    public const string InsertTermsSql = """
        INSERT INTO QuoteTerms (WorkspaceId, QuoteId, Edition, Confidentiality, KeyId, Reason, SetBy, SetAt)
        SELECT @WorkspaceId, @QuoteId, (SELECT COALESCE(MAX(t.Edition), 0) + 1 FROM QuoteTerms t WHERE t.WorkspaceId = @WorkspaceId AND t.QuoteId = @QuoteId), @Confidentiality, @KeyId, @Reason, @UserId, @Now
        """;

    internal sealed record SealedText(Guid KeyId, byte[] Text);

    /// <exception cref="ProblemException">The place is not one in the text, or holds nothing.</exception>
    public static string Cut(QuoteSource source, int start, int end, string? seen)
    {
        var notes = source.Text ?? "";
        if (end <= start)
        {
            throw new ProblemException(Problems.Invalid("/end", "A passage ends after it starts."));
        }

        if (end > notes.Length)
        {
            throw seen is null
                ? new ProblemException(Problems.Invalid("/end", $"The notes are {notes.Length} characters long. Choose a passage within them."))
                : Changed();
        }

        if (QuoteAnchor.SplitsCharacter(notes, start) || QuoteAnchor.SplitsCharacter(notes, end))
        {
            throw new ProblemException(Problems.Invalid(QuoteAnchor.SplitsCharacter(notes, start) ? "/start" : "/end", "This would cut a character in two."));
        }

        if (end - start > LongestText)
        {
            throw new ProblemException(Problems.Invalid("/end", $"A passage has {LongestText} characters at most. Choose a shorter one."));
        }

        var text = notes[start..end];
        if (seen is not null && seen != text)
        {
            throw Changed();
        }

        return string.IsNullOrWhiteSpace(text) ? throw new ProblemException(Problems.Invalid("/start", "There are no words in this passage.")) : text;

        static ProblemException Changed() => new(Problems.Conflict("The notes say something else there by now. Read them again and choose the passage again."));
    }

    /// <summary>Why this level cannot stand on a quote of this interview, if so.</summary>
    /// <param name="isNew">False where the quote has this level already.</param>
    public static ProblemHttpResult? WhyNotLevel(string? level, string? reason, bool isNew, Held? interview, bool mayBeQuoted, bool isBlind) => (level, interview) switch
    {
        (null, _) => null,
        (_, null) => Problems.Invalid("/confidentiality", "A contribution to an open discussion has no level of its own. Leave it out."),
        (not Trust.Confidentiality.Sealed, { Level: Trust.Confidentiality.Sealed }) => Problems.Invalid("/confidentiality", "The interview is sealed, and so is every passage of it. Change the interview first."),
        (Trust.Confidentiality.Sealed, _) when isBlind => Problems.Invalid("/confidentiality", "A blind coding is compared later, so its passages are not sealed. Choose another level."),
        _ when !isNew || !Trust.Confidentiality.IsWider(level, interview.Level) => null,
        _ when !mayBeQuoted => Problems.Invalid("/confidentiality", "More people may read a passage than its interview only where the people interviewed agreed to be quoted. Choose a level as narrow as the interview's."),
        _ when reason is null => Problems.Invalid("/confidentialityReason", "Say why more people may read this passage than may read the interview."),
        _ => null,
    };

    /// <exception cref="ProblemException">A theme is unknown, stands twice, holds other themes only, or is of a dimension that the programme does not use.</exception>
    public static async Task DemandThemesAsync(Unit unit, CurrentUser user, Guid programmeId, IReadOnlyList<Guid> themeIds, bool isMentioned)
    {
        var known = (await unit.QueryAsync<ThemeRow>(ThemesSql, new { user.WorkspaceId, Ids = themeIds.Distinct() })).ToDictionary(it => it.Id);
        var dimensions = isMentioned ? await unit.QueryAsync<string>(TaxonomyDimension.CodesSql, new { user.WorkspaceId, ProgrammeId = programmeId }) : [];
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        for (var i = 0; i < themeIds.Count; i++)
        {
            var wrong = known.TryGetValue(themeIds[i], out var theme) switch
            {
                false => "There is no such theme.",
                _ when themeIds.Take(i).Contains(themeIds[i]) => "This stands twice. Take one out.",
                _ when !theme!.IsCodable => $"“{theme.Name}” only holds other themes. Choose one of these.",
                _ when isMentioned && !dimensions.Contains(theme.Dimension, StringComparer.Ordinal) => $"“{theme.Name}” is of the dimension {theme.Dimension}, which the programme's focus taxonomy does not have. Choose another theme.",
                _ => null,
            };
            if (wrong is not null)
            {
                errors[$"/themeIds/{i}"] = [wrong];
            }
        }

        if (errors.Count > 0)
        {
            throw new ProblemException(Problems.Invalid(errors));
        }
    }

    public static Task InsertThemesAsync(Unit unit, CurrentUser user, Guid programmeId, Guid quoteId, IReadOnlyList<Guid> themeIds) =>
        unit.ExecuteAsync(InsertThemeSql, themeIds.Select(it => new { user.WorkspaceId, ProgrammeId = programmeId, QuoteId = quoteId, ThemeId = it }));

    public static async ValueTask<SealedText?> SealAsync(KeyStore keys, Guid id, string field, string? text, CancellationToken ct)
    {
        if (text is null)
        {
            return null;
        }

        var key = await keys.TakeAsync(ct);
        return new SealedText(key.Id, FreeText.Seal(key.Secret!, id, field, text));
    }
}
