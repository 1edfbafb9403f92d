using Transform.Api.Coding;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Quotes;

/// <summary>
/// A programme's quotes, newest first; <c>?interviewId=</c>, <c>?contributionId=</c>, <c>?themeId=</c>, <c>?barrierId=</c> and
/// <c>?mayBeQuoted=</c> narrow the list. Whoever only reads is shown, outside one interview, what may be quoted.
/// </summary>
public static class ListQuotes
{
    [PortableSql(typeof(QuoteRow), Paged = true)]
    public const string Sql = QuoteRow.Shown + """

            AND (@InterviewId IS NULL OR q.InterviewId = @InterviewId)
            AND (@ContributionId IS NULL OR q.ContributionId = @ContributionId)
            AND (@BarrierId IS NULL OR EXISTS (SELECT 1 FROM BarrierEvidence e WHERE e.WorkspaceId = @WorkspaceId AND e.ProgrammeId = @ProgrammeId AND e.QuoteId = q.Id AND e.BarrierId = @BarrierId))
            AND (@ThemeId IS NULL OR EXISTS (SELECT 1 FROM QuoteThemes t WHERE t.WorkspaceId = @WorkspaceId AND t.ProgrammeId = @ProgrammeId AND t.QuoteId = q.Id AND t.ThemeId = @ThemeId))
            AND (@MayBeQuoted IS NULL OR @MayBeQuoted = CASE WHEN i.QuotationConsent = 'given' OR c.Consent = 'given' THEN 1 ELSE 0 END)
            AND q.CreatedAt <= @At AND (q.CreatedAt < @At OR q.Id < @Id)
        ORDER BY q.CreatedAt DESC, q.Id DESC
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("listQuotes").WithSummary("List a programme's quotes").Requires(Scopes.ReadInterviews);

    public static Task<Page<Quote>> HandleAsync(
        Guid programmeId, Guid? interviewId, Guid? contributionId, Guid? themeId, Guid? barrierId, bool? mayBeQuoted, Paging paging, CurrentUser user, Db db, QuoteReader reader, CancellationToken ct) =>
        paging.UnlessUnchangedAsync(db, async () =>
        {
            var onlyQuotable = interviewId is null && !user.Has(Scopes.WriteInterviews);
            if (onlyQuotable && mayBeQuoted == false)
            {
                return new Page<Quote>([], Next: null);
            }

            var rows = await db.QueryAsync<QuoteRow>(db.Page(Sql), new
            {
                user.WorkspaceId, ProgrammeId = programmeId, UserId = user.Id, InterviewId = interviewId, ContributionId = contributionId, ThemeId = themeId, BarrierId = barrierId,
                MayBeQuoted = onlyQuotable ? true : mayBeQuoted, At = paging.Time(0, DateTime.MaxValue), Id = paging.Id(1, Guid.AllBitsSet), paging.Take,
            }, ct);
            var page = paging.Page(rows, last => [last.CreatedAt, last.Id]);
            var quotes = await reader.OpenAsync(programmeId, [.. page.Items], ct);
            return new Page<Quote>(quotes, page.Next) { IsConfidential = quotes.Exists(it => it.Text is not null) };
        }, ct);
}
