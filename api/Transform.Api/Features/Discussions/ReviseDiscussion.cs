using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Discussions;

/// <summary>Saves an edit of what is said about a discussion, unless someone else saved since the caller read it.</summary>
public static class ReviseDiscussion
{
    [PortableSql]
    public const string UpdateSql = """
        UPDATE Discussions
        SET Title = @Title, TitleKey = @TitleKey, Kind = @Kind, HeldOn = @HeldOn, SourceLink = @SourceLink, Invitation = @Invitation, RevisedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @Id AND Version = @Version
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("/{id:guid}", HandleAsync).WithName("reviseDiscussion").WithSummary("Revise a discussion").Requires(Scopes.WriteInterviews).RequiresIfMatch();

    public static Task<Results<Versioned<Discussion>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid id, IfMatch version, DiscussionRequest body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        var args = body.Args(user, programmeId, id, clock.UtcNow(), version.Number);
        return db.WriteAsync<Results<Versioned<Discussion>, ProblemHttpResult>>(user, Change.Revised("discussion", id, programmeId), async unit =>
        {
            var changed = await unit.ExecuteAsync(UpdateSql, args);
            var current = await unit.FindAsync<Discussion>(Discussion.FindSql, args);
            return (changed, current) switch
            {
                (_, null) => Problems.NotFound("discussion"),
                (0, _) => Problems.Stale(current.Version),
                _ => Versioned.Ok(current, current.Version, current.Variant),
            };
        }, ct);
    }
}
