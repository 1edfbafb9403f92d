using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.Commitments;

/// <summary>A programme's commitments in the order in which they fall due, undated ones last; <c>?due=</c> and <c>?status=</c> narrow the list.</summary>
public static class ListCommitments
{
    /// <summary>How far ahead “soon” looks.</summary>
    internal const int DaysAhead = 14;

    /// <summary>Stands in the order for a commitment without a date.</summary>
    internal static readonly DateOnly NoDay = DateOnly.MaxValue;

    public static class Dues
    {
        public const string Overdue = "overdue";
        public const string Soon = "soon";
    }

    [PortableSql(typeof(CommitmentRow), Paged = true)]
    public const string Sql = CommitmentRow.Shown + """

            AND c.ProgrammeId = @ProgrammeId
            AND (@Status IS NULL OR c.Status = @Status)
            AND (@Open = 0 OR c.Status = 'notYetDue')
            AND COALESCE(c.DueOn, @NoDay) >= @From AND COALESCE(c.DueOn, @NoDay) <= @Until
            AND COALESCE(c.DueOn, @NoDay) >= @AfterDay AND (COALESCE(c.DueOn, @NoDay) > @AfterDay OR c.Id > @AfterId)
        ORDER BY COALESCE(c.DueOn, @NoDay), c.Id
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("listCommitments").WithSummary("List a programme's commitments").Requires(Scopes.ReadInterviews);

    public static Task<Page<Commitment>> HandleAsync(
        Guid programmeId, [OneOf(typeof(Dues))] string? due, [OneOf(typeof(CommitmentStatus))] string? status, Paging paging, CurrentUser user, Db db, CommitmentReader reader, TimeProvider clock,
        CancellationToken ct) =>
        paging.UnlessUnchangedAsync(db, async () =>
        {
            var today = clock.UtcToday();
            var (from, until) = due switch
            {
                Dues.Overdue => (DateOnly.MinValue, today.AddDays(-1)),
                Dues.Soon => (today, today.AddDays(DaysAhead)),
                _ => (DateOnly.MinValue, NoDay),
            };
            var rows = await db.QueryAsync<CommitmentRow>(db.Page(Sql), new
            {
                user.WorkspaceId, ProgrammeId = programmeId, UserId = user.Id, Status = status, Open = due is not null, From = from, Until = until, NoDay,
                AfterDay = paging.Day(0, DateOnly.MinValue), AfterId = paging.Id(1, Guid.Empty), paging.Take,
            }, ct);
            return Page(paging, await reader.OpenAsync(rows, namesProgramme: false, ct));
        }, ct);

    internal static Page<Commitment> Page(Paging paging, List<Commitment> opened) =>
        paging.Page(opened, last => [last.DueOn ?? NoDay, last.Id]) with { IsConfidential = opened.Exists(it => it.Act is not null) };
}
