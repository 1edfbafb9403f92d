using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Discussions;

/// <summary>Adds a discussion, to which contributions are then imported or added one by one.</summary>
public static class CreateDiscussion
{
    [PortableSql]
    public const string InsertSql = """
        INSERT INTO Discussions (WorkspaceId, Id, ProgrammeId, Title, TitleKey, Kind, HeldOn, SourceLink, Invitation, CreatedBy, CreatedAt, RevisedAt, Version)
        VALUES (@WorkspaceId, @Id, @ProgrammeId, @Title, @TitleKey, @Kind, @HeldOn, @SourceLink, @Invitation, @UserId, @Now, @Now, 1)
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("", HandleAsync).WithName("createDiscussion").WithSummary("Add a discussion").Requires(Scopes.WriteInterviews);

    public static Task<Results<Versioned<Discussion>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, DiscussionRequest body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        var id = NewId.Next();
        return db.WriteAsync<Results<Versioned<Discussion>, ProblemHttpResult>>(user, Change.Created("discussion", id, programmeId), async unit =>
        {
            var made = await unit.OnceAsync(id, () => unit.ExecuteAsync(InsertSql, body.Args(user, programmeId, id, clock.UtcNow())));
            return await unit.FindAsync<Discussion>(Discussion.FindSql, new { user.WorkspaceId, ProgrammeId = programmeId, Id = made }) is { } discussion
                ? Versioned.Created(discussion, discussion.Version, DiscussionsFeature.Path(programmeId, made), discussion.Variant)
                : Problems.NotFound("discussion");
        }, ct);
    }
}
