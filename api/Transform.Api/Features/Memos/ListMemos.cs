using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Memos;

/// <summary>A programme's memos, newest first; <c>?themeId=</c>, <c>?interviewId=</c> and <c>?quoteId=</c> narrow the list.</summary>
public static class ListMemos
{
    [PortableSql(typeof(MemoRow), Paged = true)]
    public const string Sql = MemoRow.Shown + """

            AND (@ThemeId IS NULL OR m.ThemeId = @ThemeId)
            AND (@InterviewId IS NULL OR m.InterviewId = @InterviewId)
            AND (@QuoteId IS NULL OR m.QuoteId = @QuoteId)
            AND m.CreatedAt <= @At AND (m.CreatedAt < @At OR m.Id < @Id)
        ORDER BY m.CreatedAt DESC, m.Id DESC
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("listMemos").WithSummary("List a programme's memos").Requires(Scopes.ReadInterviews);

    public static Task<Page<Memo>> HandleAsync(
        Guid programmeId, Guid? themeId, Guid? interviewId, Guid? quoteId, Paging paging, CurrentUser user, Db db, KeyStore keys, AccessLog accessLog, CancellationToken ct) =>
        paging.UnlessUnchangedAsync(db, async () =>
        {
            var rows = await db.QueryAsync<MemoRow>(db.Page(Sql), new
            {
                user.WorkspaceId, ProgrammeId = programmeId, UserId = user.Id, ThemeId = themeId, InterviewId = interviewId, QuoteId = quoteId,
                At = paging.Time(0, DateTime.MaxValue), Id = paging.Id(1, Guid.AllBitsSet), paging.Take,
            }, ct);
            var page = paging.Page(rows, last => [last.CreatedAt, last.Id]);
            var memos = await MemoReader.OpenAsync([.. page.Items], user, keys, accessLog, ct);
            return new Page<Memo>(memos, page.Next) { IsConfidential = memos.Exists(it => it.Text is not null) };
        }, ct);
}
