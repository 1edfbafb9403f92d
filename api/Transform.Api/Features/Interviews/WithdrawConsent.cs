using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Interviews;

/// <summary>Takes back one consent, at once and on every path: nothing else of the interview is touched.</summary>
public static class WithdrawConsent
{
    public sealed record Request
    {
        [Required, OneOf(typeof(ConsentKinds))]
        public required string Consent { get; init; }
    }

    [PortableSql]
    public const string UpdateSql = """
        UPDATE Interviews
        SET ParticipationConsent = @ParticipationConsent, QuotationConsent = @QuotationConsent, SuccessionConsent = @SuccessionConsent, RevisedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @Id AND Version = @Version
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("/{id:guid}/withdrawals", HandleAsync).WithName("withdrawConsent").WithSummary("Note that somebody took a consent back").Requires(Scopes.WriteInterviews).RequiresIfMatch();

    public static async Task<Results<Versioned<Interview>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid id, IfMatch version, Request body, CurrentUser user, Db db, KeyStore keys, TimeProvider clock, CancellationToken ct)
    {
        var find = new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, UserId = user.Id };
        var current = await db.FindAsync<InterviewRow>(InterviewRow.FindSql, find, ct);
        if (ReviseInterview.WhyNot(current, version, user) is { } problem)
        {
            return problem;
        }

        var terms = body.Consent switch
        {
            ConsentKinds.Participation => current!.Terms with { ParticipationConsent = Consents.Withdrawn },
            ConsentKinds.Quotation => current!.Terms with { QuotationConsent = Consents.Withdrawn },
            _ => current!.Terms with { SuccessionConsent = Consents.Withdrawn },
        };
        if (terms == current.Terms)
        {
            return Problems.Conflict("This consent was withdrawn already.");
        }

        var now = clock.UtcNow();
        var written = await db.WriteAsync<IResult>(user, Confidentiality.Announce("revised", "interview", id, programmeId, current.Confidentiality), async unit =>
        {
            var args = new
            {
                user.WorkspaceId, ProgrammeId = programmeId, Id = id, terms.ParticipationConsent, terms.QuotationConsent, terms.SuccessionConsent, Now = now, Version = version.Number,
            };
            if (await unit.ExecuteAsync(UpdateSql, args) == 0)
            {
                return await unit.FindAsync<InterviewRow>(InterviewRow.FindSql, find) is { } newer ? Problems.Stale(newer.Version) : Problems.NotFound("interview");
            }

            await terms.AppendAsync(unit, user, id, reason: null, now);
            return Versioned.Ok(id, version.Number + 1);
        }, ct);
        if (Problems.Of(written) is { } refused)
        {
            return refused;
        }

        return await GetInterview.FindAsync(programmeId, id, user, db, keys, ct) is { } opened
            ? Versioned.Created(opened.Body, opened.Body.Version, InterviewsFeature.Path(programmeId, id), opened.Variant, opened.IsConfidential)
            : Problems.NotFound("interview");
    }
}

/// <summary>What can be agreed to, and taken back.</summary>
public static class ConsentKinds
{
    /// <summary>To take part: an interview without it enters no figure.</summary>
    public const string Participation = "participation";

    /// <summary>To be quoted.</summary>
    public const string Quotation = "quotation";

    /// <summary>To be read by those who lead the programme later.</summary>
    public const string Succession = "succession";
}
