using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Taxonomies;

/// <summary>
/// Makes the next edition, whole; earlier editions are kept, because scores name the edition that they used. The programmes that use the
/// taxonomy are scored anew. A dimension that records refer to cannot be dropped: they would point at nothing.
/// </summary>
public static class ReviseFocusTaxonomy
{
    public sealed record Uses(int Activities, int Ratings, int Mentions, int Themes);

    [PortableSql]
    public const string UpdateSql = """
        UPDATE FocusTaxonomies
        SET Name = @Name, NameKey = @NameKey, RevisedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND Id = @Id AND Version = @Version
        """;

    /// <summary>What refers to a dimension through the programmes that use this taxonomy; themes belong to the whole workspace.</summary>
    [PortableSql(typeof(Uses))]
    public const string UsesSql = """
        SELECT
            (SELECT COUNT(*) FROM ActivityFocus f JOIN Programmes p ON p.WorkspaceId = f.WorkspaceId AND p.Id = f.ProgrammeId
                WHERE f.WorkspaceId = @WorkspaceId AND p.TaxonomyId = @Id AND f.Dimension = @Dimension) AS Activities,
            (SELECT COUNT(*) FROM BlindRatings r JOIN Programmes p ON p.WorkspaceId = r.WorkspaceId AND p.Id = r.ProgrammeId
                WHERE r.WorkspaceId = @WorkspaceId AND p.TaxonomyId = @Id AND r.Dimension = @Dimension) AS Ratings,
            (SELECT COUNT(*) FROM InterviewMentions m JOIN Programmes p ON p.WorkspaceId = m.WorkspaceId AND p.Id = m.ProgrammeId
                JOIN Interviews i ON i.WorkspaceId = m.WorkspaceId AND i.Id = m.InterviewId
                WHERE m.WorkspaceId = @WorkspaceId AND p.TaxonomyId = @Id AND m.Dimension = @Dimension AND (i.Confidentiality <> 'sealed' OR i.CreatedBy = @UserId)) AS Mentions,
            (SELECT COUNT(*) FROM Themes h WHERE h.WorkspaceId = @WorkspaceId AND h.Dimension = @Dimension) AS Themes
        """;

    [PortableSql]
    public const string ProgrammesSql = "SELECT Id FROM Programmes WHERE WorkspaceId = @WorkspaceId AND TaxonomyId = @Id";

    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("/{id:guid}", HandleAsync).WithName("reviseFocusTaxonomy").WithSummary("Make the next edition of a focus taxonomy").Requires(Scopes.Administer).RequiresIfMatch();

    public static async Task<Results<Versioned<FocusTaxonomyResponse>, ProblemHttpResult>> HandleAsync(
        Guid id, IfMatch version, FocusTaxonomyRequest body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        if (body.Errors() is { Count: > 0 } errors)
        {
            return Problems.Invalid(errors);
        }

        var args = new { user.WorkspaceId, Id = id, Version = version.Number, Name = body.Name.Trim(), NameKey = body.Name.ToKey(), Now = clock.UtcNow() };
        try
        {
            return await db.WriteAsync<Results<Versioned<FocusTaxonomyResponse>, ProblemHttpResult>>(user, Change.Revised("focusTaxonomy", id), async unit =>
            {
                var before = await FocusTaxonomyResponse.FindAsync(unit, user, id);
                if (before is null)
                {
                    return Problems.NotFound("focus taxonomy");
                }

                if (await unit.ExecuteAsync(UpdateSql, args) == 0)
                {
                    return Problems.Stale(before.Version);
                }

                foreach (var dropped in before.Dimensions.ExceptBy(body.Dimensions.Select(it => it.Code), it => it.Code, StringComparer.Ordinal))
                {
                    if (await WhyKeptAsync(unit, user, id, dropped.Code) is { } why)
                    {
                        return Problems.Conflict($"{dropped.Code} ({dropped.Name}) cannot be dropped: {why}.");
                    }
                }

                await body.InsertEditionAsync(unit, user, id, before.Version + 1);
                unit.Touch(await unit.QueryAsync<Guid>(ProgrammesSql, args));
                return await FocusTaxonomyResponse.FindAsync(unit, user, id) is { } taxonomy
                    ? Versioned.Ok(taxonomy, taxonomy.Version)
                    : Problems.NotFound("focus taxonomy");
            }, ct);
        }
        catch (Exception exception) when (db.IsUniqueViolation(exception))
        {
            return Problems.Conflict("A taxonomy of this name is here already.");
        }
    }

    /// <summary>What refers to a dimension as far as the caller may know, in words, or null where it may go. A mention in a sealed interview enters no figure, and is none of the reasons.</summary>
    internal static async Task<string?> WhyKeptAsync(Unit unit, CurrentUser user, Guid id, string dimension)
    {
        var uses = await unit.FindAsync<Uses>(UsesSql, new { user.WorkspaceId, Id = id, Dimension = dimension, UserId = user.Id });
        var themesNeedIt = uses is { Themes: > 0 } && await unit.FindAsync<int>(TaxonomyDimension.CountSql, new { user.WorkspaceId, Dimension = dimension, ExceptTaxonomyId = (Guid?)id }) == 0;
        (int Count, string One, string Many)[] named = uses is null
            ? []
            :
            [
                (uses.Activities, "activity is", "activities are"), (uses.Ratings, "blind rating is", "blind ratings are"),
                (uses.Mentions, "mention is", "mentions are"), (themesNeedIt ? uses.Themes : 0, "theme is", "themes are"),
            ];
        var parts = named.Where(it => it.Count > 0).Select(it => $"{it.Count} {(it.Count == 1 ? it.One : it.Many)} coded with it").ToList();
        return parts.Count == 0 ? null : string.Join(", ", parts);
    }
}
