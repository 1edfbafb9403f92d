using System.ComponentModel.DataAnnotations;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Themes;

/// <summary>What people talk about: a codebook of themes, each under one dimension of attention. Every change of it can be taken back.</summary>
public static class ThemesFeature
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/themes").WithTags("Themes");
        ListThemes.Map(group);
        CreateTheme.Map(group);
        GetTheme.Map(group);
        ReviseTheme.Map(group);
        DeleteTheme.Map(group);
        MergeTheme.Map(group);
        SplitTheme.Map(group);

        var codebook = api.MapGroup("/codebook").WithTags("Themes");
        GetCodebook.Map(codebook);
        ExportCodebook.Map(codebook);
        ImportCodebook.Map(codebook);
        ListCodebookSteps.Map(codebook);
        UndoCodebookStep.Map(codebook);
    }
}

/// <param name="Colour">As <c>#RRGGBB</c>.</param>
/// <param name="IsCodable">False where the theme only groups others: nothing new is coded with it.</param>
public sealed record Theme(
    Guid Id, string Name, string? Definition, string? Colour, bool IsCodable, string Dimension, Guid? ParentId, DateTime CreatedAt, DateTime RevisedAt, int Version)
{
    [PortableSql(typeof(Theme))]
    public const string FindSql = """
        SELECT Id, Name, Definition, Colour, IsCodable, Dimension, ParentId, CreatedAt, RevisedAt, Version
        FROM Themes
        WHERE WorkspaceId = @WorkspaceId AND Id = @Id
        """;

    [PortableSql(typeof(Theme))]
    public const string AllSql = """
        SELECT Id, Name, Definition, Colour, IsCodable, Dimension, ParentId, CreatedAt, RevisedAt, Version
        FROM Themes
        WHERE WorkspaceId = @WorkspaceId
        ORDER BY NameKey
        """;

    internal ThemeText Text => new(Name, Definition, Colour, IsCodable, Dimension, ParentId);
}

/// <summary>What people decide about a theme: everything but its id, times and version.</summary>
internal sealed record ThemeText(string Name, string? Definition, string? Colour, bool IsCodable, string Dimension, Guid? ParentId);

/// <summary>A theme as it is written, whole.</summary>
public sealed record ThemeRequest
{
    [Required, NotBlank, StringLength(200)]
    public required string Name { get; init; }

    /// <summary>What belongs under the theme and what does not, so that two people code alike.</summary>
    [StringLength(2000)]
    public string? Definition { get; init; }

    /// <summary>A colour as <c>#RRGGBB</c>, to find the theme by; nothing depends on it.</summary>
    [RegularExpression("#[0-9A-Fa-f]{6}", ErrorMessage = "Give a colour such as #005EB8.")]
    public string? Colour { get; init; }

    /// <summary>False for a theme that only groups others; true unless told.</summary>
    public bool? IsCodable { get; init; }

    /// <summary>The code of a dimension of one of the workspace's taxonomies, such as <c>P1</c>.</summary>
    [Required, NotBlank, StringLength(10)]
    public required string Dimension { get; init; }

    /// <summary>The wider theme that this one is part of.</summary>
    public Guid? ParentId { get; init; }

    internal ThemeText Text => new(Name.Trim(), string.IsNullOrWhiteSpace(Definition) ? null : Definition.Trim(), Colour?.ToUpperInvariant(), IsCodable ?? true, Dimension, ParentId);

    /// <summary>What is wrong with what the theme refers to, if anything.</summary>
    internal async Task<Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult?> WhyNotAsync(Unit unit, CurrentUser user, Guid id, ThemeTree tree)
    {
        if (await unit.FindAsync<int>(TaxonomyDimension.CountSql, new { user.WorkspaceId, Dimension, ExceptTaxonomyId = (Guid?)null }) == 0)
        {
            return Problems.Invalid("/dimension", $"No taxonomy here has a dimension “{Dimension}”.");
        }

        return ParentId is { } parentId && tree.WhyNotBeneath(id, parentId) is { } why ? Problems.Invalid("/parentId", why) : null;
    }
}
