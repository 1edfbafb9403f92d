using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Barriers;

/// <summary>
/// Puts an interview, a commitment or a quote to a barrier, for it or against it. Whoever does so may open the words: to code is to have read.
/// The same again changes nothing.
/// </summary>
public static class CreateBarrierEvidence
{
    public sealed record Request
    {
        /// <summary>Either this, or <c>commitmentId</c>, or <c>quoteId</c>.</summary>
        public Guid? InterviewId { get; init; }

        public Guid? CommitmentId { get; init; }

        public Guid? QuoteId { get; init; }

        /// <summary>Whether it speaks for the barrier or against it.</summary>
        [Required, OneOf(typeof(Stands))]
        public required string Stand { get; init; }
    }

    public sealed record SubjectRow(
        string? Confidentiality, Guid? InterviewBy, DateTime? InterviewAt, string? SuccessionConsent, string? ParticipationConsent, string? QuotationConsent, Guid CreatedBy, string? QuoteLevel, Guid? NotesBy)
    {
        internal bool IsSealed => Confidentiality == Trust.Confidentiality.Sealed || QuoteLevel == Trust.Confidentiality.Sealed;

        internal bool OpensTo(CurrentUser user, bool isQuote, bool isCommitment)
        {
            var interview = InterviewBy is null ? null : new Held(Confidentiality!, InterviewBy.Value, InterviewAt!.Value, SuccessionConsent!);
            return isQuote
                ? QuoteRule.OpensTo(user, new QuoteHeld(QuoteLevel, CreatedBy, NotesBy, interview, interview is null || Trust.Confidentiality.MayBeQuoted(ParticipationConsent!, QuotationConsent!)))
                : interview is null || (isCommitment && CreatedBy == user.Id) || Trust.Confidentiality.OpensTo(user, interview);
        }
    }

    public sealed record BeforeRow(Guid Id, string Stand);

    [PortableSql(typeof(SubjectRow))]
    public const string InterviewSql = """
        SELECT i.Confidentiality, i.CreatedBy AS InterviewBy, i.CreatedAt AS InterviewAt, i.SuccessionConsent, i.ParticipationConsent, i.QuotationConsent, i.CreatedBy, NULL AS QuoteLevel, NULL AS NotesBy
        FROM Interviews i
        WHERE i.WorkspaceId = @WorkspaceId AND i.ProgrammeId = @ProgrammeId AND i.Id = @InterviewId AND (i.Confidentiality <> 'sealed' OR i.CreatedBy = @UserId)
        """;

    [PortableSql(typeof(SubjectRow))]
    public const string CommitmentSql = """
        SELECT i.Confidentiality, i.CreatedBy AS InterviewBy, i.CreatedAt AS InterviewAt, i.SuccessionConsent, i.ParticipationConsent, i.QuotationConsent, c.CreatedBy, NULL AS QuoteLevel, NULL AS NotesBy
        FROM Commitments c
        LEFT JOIN Interviews i ON i.WorkspaceId = c.WorkspaceId AND i.Id = c.InterviewId
        WHERE c.WorkspaceId = @WorkspaceId AND c.ProgrammeId = @ProgrammeId AND c.Id = @CommitmentId AND (i.Id IS NULL OR i.Confidentiality <> 'sealed' OR i.CreatedBy = @UserId)
        """;

    [PortableSql(typeof(SubjectRow))]
    public const string QuoteSql = """
        SELECT i.Confidentiality, i.CreatedBy AS InterviewBy, i.CreatedAt AS InterviewAt, i.SuccessionConsent, i.ParticipationConsent, i.QuotationConsent, q.CreatedBy, q.Confidentiality AS QuoteLevel, q.NotesBy
        FROM Quotes q
        LEFT JOIN Interviews i ON i.WorkspaceId = q.WorkspaceId AND i.Id = q.InterviewId
        WHERE q.WorkspaceId = @WorkspaceId AND q.ProgrammeId = @ProgrammeId AND q.Id = @QuoteId AND q.BlindCoderId IS NULL AND
        """ + " " + QuoteRule.ThereSql;

