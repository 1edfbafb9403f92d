using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Barriers;

/// <summary>
/// What was put to which barrier, in the order in which it was put there, and none of its words: <c>?interviewId=</c> for a meeting and its
/// passages, <c>?commitmentId=</c> for a commitment.
/// </summary>
public static class ListExplanations
{
    public sealed record Row(Guid Id, Guid BarrierId, string Stand, Guid? InterviewId, Guid? CommitmentId, Guid? QuoteId, DateTime CreatedAt);

    /// <summary>A commitment is not found by its meeting: that would tell who promised.</summary>
    [PortableSql(typeof(Row), Paged = true)]
    public const string Sql = """
        SELECT e.Id, e.BarrierId, e.Stand, e.InterviewId, e.CommitmentId, e.QuoteId, e.CreatedAt

        """ + BarrierEvidence.From + """

            AND (@InterviewId IS NULL OR e.InterviewId = @InterviewId OR q.InterviewId = @InterviewId)
            AND (@CommitmentId IS NULL OR e.CommitmentId = @CommitmentId)
            AND e.CreatedAt >= @AfterAt AND (e.CreatedAt > @AfterAt OR e.Id > @AfterId)
        ORDER BY e.CreatedAt, e.Id
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/explanations", HandleAsync).WithName("listExplanations").WithSummary("List what was put to which barrier").Requires(Scopes.ReadInterviews);

    public static async Task<Page<Explanation>> HandleAsync(Guid programmeId, Guid? interviewId, Guid? commitmentId, Paging paging, CurrentUser user, Db db, CancellationToken ct)
    {
        var rows = paging.Page(await db.QueryAsync<Row>(db.Page(Sql), new
        {
            user.WorkspaceId, ProgrammeId = programmeId, UserId = user.Id, InterviewId = interviewId, CommitmentId = commitmentId,
            AfterAt = paging.Time(0, DateTime.UnixEpoch), AfterId = paging.Id(1, Guid.Empty), paging.Take,
        }, ct), last => [last.CreatedAt, last.Id]);
        return new Page<Explanation>([.. rows.Items.Select(it => new Explanation(it.Id, it.BarrierId, it.Stand, it.InterviewId, it.CommitmentId, it.QuoteId))], rows.Next);
    }
}

/// <summary>That a meeting, a commitment or a passage was put to a barrier: one of the three ids is given.</summary>
/// <param name="BarrierId">What it explains, or speaks against.</param>
public sealed record Explanation(Guid Id, Guid BarrierId, string Stand, Guid? InterviewId, Guid? CommitmentId, Guid? QuoteId);
