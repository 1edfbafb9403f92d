using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Calendars;

/// <summary>Ends the caller's calendar address: whoever asks for it finds nothing from now on.</summary>
public static class RevokeCalendarFeed
{
    [PortableSql]
    public const string Sql = """
        UPDATE CalendarFeeds
        SET RevokedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND UserId = @UserId AND RevokedAt IS NULL
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("", HandleAsync).WithName("revokeCalendarFeed").WithSummary("End my calendar address").Requires(Scopes.ReadInterviews).ProducesProblem(StatusCodes.Status404NotFound).RequiresIfMatch();

    public static async Task<Results<Done, ProblemHttpResult>> HandleAsync(IfMatch version, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        var current = await db.FindAsync<CalendarFeed>(CalendarFeed.FindSql, CalendarFeed.Of(user), ct);
        return await db.WriteAsync<Results<Done, ProblemHttpResult>>(user, new Change("revoked", "calendarFeed", current?.Id ?? Guid.Empty), async unit =>
        {
            if (await unit.FindAsync<CalendarFeed>(CalendarFeed.FindSql, CalendarFeed.Of(user)) is not { } now || now.Id != current?.Id)
            {
                return Problems.NotFound("calendar address");
            }

            if (now.Version != version.Number)
            {
                return Problems.Stale(now.Version);
            }

            await unit.ExecuteAsync(Sql, new { user.WorkspaceId, UserId = user.Id, Now = clock.UtcNow() });
            return Done.Result;
        }, ct);
    }
}
