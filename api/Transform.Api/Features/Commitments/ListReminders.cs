using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Commitments;

/// <summary>
/// What the caller is reminded of, the longest overdue first: open commitments of programmes that they work on, whose words they may open now. A
/// reminder made before a commitment was sealed, or before the caller's part ended, is gone from that moment on.
/// </summary>
public static class ListReminders
{
    /// <param name="Kind"><c>dueSoon</c> or <c>overdue</c>.</param>
    public sealed record Reminder(Guid Id, string Kind, Commitment Commitment);

    public sealed record Row(Guid Id, string Kind, Guid CommitmentId, DateOnly DueOn);

    [PortableSql(typeof(Row), Paged = true)]
    public const string Sql = """
        SELECT r.Id, r.Kind, r.CommitmentId, r.DueOn
        FROM Reminders r
        JOIN Commitments c ON c.WorkspaceId = r.WorkspaceId AND c.Id = r.CommitmentId
        LEFT JOIN Interviews i ON i.WorkspaceId = c.WorkspaceId AND i.Id = c.InterviewId
        WHERE r.WorkspaceId = @WorkspaceId AND r.UserId = @UserId AND r.DismissedAt IS NULL
            AND c.Status = 'notYetDue' AND c.DueOn = r.DueOn
            AND (i.Id IS NULL OR i.Confidentiality <> 'sealed' OR i.CreatedBy = @UserId)
            AND (@SeesEvery = 1 OR EXISTS (SELECT 1 FROM ProgrammeMembers m WHERE m.WorkspaceId = @WorkspaceId AND m.ProgrammeId = c.ProgrammeId AND m.UserId = @UserId))
            AND NOT (r.Kind = 'dueSoon' AND EXISTS (SELECT 1 FROM Reminders o
                WHERE o.WorkspaceId = @WorkspaceId AND o.UserId = @UserId AND o.CommitmentId = r.CommitmentId AND o.DueOn = r.DueOn AND o.Kind = 'overdue'))
            AND r.DueOn >= @AfterDay AND (r.DueOn > @AfterDay OR r.Id > @AfterId)
        ORDER BY r.DueOn, r.Id
        """;

    [PortableSql(typeof(CommitmentRow))]
    public const string CommitmentsSql = CommitmentRow.Shown + """

            AND c.Id IN @Ids
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("listReminders").WithSummary("List what I am reminded of").Requires(Scopes.ReadInterviews);

    public static async Task<Page<Reminder>> HandleAsync(Paging paging, CurrentUser user, Db db, CommitmentReader reader, CancellationToken ct)
    {
        var rows = paging.Page(await db.QueryAsync<Row>(db.Page(Sql), new
        {
            user.WorkspaceId, UserId = user.Id, SeesEvery = user.SeesEveryProgramme, AfterDay = paging.Day(0, DateOnly.MinValue), AfterId = paging.Id(1, Guid.Empty), paging.Take,
        }, ct), last => [last.DueOn, last.Id]);
        var found = rows.Items.Count == 0 ? []
            : await db.QueryAsync<CommitmentRow>(CommitmentsSql, new { user.WorkspaceId, UserId = user.Id, Ids = rows.Items.Select(it => it.CommitmentId) }, ct);
        var commitments = (await reader.OpenAsync(found.FindAll(it => it.OpensTo(user)), namesProgramme: true, ct)).ToDictionary(it => it.Id);
        var reminders = rows.Items.Where(it => commitments.ContainsKey(it.CommitmentId)).Select(it => new Reminder(it.Id, it.Kind, commitments[it.CommitmentId]));
        return new Page<Reminder>([.. reminders], rows.Next) { IsConfidential = true };
    }
}
