using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Commitments;

/// <summary>
/// Takes the evidence of a commitment away, with its link and with who looked at it. What was claimed stands as it was, and counts as unchecked.
/// The other words are sealed under a fresh key, and the key that the evidence was under is erased.
/// </summary>
public static class RemoveEvidence
{
    [PortableSql]
    public const string UpdateSql = """
        UPDATE Commitments
        SET KeyId = @KeyId, Act = @Act, StatusReason = @StatusReason, Evidence = NULL, EvidenceLink = NULL, VerifiedBy = NULL, RevisedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @Id AND Version = @Version
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("/{id:guid}/evidence", HandleAsync).WithName("removeEvidence").WithSummary("Remove the evidence of a commitment").Requires(Scopes.WriteInterviews).RequiresIfMatch();

    public static async Task<Results<Versioned<Commitment>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid id, IfMatch version, CurrentUser user, Db db, KeyStore keys, CommitmentReader reader, TimeProvider clock, CancellationToken ct)
    {
        var find = new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, UserId = user.Id };
        var current = await db.FindAsync<CommitmentRow>(CommitmentRow.FindSql, find, ct);
        if (ReviseCommitment.WhyNot(current, version, user) is { } problem)
        {
            return problem;
        }

        if (!current!.HasEvidence && current.VerifiedBy is null)
        {
            return Problems.Conflict("This commitment has no evidence.");
        }

        var fresh = await keys.TakeAsync(ct);
        var secret = (await keys.FindAsync([current.KeyId], ct)).GetValueOrDefault(current.KeyId);
        byte[]? Again(byte[]? text, string field) =>
            text is null || secret is null ? text : FreeText.Seal(fresh.Secret!, id, field, FreeText.Open(secret, id, field, text));
        var args = new
        {
            user.WorkspaceId, ProgrammeId = programmeId, Id = id, Version = version.Number, Now = clock.UtcNow(), KeyId = secret is null ? current.KeyId : fresh.Id,
            Act = Again(current.Act, SealedFields.Act), StatusReason = Again(current.StatusReason, SealedFields.StatusReason),
        };
        var written = await db.WriteAsync<IResult>(user, ReviseCommitment.Announce("revised", current), async unit =>
        {
            if (ReviseCommitment.WhyNoMore(await unit.FindAsync<CommitmentRow>(CommitmentRow.FindSql, find), current, version, user) is { } late)
            {
                return late;
            }

            await unit.ExecuteAsync(UpdateSql, args);
            unit.Erase(secret is null ? [] : [current.KeyId]);
            return Versioned.Ok(id, version.Number + 1);
        }, ct);
        if (Problems.Of(written) is { } refused)
        {
            return refused;
        }

        return await reader.FindAsync(programmeId, id, ct) is var (commitment, variant)
            ? Versioned.Ok(commitment, commitment.Version, variant, isConfidential: commitment.Act is not null)
            : Problems.NotFound("commitment");
    }
}
