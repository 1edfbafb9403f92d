using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Features.Access;

/// <summary>One user.</summary>
public static class GetUser
{
    public static void Map(RouteGroupBuilder group) => group.MapGet("/{id:guid}", HandleAsync).WithName("getUser").WithSummary("Read a user");

    public static async Task<Results<Versioned<User>, ProblemHttpResult>> HandleAsync(Guid id, CurrentUser user, Db db, CancellationToken ct) =>
        await db.FindAsync<User>(User.FindSql, new { user.WorkspaceId, Id = id }, ct) is { } row
            ? Versioned.Ok(row, row.Version)
            : Problems.NotFound("user");
}
