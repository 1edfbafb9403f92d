using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.Interviews;

/// <summary>
/// Logs an interview in one request: who took part (new people too), what they thought and spoke of, and what they promised. A client may
/// make the id, and may then send the same again as often as it likes: there is one interview.
/// </summary>
public static class CreateInterview
{
    public sealed record Request : InterviewRequest
    {
        /// <summary>A version 7 UUID that the client made, so that a repeat finds the original.</summary>
        public Guid? Id { get; init; }

        [MaxLength(50)]
        public IReadOnlyList<CommitmentRequest>? Commitments { get; init; }
    }

    public sealed record CommitmentRequest
    {
        /// <summary>What the person said they would do.</summary>
        [Required, NotBlank, StringLength(2000)]
        public required string Act { get; init; }

        [SensibleDate]
        public DateOnly? DueOn { get; init; }

        /// <summary>Who promised; where one person took part, that person unless told.</summary>
        public Guid? PersonId { get; init; }
    }

    public sealed record Before(Guid ProgrammeId, Guid CreatedBy);

    private sealed record Promised(Guid Id, Guid KeyId, byte[] Act, CommitmentRequest Request);

    [PortableSql(typeof(Before))]
    public const string BeforeSql = "SELECT ProgrammeId, CreatedBy FROM Interviews WHERE WorkspaceId = @WorkspaceId AND Id = @Id";

    [PortableSql]
    public const string InsertSql = """
        INSERT INTO Interviews (WorkspaceId, Id, ProgrammeId, HeldAt, Minutes, Kind, ParticipationConsent, QuotationConsent, SuccessionConsent, Confidentiality, CommitmentAsked, CreatedBy, CreatedAt, RevisedAt, Version)
        VALUES (@WorkspaceId, @Id, @ProgrammeId, @HeldAt, @Minutes, @Kind, @ParticipationConsent, @QuotationConsent, @SuccessionConsent, @Confidentiality, @CommitmentAsked, @UserId, @Now, @Now, 1)
        """;

