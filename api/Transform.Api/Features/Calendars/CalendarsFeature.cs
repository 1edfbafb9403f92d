using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Features.Calendars;

/// <summary>What falls due, in a person's own calendar: they subscribe to a secret address, which says no more than may leave the house.</summary>
public static class CalendarsFeature
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/me/calendar-feed").WithTags("Calendars");
        CreateCalendarFeed.Map(group);
        GetCalendarFeed.Map(group);
        RevokeCalendarFeed.Map(group);
        GetCalendar.Map(api.MapGroup("/public/calendars").WithTags("Calendars"));
    }
}

/// <summary>That a person has a calendar address: never the address itself.</summary>
/// <param name="LastReadAt">When a calendar program last asked, to within ten minutes.</param>
public sealed record CalendarFeed(Guid Id, DateTime CreatedAt, DateTime? LastReadAt, int Version)
{
    [PortableSql(typeof(CalendarFeed))]
    public const string FindSql = """
        SELECT Id, CreatedAt, LastReadAt, Version
        FROM CalendarFeeds
        WHERE WorkspaceId = @WorkspaceId AND UserId = @UserId AND RevokedAt IS NULL
        """;

    internal static object Of(CurrentUser user) => new { user.WorkspaceId, UserId = user.Id };
}
