using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Coding;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Quotes;

/// <summary>
/// Codes a passage: the words are cut out of the notes here, so a quote is always what somebody said. Its themes become mentions of the
/// interview; a second coder's do not until both codings are settled.
/// </summary>
public static class CreateQuote
{
    public sealed record Request : QuoteFields
    {
        public Guid? InterviewId { get; init; }

        /// <summary>The further interviewer in whose notes the passage stands; the interview's own notes unless told.</summary>
        public Guid? NotesBy { get; init; }

        /// <summary>A contribution to an open discussion, instead of an interview.</summary>
        public Guid? ContributionId { get; init; }

        /// <summary>In UTF-16 units from the start of the notes.</summary>
        [Range(0, 1_000_000)]
        public required int Start { get; init; }

        [Range(1, 1_000_000)]
        public required int End { get; init; }
    }

    [PortableSql]
    public const string InsertSql = """
        INSERT INTO Quotes (WorkspaceId, Id, ProgrammeId, InterviewId, NotesBy, ContributionId, StartsAt, EndsAt, KeyId, Text, Confidentiality, BlindCoderId, CreatedBy, CreatedAt, RevisedAt, Version)
        VALUES (@WorkspaceId, @Id, @ProgrammeId, @InterviewId, @NotesBy, @ContributionId, @Start, @End, @KeyId, @Text, @Confidentiality, @BlindCoderId, @UserId, @Now, @Now, 1)
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("", HandleAsync).WithName("createQuote").WithSummary("Code a passage").Requires(Scopes.WriteInterviews);

    public static async Task<Results<Versioned<Quote>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Request body, CurrentUser user, Db db, KeyStore keys, QuoteReader reader, TimeProvider clock, CancellationToken ct)
    {
        var source = await QuoteSource.OpenAsync(user, db, keys, programmeId, body.InterviewId, body.NotesBy, body.ContributionId, ct);
        var text = QuoteRules.Cut(source, body.Start, body.End, body.SeenText);
        if (QuoteRules.WhyNotLevel(body.Confidentiality, body.ConfidentialityReason, isNew: true, source.Interview, source.MayBeQuoted, source.IsCodedBlind) is { } problem)
        {
            return problem;
        }

        var id = NewId.Next();
        var now = clock.UtcNow();
        var words = await QuoteRules.SealAsync(keys, id, SealedFields.Quote, text, ct);
        var reason = body.Confidentiality is null ? null : await QuoteRules.SealAsync(keys, id, SealedFields.Reason, body.ConfidentialityReason, ct);
        var level = source.IsCodedBlind || body.Confidentiality == Confidentiality.Sealed || source.Interview?.Level == Confidentiality.Sealed ? Confidentiality.Sealed : Confidentiality.Programme;
        var written = await db.WriteAsync<IResult>(user, Confidentiality.Announce("created", "quote", id, programmeId, level), async unit =>
        {
            var made = await unit.OnceAsync(id, async () =>
            {
                await source.DemandUnchangedAsync(unit);
                await QuoteRules.DemandThemesAsync(unit, user, programmeId, body.ThemeIds, isMentioned: body.InterviewId is not null);
                await unit.ExecuteAsync(InsertSql, new
                {
                    user.WorkspaceId, Id = id, ProgrammeId = programmeId, body.InterviewId, body.NotesBy, body.ContributionId, body.Start, body.End, words!.KeyId, words.Text,
                    body.Confidentiality, BlindCoderId = source.IsCodedBlind ? user.Id : (Guid?)null, UserId = user.Id, Now = now,
                });
                await QuoteRules.InsertThemesAsync(unit, user, programmeId, id, body.ThemeIds);
                if (body.Confidentiality is not null)
                {
                    await unit.ExecuteAsync(QuoteRules.InsertTermsSql, new { user.WorkspaceId, QuoteId = id, body.Confidentiality, reason?.KeyId, Reason = reason?.Text, UserId = user.Id, Now = now });
                }

                if (body.InterviewId is { } interviewId)
                {
                    await QuoteRows.CarryMentionsAsync(unit, user, programmeId, interviewId);
                }
            });
            return Versioned.Ok(made, version: 1);
        }, ct);
        if (Problems.Of(written) is { } refused)
        {
            return refused;
        }

        return await reader.FindAsync(programmeId, ((Versioned<Guid>)written).Body, ct) is { } quote
            ? Versioned.Created(quote, quote.Version, QuotesFeature.Path(programmeId, quote.Id), quote.Variant, isConfidential: true)
            : Problems.NotFound("quote");
    }
}
