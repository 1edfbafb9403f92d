using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Commitments;

/// <summary>Puts a reminder away; doing so again changes nothing. One that was due soon comes back, once, when it is overdue.</summary>
public static class DismissReminder
{
    [PortableSql]
    public const string Sql = """
        UPDATE Reminders
        SET DismissedAt = COALESCE(DismissedAt, @Now)
        WHERE WorkspaceId = @WorkspaceId AND UserId = @UserId AND Id = @Id
            AND NOT EXISTS (SELECT 1 FROM Commitments c
                JOIN Interviews i ON i.WorkspaceId = c.WorkspaceId AND i.Id = c.InterviewId
                WHERE c.WorkspaceId = @WorkspaceId AND c.Id = Reminders.CommitmentId AND i.Confidentiality = 'sealed' AND i.CreatedBy <> @UserId)
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("/{id:guid}/dismissal", HandleAsync).WithName("dismissReminder").WithSummary("Put a reminder away").Requires(Scopes.ReadInterviews);

    public static async Task<Results<Done, ProblemHttpResult>> HandleAsync(Guid id, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct) =>
        await db.WriteUnannouncedAsync(unit => unit.ExecuteAsync(Sql, new { user.WorkspaceId, UserId = user.Id, Id = id, Now = clock.UtcNow() }), ct) == 0
            ? Problems.NotFound("reminder")
            : Done.Result;
}
