using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Coding;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Quotes;

/// <summary>
/// Saves a quote's themes, level or place, unless someone else saved since the caller read it. Another place cuts the words anew. Every
/// change of level is kept with its reason.
/// </summary>
public static class ReviseQuote
{
    public sealed record Request : QuoteFields
    {
        /// <summary>With <c>end</c>, another place in the same notes; without, the quote stays where it is.</summary>
        [Range(0, 1_000_000)]
        public int? Start { get; init; }

        [Range(1, 1_000_000)]
        public int? End { get; init; }
    }

    [PortableSql]
    public const string UpdateSql = """
        UPDATE Quotes
        SET Confidentiality = @Confidentiality, RevisedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @Id AND Version = @Version
        """;

    [PortableSql]
    public const string RecutSql = """
        UPDATE Quotes
        SET StartsAt = @Start, EndsAt = @End, KeyId = @KeyId, Text = @Text
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @Id
        """;

    [PortableSql]
    public const string DeleteThemesSql = "DELETE FROM QuoteThemes WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND QuoteId = @Id";

    /// <summary>Whether this quote is of a blind coding that was finished: what was compared stays as it was.</summary>
    [PortableSql]
    public const string FinishedBlindSql = """
        SELECT COUNT(*)
        FROM Quotes q
        JOIN BlindCodings b ON b.WorkspaceId = q.WorkspaceId AND b.ProgrammeId = q.ProgrammeId AND b.InterviewId = q.InterviewId AND b.CoderId = q.BlindCoderId
        WHERE q.WorkspaceId = @WorkspaceId AND q.ProgrammeId = @ProgrammeId AND q.Id = @Id AND b.Status <> 'open'
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("/{id:guid}", HandleAsync).WithName("reviseQuote").WithSummary("Revise a quote").Requires(Scopes.WriteInterviews).RequiresIfMatch();

    public static async Task<Results<Versioned<Quote>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid id, IfMatch version, Request body, CurrentUser user, Db db, KeyStore keys, QuoteReader reader, TimeProvider clock, CancellationToken ct)
    {
        var find = new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, UserId = user.Id };
        var current = await db.FindAsync<QuoteRow>(QuoteRow.FindSql, find, ct);
        if (WhyNot(current, version, user) is { } problem)
        {
            return problem;
        }

        if (body.Start is null != body.End is null)
        {
            return Problems.Invalid(body.Start is null ? "/start" : "/end", "Give both start and end, or neither.");
        }

        if (body.Confidentiality == Confidentiality.Sealed && current!.CreatedBy != user.Id)
        {
            return Problems.Invalid("/confidentiality", "Only whoever made a quote can seal it: it would vanish for you.");
        }

        var isLevelNew = body.Confidentiality != current!.Confidentiality;
        if (QuoteRules.WhyNotLevel(body.Confidentiality, body.ConfidentialityReason, isLevelNew, current.Held.Interview, current.MayBeQuoted, current.BlindCoderId is not null) is { } refused)
        {
            return refused;
        }

        QuoteSource? source = null;
        QuoteRules.SealedText? words = null;
        if (body is { Start: { } start, End: { } end })
        {
            source = await QuoteSource.OpenAsync(user, db, keys, programmeId, current.InterviewId, current.NotesBy, current.ContributionId, ct);
            words = await QuoteRules.SealAsync(keys, id, SealedFields.Quote, QuoteRules.Cut(source, start, end, body.SeenText), ct);
        }

        var now = clock.UtcNow();
        var reason = isLevelNew ? await QuoteRules.SealAsync(keys, id, SealedFields.Reason, body.ConfidentialityReason, ct) : null;
        var announced = current.Announced(body.Confidentiality);
        var written = await db.WriteAsync<IResult>(user, Confidentiality.Announce("revised", "quote", id, programmeId, announced), async unit =>
        {
            var late = await unit.FindAsync<QuoteRow>(QuoteRow.FindSql, find);
            if (WhyNot(late, version, user) is { } problem)
            {
                return problem;
            }

            if (await unit.FindAsync<int>(FinishedBlindSql, find) > 0)
            {
                return Problems.Conflict("This blind coding is finished. Settle the two codings first.");
            }

            await QuoteRules.DemandThemesAsync(unit, user, programmeId, body.ThemeIds, isMentioned: current.InterviewId is not null);
            await unit.ExecuteAsync(UpdateSql, new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, Version = version.Number, body.Confidentiality, Now = now });
            await unit.ExecuteAsync(DeleteThemesSql, find);
            await QuoteRules.InsertThemesAsync(unit, user, programmeId, id, body.ThemeIds);
            if (source is not null)
            {
                await source.DemandUnchangedAsync(unit);
                await unit.ExecuteAsync(RecutSql, new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, body.Start, body.End, words!.KeyId, words.Text });
                unit.Erase([current.KeyId]);
            }

            if (isLevelNew)
            {
                await unit.ExecuteAsync(QuoteRules.InsertTermsSql, new { user.WorkspaceId, QuoteId = id, body.Confidentiality, reason?.KeyId, Reason = reason?.Text, UserId = user.Id, Now = now });
            }

            if (current.InterviewId is { } interviewId)
            {
                await QuoteRows.CarryMentionsAsync(unit, user, programmeId, interviewId);
            }

            return Versioned.Ok(id, version.Number + 1);
        }, ct);
        if (Problems.Of(written) is { } stopped)
        {
            return stopped;
        }

        return await reader.FindAsync(programmeId, id, ct) is { } quote ? Versioned.Ok(quote, quote.Version, quote.Variant, isConfidential: true) : Problems.NotFound("quote");
    }

    /// <summary>Why this caller may not write the version that they name, if so.</summary>
    internal static ProblemHttpResult? WhyNot(QuoteRow? current, IfMatch version, CurrentUser user) => current switch
    {
        null => Problems.NotFound("quote"),
        _ when !QuoteRule.OpensTo(user, current.Held) => Problems.Forbidden("Only those who may read a quote's words may change it."),
        _ when current.Version != version.Number => Problems.Stale(current.Version),
        _ => null,
    };
}
