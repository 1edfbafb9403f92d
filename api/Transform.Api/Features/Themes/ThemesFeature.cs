using System.ComponentModel.DataAnnotations;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Themes;

/// <summary>What people talk about, each theme under one dimension of attention.</summary>
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
    }
}

public sealed record Theme(Guid Id, string Name, string? Definition, string Dimension, Guid? ParentId, DateTime CreatedAt, DateTime RevisedAt, int Version)
{
    [PortableSql(typeof(Theme))]
    public const string FindSql = """
        SELECT Id, Name, Definition, Dimension, ParentId, CreatedAt, RevisedAt, Version
        FROM Themes
        WHERE WorkspaceId = @WorkspaceId AND Id = @Id
        """;
}

/// <summary>A theme as it is written, whole.</summary>
public sealed record ThemeRequest
{
    private const int DeepestNesting = 10;

    [Required, NotBlank, StringLength(200)]
    public required string Name { get; init; }

    /// <summary>What belongs under the theme and what does not, so that two people code alike.</summary>
    [StringLength(2000)]
    public string? Definition { get; init; }

    /// <summary>The code of a dimension of one of the workspace's taxonomies, such as <c>P1</c>.</summary>
    [Required, NotBlank, StringLength(10)]
    public required string Dimension { get; init; }

    /// <summary>The wider theme that this one is part of.</summary>
    public Guid? ParentId { get; init; }

    internal object Args(CurrentUser user, Guid id, DateTime now, int version = 1) => new
    {
        user.WorkspaceId, Id = id, Name = Name.Trim(), NameKey = Name.ToKey(), Definition = string.IsNullOrWhiteSpace(Definition) ? null : Definition.Trim(), Dimension, ParentId, Now = now, Version = version,
    };

    /// <summary>What is wrong with what the theme refers to, if anything.</summary>
    internal async Task<Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult?> WhyNotAsync(Unit unit, CurrentUser user, Guid id)
    {
        if (await unit.FindAsync<int>(TaxonomyDimension.CountSql, new { user.WorkspaceId, Dimension, ExceptTaxonomyId = (Guid?)null }) == 0)
        {
            return Problems.Invalid("/dimension", $"No taxonomy here has a dimension “{Dimension}”.");
        }

        var above = ParentId;
        for (var depth = 1; above is { } parentId; depth++)
        {
            if (parentId == id)
            {
                return Problems.Invalid("/parentId", "A theme cannot stand beneath itself. Choose a theme that is not one of its parts.");
            }

            if (depth == DeepestNesting)
            {
                return Problems.Invalid("/parentId", $"Themes nest {DeepestNesting} deep at most. Choose a wider theme.");
            }

            var parent = await unit.FindAsync<Theme>(Theme.FindSql, new { user.WorkspaceId, Id = parentId });
            if (parent is null)
            {
                return Problems.Invalid("/parentId", "There is no such theme.");
            }

            above = parent.ParentId;
        }

        return null;
    }
}
