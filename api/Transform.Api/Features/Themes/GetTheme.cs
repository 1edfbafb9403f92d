using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Themes;

/// <summary>One theme.</summary>
public static class GetTheme
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{id:guid}", HandleAsync).WithName("getTheme").WithSummary("Read a theme").Requires(Scopes.ReadProgrammes);

    public static async Task<Results<Versioned<Theme>, ProblemHttpResult>> HandleAsync(Guid id, CurrentUser user, Db db, CancellationToken ct) =>
        await db.FindAsync<Theme>(Theme.FindSql, new { user.WorkspaceId, Id = id }, ct) is { } theme
            ? Versioned.Ok(theme, theme.Version)
            : Problems.NotFound("theme");
}
