using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Interviews;

/// <summary>Who opened what somebody else wrote down in confidence, and when, latest first; for those who may open it themselves.</summary>
public static class ListInterviewReaders
{
    public sealed record InterviewReader(InterviewActor Reader, DateTime At);

    public sealed record Row(long Sequence, Guid ActorId, string? Name, DateTime At);

    [PortableSql(typeof(Row), Paged = true)]
    public const string Sql = """
        SELECT a.Sequence, a.ActorId, COALESCE(u.Name, k.Name) AS Name, a.At
        FROM AccessLog a
        LEFT JOIN Users u ON u.WorkspaceId = a.WorkspaceId AND u.Id = a.ActorId
        LEFT JOIN ApiKeys k ON k.WorkspaceId = a.WorkspaceId AND k.Id = a.ActorId
        WHERE a.WorkspaceId = @WorkspaceId AND a.SubjectId = @Id AND a.SubjectKind = 'interview' AND a.Sequence < @Before
        ORDER BY a.Sequence DESC
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{id:guid}/readers", HandleAsync).WithName("listInterviewReaders").WithSummary("List who opened an interview's confidential words").Requires(Scopes.ReadInterviews);

    public static async Task<Results<Page<InterviewReader>, ProblemHttpResult>> HandleAsync(Guid programmeId, Guid id, Paging paging, CurrentUser user, Db db, CancellationToken ct)
    {
        if (await db.FindAsync<InterviewRow>(InterviewRow.FindSql, new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, UserId = user.Id }, ct) is not { } interview)
        {
            return Problems.NotFound("interview");
        }

        if (!Confidentiality.OpensTo(user, interview.Held))
        {
            return Problems.Forbidden("Only those who may open an interview's notes see who did.");
        }

        var rows = await db.QueryAsync<Row>(db.Page(Sql), new { user.WorkspaceId, Id = id, Before = paging.Whole(0, long.MaxValue), paging.Take }, ct);
        var page = paging.Page(rows, last => [last.Sequence]);
        return new Page<InterviewReader>([.. page.Items.Select(it => new InterviewReader(new InterviewActor(it.ActorId, it.Name), it.At))], page.Next);
    }
}