    [PortableSql(typeof(BeforeRow))]
    public const string BeforeSql = """
        SELECT Id, Stand
        FROM BarrierEvidence
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND BarrierId = @BarrierId
            AND (InterviewId = @InterviewId OR CommitmentId = @CommitmentId OR QuoteId = @QuoteId)
        """;

    [PortableSql]
    public const string InsertSql = """
        INSERT INTO BarrierEvidence (WorkspaceId, Id, ProgrammeId, BarrierId, InterviewId, CommitmentId, QuoteId, Stand, CreatedBy, CreatedAt)
        VALUES (@WorkspaceId, @Id, @ProgrammeId, @BarrierId, @InterviewId, @CommitmentId, @QuoteId, @Stand, @UserId, @Now)
        """;

    [PortableSql(typeof(EvidenceRow))]
    public const string MadeSql = EvidenceRow.Shown + """

            AND e.Id = @Id
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("/{barrierId:guid}/evidence", HandleAsync).WithName("createBarrierEvidence").WithSummary("Put something to a barrier").Requires(Scopes.WriteInterviews);

    public static async Task<Results<Versioned<BarrierEvidence>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid barrierId, Request body, CurrentUser user, Db db, KeyStore keys, TimeProvider clock, CancellationToken ct)
    {
        if (new[] { body.InterviewId, body.CommitmentId, body.QuoteId }.Count(it => it is not null) != 1)
        {
            return Problems.Invalid("/interviewId", "Name one thing: an interview, a commitment or a quote.");
        }

        var (pointer, kind, sql) = body switch
        {
            { InterviewId: not null } => ("/interviewId", "interview", InterviewSql),
            { CommitmentId: not null } => ("/commitmentId", "commitment", CommitmentSql),
            _ => ("/quoteId", "quote", QuoteSql),
        };
        var id = NewId.Next();
        var args = new
        {
            user.WorkspaceId, ProgrammeId = programmeId, Id = id, BarrierId = barrierId, body.InterviewId, body.CommitmentId, body.QuoteId, body.Stand, UserId = user.Id, Now = clock.UtcNow(),
        };
        var written = await db.WriteAsync<IResult>(user, Change.Created("barrierEvidence", id, programmeId), async unit =>
        {
            if (await unit.FindAsync<BarrierRow>(BarrierRow.FindSql, new { user.WorkspaceId, ProgrammeId = programmeId, Id = barrierId }) is null)
            {
                return Problems.NotFound("barrier");
            }

            if (await unit.FindAsync<SubjectRow>(sql, args) is not { } subject)
            {
                return Problems.Invalid(pointer, $"There is no such {kind} in this programme.");
            }

            if (subject.IsSealed)
            {
                return Problems.Invalid(pointer, "It is sealed: nothing that others see can stand on it.");
            }

            if (!subject.OpensTo(user, isQuote: kind == "quote", isCommitment: kind == "commitment"))
            {
                return Problems.Forbidden($"Only those who may open the words of this {kind} may put it to a barrier.");
            }

            if (await unit.FindAsync<BeforeRow>(BeforeSql, args) is { } before)
            {
                if (before.Stand != body.Stand)
                {
                    return Problems.Conflict($"This {kind} stands on the other side of this barrier. Take it away there first.");
                }

                unit.Repeat();
                return Versioned.Ok(before.Id, version: 1);
            }

            return Versioned.Ok(await unit.OnceAsync(id, () => unit.ExecuteAsync(InsertSql, args)), version: 1);
        }, ct);
        if (Problems.Of(written) is { } refused)
        {
            return refused;
        }

        var made = ((Versioned<Guid>)written).Body;
        if (await db.FindAsync<EvidenceRow>(MadeSql, new { user.WorkspaceId, ProgrammeId = programmeId, UserId = user.Id, Id = made }, ct) is not { } row)
        {
            return Problems.NotFound("evidence");
        }

        var secrets = row.KeyFor(user) is { } key ? await keys.FindAsync([key], ct) : new Dictionary<Guid, byte[]>();
        return Versioned.Created(row.For(user, secrets), version: 1, $"{BarriersFeature.Path(programmeId, barrierId)}/evidence", isConfidential: true);
    }
}
