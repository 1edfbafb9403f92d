using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Commitments;

/// <summary>Adds a commitment, to an interview or to the programme itself.</summary>
public static class CreateCommitment
{
    public sealed record InterviewRow(string Confidentiality, Guid CreatedBy, DateTime CreatedAt, string SuccessionConsent);

    [PortableSql(typeof(InterviewRow))]
    public const string InterviewSql = """
        SELECT Confidentiality, CreatedBy, CreatedAt, SuccessionConsent
        FROM Interviews
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @InterviewId
            AND (Confidentiality <> 'sealed' OR CreatedBy = @UserId)
        """;

    [PortableSql]
    public const string InsertSql = """
        INSERT INTO Commitments (WorkspaceId, Id, ProgrammeId, InterviewId, PersonId, KeyId, Act, Evidence, EvidenceLink, DueOn, Status, StatusReason, VerifiedBy, CreatedBy, CreatedAt, RevisedAt, Version)
        VALUES (@WorkspaceId, @Id, @ProgrammeId, @InterviewId, @PersonId, @KeyId, @Act, @Evidence, @EvidenceLink, @DueOn, @Status, @StatusReason, @VerifiedBy, @UserId, @Now, @Now, 1)
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("", HandleAsync).WithName("createCommitment").WithSummary("Add a commitment").Requires(Scopes.WriteInterviews);

    public static async Task<Results<Versioned<Commitment>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, CommitmentRequest body, CurrentUser user, Db db, KeyStore keys, CommitmentReader reader, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var id = Guid.CreateVersion7(new DateTimeOffset(now.Date, TimeSpan.Zero));      // the day only: the id must not lead to an interview
        var find = new { user.WorkspaceId, ProgrammeId = programmeId, body.InterviewId, UserId = user.Id };
        var interview = body.InterviewId is null ? null : await db.FindAsync<InterviewRow>(InterviewSql, find, ct);
        if (body.InterviewId is not null && interview is null)
        {
            return Problems.Invalid("/interviewId", "There is no such interview in this programme.");
        }

        var level = interview?.Confidentiality ?? Confidentiality.Programme;
        if (interview is not null && !Confidentiality.OpensTo(user, new Held(level, interview.CreatedBy, interview.CreatedAt, interview.SuccessionConsent)))
        {
            return Problems.Forbidden("Only those who may open an interview's notes may add to it.");
        }

        var args = body.Args(user, programmeId, id, await keys.TakeAsync(ct), now);
        var written = await db.WriteAsync<IResult>(user, Confidentiality.Announce("created", "commitment", id, programmeId, level), async unit =>
        {
            var made = await unit.OnceAsync(id, async () =>
            {
                // The interview may have been sealed or removed since it was looked at: then this is not what was allowed.
                if (interview is not null && await unit.FindAsync<InterviewRow>(InterviewSql, find) != interview)
                {
                    throw new ProblemException(Problems.Conflict("The interview changed just now. Read it again."));
                }

                await body.CheckAsync(unit, user);
                await unit.ExecuteAsync(InsertSql, args);
            });
            return Versioned.Ok(made, version: 1);
        }, ct);

        return await reader.FindAsync(programmeId, ((Versioned<Guid>)written).Body, ct) is var (commitment, variant)
            ? Versioned.Created(commitment, commitment.Version, CommitmentsFeature.Path(programmeId, commitment.Id), variant, isConfidential: commitment.Act is not null)
            : Problems.NotFound("commitment");
    }
}
