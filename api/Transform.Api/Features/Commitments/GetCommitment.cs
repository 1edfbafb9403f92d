using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Commitments;

/// <summary>One commitment as its reader may see it.</summary>
public static class GetCommitment
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{id:guid}", HandleAsync).WithName("getCommitment").WithSummary("Read a commitment").Requires(Scopes.ReadInterviews);

    public static async Task<Results<Versioned<Commitment>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid id, CurrentUser user, Db db, KeyStore keys, TimeProvider clock, CancellationToken ct) =>
        await FindAsync(programmeId, id, user, db, keys, clock, ct) is var (body, variant)
            ? Versioned.Ok(body, body.Version, variant, isConfidential: body.Act is not null)
            : Problems.NotFound("commitment");

    internal static async Task<(Commitment Body, string Variant)?> FindAsync(Guid programmeId, Guid id, CurrentUser user, Db db, KeyStore keys, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindAsync<CommitmentRow>(CommitmentRow.FindSql, new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, UserId = user.Id }, ct) is not { } row)
        {
            return null;
        }

        var today = clock.UtcToday();
        var opened = await CommitmentRow.OpenAsync([row], user, keys, today, namesProgramme: false, ct);
        return (opened[0], row.VariantFor(user) + (opened[0].IsOverdue ? "-overdue" : ""));
    }
}
