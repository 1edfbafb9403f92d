using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Commitments;

/// <summary>The open commitments of the caller's programmes that are overdue or fall due within 14 days, the longest overdue first.</summary>
public static class ListDueCommitments
{
    [PortableSql(typeof(CommitmentRow), Paged = true)]
    public const string Sql = CommitmentRow.Shown + """

            AND c.Status = 'notYetDue' AND c.DueOn <= @Until
            AND (@SeesEvery = 1 OR EXISTS (SELECT 1 FROM ProgrammeMembers m WHERE m.WorkspaceId = @WorkspaceId AND m.ProgrammeId = c.ProgrammeId AND m.UserId = @UserId))
            AND c.DueOn >= @AfterDay AND (c.DueOn > @AfterDay OR c.Id > @AfterId)
        ORDER BY c.DueOn, c.Id
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/due", HandleAsync).WithName("listDueCommitments").WithSummary("List the commitments that fall due").Requires(Scopes.ReadInterviews);

    public static Task<Page<Commitment>> HandleAsync(Paging paging, CurrentUser user, Db db, CommitmentReader reader, TimeProvider clock, CancellationToken ct) =>
        paging.UnlessUnchangedAsync(db, async () =>
        {
            var today = clock.UtcToday();
            var rows = await db.QueryAsync<CommitmentRow>(db.Page(Sql), new
            {
                user.WorkspaceId, UserId = user.Id, SeesEvery = user.SeesEveryProgramme, Until = today.AddDays(ListCommitments.DaysAhead),
                AfterDay = paging.Day(0, DateOnly.MinValue), AfterId = paging.Id(1, Guid.Empty), paging.Take,
            }, ct);
            return ListCommitments.Page(paging, await reader.OpenAsync(rows, namesProgramme: true, ct));
        }, ct);
}
