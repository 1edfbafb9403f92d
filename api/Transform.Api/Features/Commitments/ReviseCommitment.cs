using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.Commitments;

/// <summary>Saves what became of a commitment, unless someone else saved since the caller read it. The words are sealed under a fresh key.</summary>
public static class ReviseCommitment
{
    [PortableSql]
    public const string UpdateSql = """
        UPDATE Commitments
        SET PersonId = @PersonId, KeyId = @KeyId, Act = @Act, Evidence = @Evidence, EvidenceLink = @EvidenceLink, DueOn = @DueOn, Status = @Status, StatusReason = @StatusReason,
            VerifiedBy = @VerifiedBy, RevisedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @Id AND Version = @Version
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("/{id:guid}", HandleAsync).WithName("reviseCommitment").WithSummary("Revise a commitment").Requires(Scopes.WriteInterviews).RequiresIfMatch();

    public static async Task<Results<Versioned<Commitment>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid id, IfMatch version, CommitmentRequest body, CurrentUser user, Db db, KeyStore keys, CommitmentReader reader, TimeProvider clock, CancellationToken ct)
    {
        var find = new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, UserId = user.Id };
        var current = await db.FindAsync<CommitmentRow>(CommitmentRow.FindSql, find, ct);
        if (WhyNot(current, version, user) is { } problem)
        {
            return problem;
        }

        if (body.InterviewId is { } interviewId && interviewId != current!.InterviewId)
        {
            return Problems.Invalid("/interviewId", "A commitment stays with its interview. Add another to the other interview.");
        }

        var args = body.Args(user, programmeId, id, await keys.TakeAsync(ct), clock.UtcNow(), version.Number);
        var written = await db.WriteAsync<IResult>(user, Announce("revised", current!), async unit =>
        {
            if (WhyNoMore(await unit.FindAsync<CommitmentRow>(CommitmentRow.FindSql, find), current!, version, user) is { } late)
            {
                return late;
            }

            await body.CheckAsync(unit, user, isClaimed: current is { Status: CommitmentStatus.Kept, HasEvidence: false });
            await unit.ExecuteAsync(UpdateSql, args);
            unit.Erase([current!.KeyId]);
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

    /// <summary>Why this caller may not write the version that they name, if so.</summary>
    internal static ProblemHttpResult? WhyNot(CommitmentRow? current, IfMatch version, CurrentUser user) => current switch
    {
        null => Problems.NotFound("commitment"),
        _ when !current.OpensTo(user) => Problems.Forbidden("Only those who may open the words of a commitment may change it."),
        _ when current.Version != version.Number => Problems.Stale(current.Version),
        _ => null,
    };

    /// <summary>The same again inside the unit: meanwhile somebody may have saved, or the interview may have been sealed or opened.</summary>
    internal static ProblemHttpResult? WhyNoMore(CommitmentRow? now, CommitmentRow before, IfMatch version, CurrentUser user) =>
        WhyNot(now, version, user) ?? ((now!.Confidentiality, now.SuccessionConsent) != (before.Confidentiality, before.SuccessionConsent) ? Problems.Conflict("The interview changed just now. Read the commitment again.") : null);

    internal static Change Announce(string operation, CommitmentRow row) =>
        Confidentiality.Announce(operation, "commitment", row.Id, row.ProgrammeId, row.Confidentiality ?? Confidentiality.Programme);
}
