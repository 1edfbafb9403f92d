using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Discussions;

/// <summary>
/// Records whether somebody's words may be repeated, and when they were said. What was said, and by whom, stays as it was: a contribution
/// that is wrong is removed, and added again. Consent that is withdrawn takes the words out of the report, and the name out of every answer, at once.
/// </summary>
public static class ReviseContribution
{
    public sealed record Request
    {
        [Required, OneOf(typeof(Consents))]
        public required string Consent { get; init; }

        [SensibleDate]
        public DateTime? SaidAt { get; init; }
    }

    [PortableSql]
    public const string UpdateSql = """
        UPDATE Contributions
        SET Consent = @Consent, SaidAt = @SaidAt, RevisedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND DiscussionId = @DiscussionId AND Id = @Id AND Version = @Version
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("/{id:guid}", HandleAsync).WithName("reviseContribution").WithSummary("Record consent to a contribution").Requires(Scopes.WriteInterviews).RequiresIfMatch();

    public static async Task<Results<Versioned<Contribution>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid discussionId, Guid id, IfMatch version, Request body, CurrentUser user, Db db, KeyStore keys, TimeProvider clock, CancellationToken ct)
    {
        var args = new
        {
            user.WorkspaceId, ProgrammeId = programmeId, DiscussionId = discussionId, Id = id, body.Consent, body.SaidAt, Now = clock.UtcNow(), Version = version.Number,
        };
        var written = await db.WriteAsync<IResult>(user, Change.Revised("contribution", id, programmeId), async unit =>
        {
            var changed = await unit.ExecuteAsync(UpdateSql, args);
            return (changed, await unit.FindAsync<ContributionRow>(ContributionRow.FindSql, args)) switch
            {
                (_, null) => Problems.NotFound("contribution"),
                (0, { } newer) => Problems.Stale(newer.Version),
                _ => Versioned.Ok(id, version.Number + 1),
            };
        }, ct);
        if (Problems.Of(written) is { } refused)
        {
            return refused;
        }

        return await ContributionRow.FindAsync(programmeId, discussionId, id, user, db, keys, ct) is { } contribution
            ? Versioned.Ok(contribution, contribution.Version, GetContribution.VariantOf(contribution), isConfidential: true)
            : Problems.NotFound("contribution");
    }
}
