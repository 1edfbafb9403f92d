using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Discussions;

/// <summary>One discussion, without its contributions.</summary>
public static class GetDiscussion
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{id:guid}", HandleAsync).WithName("getDiscussion").WithSummary("Read a discussion").Requires(Scopes.ReadInterviews);

    public static async Task<Results<Versioned<Discussion>, ProblemHttpResult>> HandleAsync(Guid programmeId, Guid id, CurrentUser user, Db db, CancellationToken ct) =>
        await db.FindAsync<Discussion>(Discussion.FindSql, new { user.WorkspaceId, ProgrammeId = programmeId, Id = id }, ct) is { } discussion
            ? Versioned.Ok(discussion, discussion.Version, discussion.Variant)
            : Problems.NotFound("discussion");
}
