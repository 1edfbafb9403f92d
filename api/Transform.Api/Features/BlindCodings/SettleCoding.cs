using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Coding;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.BlindCodings;

/// <summary>
/// Makes one coding of two: the themes that are kept become the interview's mentions, the second coder's passages under them join the
/// ordinary coding (one that both coded alike stands once), and passages of either under no other theme go. How far the two agreed is reckoned from what they were before.
/// </summary>
public static class SettleCoding
{
    public sealed record Request
    {
        /// <summary>The themes that the interview keeps; none where there is nothing to keep.</summary>
        [Required, MaxLength(100)]
        public required IReadOnlyList<Guid> ThemeIds { get; init; }
    }

    public sealed record ThemeRow(Guid Id, string Dimension);

    [PortableSql(typeof(ThemeRow))]
    public const string ThemesSql = "SELECT Id, Dimension FROM Themes WHERE WorkspaceId = @WorkspaceId AND Id IN @Ids";

    /// <summary>Passages that the settlement takes themes from: the ordinary ones and this coder's, but none that somebody sealed for themselves.</summary>
    [PortableSql]
    public const string DropThemesSql = """
        DELETE FROM QuoteThemes
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND ThemeId NOT IN @Ids
            AND EXISTS (SELECT 1 FROM Quotes q
                WHERE q.WorkspaceId = @WorkspaceId AND q.ProgrammeId = @ProgrammeId AND q.Id = QuoteThemes.QuoteId AND q.InterviewId = @InterviewId
                    AND (q.BlindCoderId IS NULL OR q.BlindCoderId = @CoderId) AND (q.Confidentiality IS NULL OR q.Confidentiality <> 'sealed'))
        """;

    [PortableSql]
    public const string BareSql = """
        SELECT q.Id
        FROM Quotes q
        WHERE q.WorkspaceId = @WorkspaceId AND q.ProgrammeId = @ProgrammeId AND q.InterviewId = @InterviewId
            AND (q.BlindCoderId IS NULL OR q.BlindCoderId = @CoderId) AND (q.Confidentiality IS NULL OR q.Confidentiality <> 'sealed')
            AND NOT EXISTS (SELECT 1 FROM QuoteThemes t WHERE t.WorkspaceId = @WorkspaceId AND t.ProgrammeId = @ProgrammeId AND t.QuoteId = q.Id)
        """;

    /// <summary>Passages of this coder that the ordinary coding holds already, word for word and theme for theme. One with a memo, or a level of its own, is more than that.</summary>
    [PortableSql]
    public const string AlikeSql = """
        SELECT q.Id
        FROM Quotes q
        WHERE q.WorkspaceId = @WorkspaceId AND q.ProgrammeId = @ProgrammeId AND q.InterviewId = @InterviewId AND q.BlindCoderId = @CoderId AND q.Confidentiality IS NULL
            AND NOT EXISTS (SELECT 1 FROM Memos m WHERE m.WorkspaceId = @WorkspaceId AND m.ProgrammeId = @ProgrammeId AND m.QuoteId = q.Id)
            AND EXISTS (SELECT 1 FROM Quotes o
                WHERE o.WorkspaceId = @WorkspaceId AND o.ProgrammeId = @ProgrammeId AND o.InterviewId = @InterviewId AND o.BlindCoderId IS NULL AND o.Confidentiality IS NULL
                    AND o.StartsAt = q.StartsAt AND o.EndsAt = q.EndsAt AND (o.NotesBy = q.NotesBy OR (o.NotesBy IS NULL AND q.NotesBy IS NULL))
                    AND NOT EXISTS (SELECT 1 FROM QuoteThemes t
                        WHERE t.WorkspaceId = @WorkspaceId AND t.ProgrammeId = @ProgrammeId AND t.QuoteId = q.Id
                            AND NOT EXISTS (SELECT 1 FROM QuoteThemes s
                                WHERE s.WorkspaceId = @WorkspaceId AND s.ProgrammeId = @ProgrammeId AND s.QuoteId = o.Id AND s.ThemeId = t.ThemeId)))
        """;

    [PortableSql]
    public const string JoinSql = """
        UPDATE Quotes
        SET BlindCoderId = NULL, RevisedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId AND BlindCoderId = @CoderId
        """;

