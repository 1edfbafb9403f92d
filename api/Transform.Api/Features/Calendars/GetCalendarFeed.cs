using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Calendars;

/// <summary>Whether the caller has a calendar address, and when it was last read.</summary>
public static class GetCalendarFeed
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("getCalendarFeed").WithSummary("Whether I have a calendar address").Requires(Scopes.ReadInterviews).ProducesProblem(StatusCodes.Status404NotFound);

    public static async Task<Results<Versioned<CalendarFeed>, ProblemHttpResult>> HandleAsync(CurrentUser user, Db db, CancellationToken ct) =>
        await db.FindAsync<CalendarFeed>(CalendarFeed.FindSql, CalendarFeed.Of(user), ct) is { } feed
            ? Versioned.Ok(feed, feed.Version, Versioned.VariantOf(feed.Id.ToString("N"), feed.LastReadAt?.ToString("O")))
            : Problems.NotFound("calendar address");
}
