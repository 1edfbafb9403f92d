namespace Transform.Api.Http;

public static class Clock
{
    /// <summary>Now in UTC, cut to whole milliseconds, so that what is stored is exactly what was answered.</summary>
    public static DateTime UtcNow(this TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
    }

    public static DateOnly UtcToday(this TimeProvider clock) => DateOnly.FromDateTime(clock.UtcNow());
}
