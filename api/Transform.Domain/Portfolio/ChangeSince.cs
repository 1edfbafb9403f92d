using System.Globalization;

namespace Transform.Domain;

/// <summary>What changed between two looks at one programme, in words. Bands that overlap are said to show no real change.</summary>
public static class ChangeSince
{
    private const int AsPercent = 100;

    /// <param name="before">Null when there was no figure yet.</param>
    /// <returns>Null when nothing did.</returns>
    public static string? InWords(BalanceGlance? before, BalanceGlance now)
    {
        if (before is null || before is { Activities: 0, Interviews: 0 })
        {
            return now switch
            {
                { Activities: > 0 } => $"New: first {Counted(now.Activities, "activity", "activities")}",
                { Interviews: > 0 } => $"New: first {Counted(now.Interviews, "interview", "interviews")}",
                _ => null,
            };
        }

        return Figure("Deeds", before.Deeds, now.Deeds)
            ?? Count(before.Activities, now.Activities, "activity", "activities")
            ?? Figure("Said", before.Said, now.Said)
            ?? (before.SayDo is { } then && now.SayDo is { } done
                ? Count(then.Kept, done.Kept, "conversation led to a kept commitment", "conversations led to a kept commitment")
                : null)
            ?? Count(before.Interviews, now.Interviews, "interview", "interviews");
    }

    private static string? Figure(string what, GlanceFigure before, GlanceFigure now)
    {
        switch (before.PeopleShare, now.PeopleShare)
        {
            case (null, { } share):
                return $"{what} can be scored: {Percent(share)}";
            case ({ }, null):
                return $"{what} can no longer be scored";
            case ({ } then, { } share) when Percent(then) != Percent(share):
                var words = $"{what} {Percent(then)} to {Percent(share)}: ";
                return words + (before.Band is { } b && now.Band is { } n && !b.Overlaps(n)
                    ? $"{(share > then ? "more" : "less")} is about people"
                    : "bands overlap, no real change");
            default:
                return null;
        }
    }

    private static string? Count(int before, int now, string one, string many) =>
        now == before ? null : $"{Counted(Math.Abs(now - before), one, many, now > before ? "more " : "fewer ")}";

    private static string Counted(int n, string one, string many, string comparison = "") =>
        string.Create(CultureInfo.InvariantCulture, $"{n} {comparison}{(n == 1 ? one : many)}");

    private static string Percent(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round(share * AsPercent, MidpointRounding.AwayFromZero):0}%");
}
