using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Coding;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Memos;

/// <summary>Writes a memo about a theme, an interview or a quote, or about the programme where it names none. Its words are kept as ciphertext.</summary>
public static class CreateMemo
{
    public sealed record Request
    {
        [Required, NotBlank, StringLength(MemosFeature.LongestText)]
        public required string Text { get; init; }

        /// <summary>What it is about: one of the three, or none.</summary>
        public Guid? ThemeId { get; init; }

        /// <summary>An interview whose notes the writer may open.</summary>
        public Guid? InterviewId { get; init; }

        /// <summary>A quote whose words the writer may read.</summary>
        public Guid? QuoteId { get; init; }
    }

    public sealed record InterviewRow(string Level, Guid CreatedBy, DateTime CreatedAt, string SuccessionConsent);

    [PortableSql(typeof(InterviewRow))]
    public const string InterviewSql = """
        SELECT Confidentiality AS Level, CreatedBy, CreatedAt, SuccessionConsent
        FROM Interviews
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @InterviewId
        """;

    [PortableSql]
    public const string ThemeSql = "SELECT COUNT(*) FROM Themes WHERE WorkspaceId = @WorkspaceId AND Id = @ThemeId";

    [PortableSql]
    public const string InsertSql = """
        INSERT INTO Memos (WorkspaceId, Id, ProgrammeId, ThemeId, InterviewId, QuoteId, KeyId, Text, CreatedBy, CreatedAt, RevisedAt, Version)
        VALUES (@WorkspaceId, @Id, @ProgrammeId, @ThemeId, @InterviewId, @QuoteId, @KeyId, @Text, @UserId, @Now, @Now, 1)
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("", HandleAsync).WithName("createMemo").WithSummary("Write a memo").Requires(Scopes.WriteInterviews);

    public static async Task<Results<Versioned<Memo>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Request body, CurrentUser user, Db db, KeyStore keys, AccessLog accessLog, TimeProvider clock, CancellationToken ct)
    {
        if (body is { ThemeId: not null, InterviewId: not null } or { InterviewId: not null, QuoteId: not null } or { ThemeId: not null, QuoteId: not null })
        {
            return Problems.Invalid(body.QuoteId is null ? "/interviewId" : "/quoteId", "A memo is about one thing. Name a theme, an interview or a quote.");
        }

        var id = NewId.Next();
        var now = clock.UtcNow();
        var about = new { user.WorkspaceId, ProgrammeId = programmeId, UserId = user.Id, body.ThemeId, body.InterviewId, Id = body.QuoteId };
        var interview = body.InterviewId is null ? null : await db.FindAsync<InterviewRow>(InterviewSql, about, ct);
        var quote = body.QuoteId is null ? null : await db.FindAsync<QuoteRow>(QuoteRow.FindSql, about, ct);
        if (body.InterviewId is not null && (interview is null || !Confidentiality.OpensTo(user, new Held(interview.Level, interview.CreatedBy, interview.CreatedAt, interview.SuccessionConsent))))
        {
            return Problems.Invalid("/interviewId", "There is no such interview, or its notes are not yours to open.");
        }

        if (body.QuoteId is not null && (quote is null || !QuoteRule.OpensTo(user, quote.Held)))
        {
            return Problems.Invalid("/quoteId", "There is no such quote, or its words are not yours to read.");
        }

        var key = await keys.TakeAsync(ct);
        var text = FreeText.Seal(key.Secret!, id, SealedFields.Memo, body.Text.Trim());
        var level = interview?.Level == Confidentiality.Sealed ? Confidentiality.Sealed : quote?.Announced(quote.Confidentiality) ?? Confidentiality.Programme;
        var written = await db.WriteAsync<IResult>(user, Confidentiality.Announce("created", "memo", id, programmeId, level), async unit =>
        {
            var made = await unit.OnceAsync(id, async () =>
            {
                if (body.ThemeId is not null && await unit.FindAsync<int>(ThemeSql, about) == 0)
                {
                    throw new ProblemException(Problems.Invalid("/themeId", "There is no such theme."));
                }

                if (interview is not null && await unit.FindAsync<InterviewRow>(InterviewSql, about) != interview)
                {
                    throw new ProblemException(Problems.Conflict("The interview changed just now. Try again."));
                }

                if (quote is not null && (await unit.FindAsync<QuoteRow>(QuoteRow.FindSql, about))?.Version != quote.Version)
                {
                    throw new ProblemException(Problems.Conflict("The quote changed just now. Try again."));
                }

                await unit.ExecuteAsync(InsertSql, new
                {
                    user.WorkspaceId, Id = id, ProgrammeId = programmeId, body.ThemeId, body.InterviewId, body.QuoteId, KeyId = key.Id, Text = text, UserId = user.Id, Now = now,
                });
            });
            return Versioned.Ok(made, version: 1);
        }, ct);
        if (Problems.Of(written) is { } refused)
        {
            return refused;
        }

        return await MemoReader.FindAsync(programmeId, ((Versioned<Guid>)written).Body, user, db, keys, accessLog, ct) is { } memo
            ? Versioned.Created(memo, memo.Version, MemosFeature.Path(programmeId, memo.Id), memo.Variant, isConfidential: true)
            : Problems.NotFound("memo");
    }
}