    [PortableSql]
    public const string InsertCommitmentSql = """
        INSERT INTO Commitments (WorkspaceId, Id, ProgrammeId, InterviewId, PersonId, KeyId, Act, Evidence, EvidenceLink, DueOn, Status, StatusReason, VerifiedBy, CreatedBy, CreatedAt, RevisedAt, Version)
        VALUES (@WorkspaceId, @Id, @ProgrammeId, @InterviewId, @PersonId, @KeyId, @Act, NULL, NULL, @DueOn, @Status, NULL, NULL, @UserId, @Now, @Now, 1)
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("", HandleAsync).WithName("createInterview").WithSummary("Log an interview").Requires(Scopes.WriteInterviews);

    public static async Task<Results<Versioned<Interview>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Request body, CurrentUser user, Db db, KeyStore keys, TimeProvider clock, CancellationToken ct)
    {
        if (body.Id is { Version: not 7 })
        {
            return Problems.Invalid("/id", "Make a version 7 UUID, or leave the id out.");
        }

        var id = body.Id ?? NewId.Next();
        var now = clock.UtcNow();
        var notes = await NotesAsync(keys, id, body.Notes, ct);
        var reason = await Terms.SealAsync(keys, id, body.ConfidentialityReason, ct);
        var promised = new List<Promised>();
        foreach (var commitment in body.Commitments ?? [])
        {
            var key = await keys.TakeAsync(ct);
            var commitmentId = Guid.CreateVersion7(new DateTimeOffset(now.Date, TimeSpan.Zero));      // the id tells the day only: a reader without the notes cannot match it to its interview
            promised.Add(new Promised(commitmentId, key.Id, FreeText.Seal(key.Secret!, commitmentId, SealedFields.Act, commitment.Act), commitment));
        }

        InterviewParts? parts = null;                   // stays null where the interview was made before
        Task<IResult> Once() => db.WriteAsync<IResult>(user, Confidentiality.Announce("created", "interview", id, programmeId, body.Level), async unit =>
        {
            parts = null;
            var made = await unit.OnceAsync(id, async () =>
            {
                if (body.Id is not null && await unit.FindAsync<Before>(BeforeSql, new { user.WorkspaceId, Id = id }) is { } before)
                {
                    if (before.CreatedBy != user.Id || before.ProgrammeId != programmeId)
                    {
                        throw new ProblemException(Problems.Conflict("This id is taken. Make another."));
                    }

                    unit.Repeat();
                    return;
                }

                var people = promised.Select((it, i) => (Pointer: $"/commitments/{i}/personId", it.Request.PersonId)).Where(it => it.PersonId is not null).Select(it => (it.Pointer, it.PersonId!.Value));
                parts = await InterviewParts.CheckAsync(unit, user, programmeId, id, body, people, now);
                await unit.ExecuteAsync(InsertSql, Args(user, programmeId, id, body, now));
                await parts.InsertAsync(unit, user, programmeId, id, before: [], now);
                await body.Terms.InsertAsync(unit, user, id, edition: 1, reason, now);
                if (body.FollowsId is { } followsId)
                {
                    await FollowUps.InsertAsync(unit, user, programmeId, id, followsId);
                }

                if (notes is not null)
                {
                    await unit.ExecuteAsync(InterviewParts.InsertNotesSql, new { user.WorkspaceId, InterviewId = id, notes.KeyId, notes.Notes });
                }

                var only = parts.Participants is [var one] ? one.PersonId : (Guid?)null;
                await unit.ExecuteAsync(InsertCommitmentSql, promised.Select(it => new
                {
                    user.WorkspaceId, it.Id, ProgrammeId = programmeId, InterviewId = id, PersonId = it.Request.PersonId ?? only, it.KeyId, it.Act, it.Request.DueOn,
                    Status = CommitmentStatus.NotYetDue, UserId = user.Id, Now = now,
                }));
                if (promised.Count + parts.NewPeople.Count > 0)
                {
                    unit.Manifest = JsonSerializer.Serialize(promised.Select(it => it.Id).Concat(parts.NewPeople.Select(it => it.Id)));
                }
            });
            return Versioned.Ok(made, version: 1);
        }, ct);

        IResult written;
        try
        {
            written = await Once();
        }
        catch (Exception exception) when (db.IsUniqueViolation(exception))
        {
            written = await Once();                     // the same id came twice at once: now the first one is there to be found
        }

        var answer = parts is not null
            ? AsMade(parts)
            : await GetInterview.FindAsync(programmeId, ((Versioned<Guid>)written).Body, user, db, keys, ct);
        return answer is { Body: var interview }
            ? Versioned.Created(interview, interview.Version, InterviewsFeature.Path(programmeId, interview.Id), answer.Variant, answer.IsConfidential)
            : Problems.NotFound("interview");

        // Its author sees all of it: what was written need not be read again.
        GetInterview.Opened AsMade(InterviewParts parts)
        {
            var commitments = promised.OrderBy(it => it.Id).ToList();
            var made = new Interview(
                id, body.HeldAt, body.Minutes, body.Kind ?? InterviewKinds.OneToOne, parts.Participants, ParticipantsHeld: false, parts.Interviewers,
                body.Terms.ParticipationConsent, body.Terms.QuotationConsent, body.Terms.SuccessionConsent, body.Level, notes is null ? null : body.Notes, NotesHeld: false,
                FurtherNotes: [], parts.Stances, body.CommitmentAsked ?? CommitmentAsked.Unknown, parts.Mentions,
                [.. commitments.Select(it => new InterviewCommitment(it.Id, it.Request.Act, it.Request.DueOn, CommitmentStatus.NotYetDue))],
                body.FollowsId, FollowedBy: [], user.Id, now, now, Version: 1);
            return new GetInterview.Opened(made, GetInterview.VariantOf(made, opens: true, commitments.Select(it => (it.Id, 1))));
        }
    }

    internal sealed record SealedNotes(Guid KeyId, byte[] Notes);

    /// <summary>The notes under a key of their own; null where there is nothing to keep. To be called before a unit, since keys live in another store.</summary>
    internal static async ValueTask<SealedNotes?> NotesAsync(KeyStore keys, Guid id, string? notes, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(notes))
        {
            return null;
        }

        var key = await keys.TakeAsync(ct);
        return new SealedNotes(key.Id, FreeText.Seal(key.Secret!, id, SealedFields.Notes, notes));
    }

    internal static object Args(CurrentUser user, Guid programmeId, Guid id, InterviewRequest body, DateTime now, int version = 1) => new
    {
        user.WorkspaceId, ProgrammeId = programmeId, Id = id, body.HeldAt, body.Minutes, Kind = body.Kind ?? InterviewKinds.OneToOne,
        body.Terms.ParticipationConsent, body.Terms.QuotationConsent, body.Terms.SuccessionConsent, body.Terms.Confidentiality,
        CommitmentAsked = body.CommitmentAsked ?? CommitmentAsked.Unknown, UserId = user.Id, Now = now, Version = version,
    };
}