    [PortableSql]
    public const string DropMentionsSql = "DELETE FROM InterviewMentions WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId AND ThemeId NOT IN @Ids";

    [PortableSql]
    public const string MentionedSql = "SELECT ThemeId FROM InterviewMentions WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId";

    [PortableSql]
    public const string InsertMentionSql = """
        INSERT INTO InterviewMentions (WorkspaceId, ProgrammeId, InterviewId, ThemeId, Dimension, FromQuotes)
        VALUES (@WorkspaceId, @ProgrammeId, @InterviewId, @ThemeId, @Dimension, 0)
        """;

    [PortableSql]
    public const string SettleSql = """
        UPDATE BlindCodings
        SET Status = 'settled', SettledBy = @UserId, SettledAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId AND CoderId = @CoderId
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("/settlement", HandleAsync).WithName("settleCoding").WithSummary("Settle two codings of an interview").Requires(Scopes.WriteInterviews).RequiresIfMatch();

    public static async Task<Results<Versioned<BlindCoding>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid interviewId, Guid userId, IfMatch version, Request body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct) =>
        await db.WriteAsync<Results<Versioned<BlindCoding>, ProblemHttpResult>>(user, await BlindCodingRow.AnnounceAsync("settled", programmeId, interviewId, user, db, ct), async unit =>
        {
            var args = new { user.WorkspaceId, ProgrammeId = programmeId, InterviewId = interviewId, CoderId = userId, UserId = user.Id, Now = clock.UtcNow(), Ids = body.ThemeIds.Distinct() };
            var coding = await unit.FindAsync<BlindCodingRow>(BlindCodingRow.FindSql, args);
            var interview = await unit.FindAsync<CodedInterview>(CodedInterview.FindSql, args);
            if (coding is null || interview is null)
            {
                return Problems.NotFound("second coding");
            }

            if (!Confidentiality.OpensTo(user, interview.Held) || await unit.FindAsync<int>(GetCodingComparison.IsBlindSql, args) > 0)
            {
                return Problems.Forbidden("Only those who may open the notes, and are not coding them blind themselves, settle two codings.");
            }

            var themes = body.ThemeIds.Count == 0 ? [] : await unit.QueryAsync<ThemeRow>(ThemesSql, args);
            var dimensions = await unit.QueryAsync<string>(TaxonomyDimension.CodesSql, args);
            var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
            for (var i = 0; i < body.ThemeIds.Count; i++)
            {
                var theme = themes.Find(it => it.Id == body.ThemeIds[i]);
                if (theme is null || !dimensions.Contains(theme.Dimension, StringComparer.Ordinal))
                {
                    errors[$"/themeIds/{i}"] = [theme is null ? "There is no such theme." : $"The programme's focus taxonomy has no dimension {theme.Dimension}. Leave this theme out."];
                }
            }

            if (errors.Count > 0)
            {
                return Problems.Invalid(errors);
            }

            if (coding.Version != version.Number)
            {
                return Problems.Stale(coding.Version);
            }

            if (coding.Status != BlindCodingStatus.Finished)
            {
                return Problems.Conflict(coding.Status == BlindCodingStatus.Open ? "The second coding is not finished yet." : "These two codings are settled already.");
            }

            await unit.ExecuteAsync(DropThemesSql, args);
            await QuoteRows.DeleteAsync(unit, user, programmeId, await unit.QueryAsync<Guid>(BareSql, args));
            await QuoteRows.DeleteAsync(unit, user, programmeId, await unit.QueryAsync<Guid>(AlikeSql, args));
            await unit.ExecuteAsync(JoinSql, args);
            await unit.ExecuteAsync(DropMentionsSql, args);
            await QuoteRows.CarryMentionsAsync(unit, user, programmeId, interviewId);
            var mentioned = await unit.QueryAsync<Guid>(MentionedSql, args);
            await unit.ExecuteAsync(InsertMentionSql, themes.FindAll(it => !mentioned.Contains(it.Id)).ConvertAll(it => new { user.WorkspaceId, ProgrammeId = programmeId, InterviewId = interviewId, ThemeId = it.Id, it.Dimension }));
            await unit.ExecuteAsync(SettleSql, args);
            return (await unit.FindAsync<BlindCodingRow>(BlindCodingRow.FindSql, args))!.Ok();
        }, ct);
}
