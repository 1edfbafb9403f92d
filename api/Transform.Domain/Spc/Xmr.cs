using System.Globalization;
using System.Text.Json.Serialization;

namespace Transform.Domain;

/// <summary>Why a point is said to be special-cause variation.</summary>
[JsonConverter(typeof(CamelCaseNames<XmrRule>))]
public enum XmrRule
{
    /// <summary>Outside the limits.</summary>
    Outside,

    /// <summary>One of a run strictly on one side of the mean.</summary>
    Shift,

    /// <summary>One of a run of strictly rising or falling steps.</summary>
    Trend,

    /// <summary>One of at least two in three near a limit, the three on one side of the mean.</summary>
    TwoOfThree,
}

/// <param name="FixAfter">The limits stand on the first so many points; null takes all.</param>
/// <param name="Screen">Leave out moving ranges of 3.267 times their mean or more.</param>
/// <param name="TrendLength">Points in a trend, counting its start; sources say 5, 6 or 7, so state it beside the chart.</param>
/// <param name="ShiftLength">Points in a shift.</param>
public sealed record XmrOptions(int? FixAfter = 12, bool Screen = true, int TrendLength = 7, int ShiftLength = 7);

/// <param name="Flags">The rules that it meets, in the order of <see cref="XmrRule"/>.</param>
public sealed record XmrPoint(double Value, IReadOnlyList<XmrRule> Flags);

/// <summary>The horizontal lines of a chart, in the unit of the values.</summary>
/// <param name="NearUpper">Two thirds of the way from the mean to the upper limit.</param>
/// <param name="NearLower">Two thirds of the way from the mean to the lower limit.</param>
/// <param name="RawAverageMovingRange">Before screening.</param>
public sealed record XmrLimits(
    double Mean, double Upper, double Lower, double NearUpper, double NearLower, double AverageMovingRange, double RawAverageMovingRange)
{
    /// <summary>For drawing only: lines and values are calculated unclipped.</summary>
    public XmrLimits ClippedTo(double least, double most) => this with
    {
        Upper = Math.Clamp(Upper, least, most),
        Lower = Math.Clamp(Lower, least, most),
        NearUpper = Math.Clamp(NearUpper, least, most),
        NearLower = Math.Clamp(NearLower, least, most),
    };
}

/// <param name="Limits">Null with fewer than two points.</param>
/// <param name="TrialLimits">True while fewer points stand behind the limits than they are to be fixed on.</param>
/// <param name="Reason">Set exactly when there are no limits.</param>
public sealed record XmrChart(IReadOnlyList<XmrPoint> Points, XmrLimits? Limits, bool TrialLimits, string? Reason);

/// <summary>
/// The XmR chart as in Making Data Count: mean ± 2.66 times the mean moving range, and four rules
/// (NHSRplotthedots 0.2, ptd_spc_standard.R and ptd_calculate_point_type.R). A point stands for a period's own records, not for a running total.
/// </summary>
public static class Xmr
{
    private const double LimitFactor = 2.66;
    private const double ScreenFactor = 3.267;

    /// <param name="values">In order of time; finite.</param>
    public static XmrChart Of(IReadOnlyList<double> values, XmrOptions? options = null)
    {
        options ??= new XmrOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.FixAfter ?? 2, 2, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.TrendLength, 3, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ShiftLength, 2, nameof(options));
        if (values.Any(v => !double.IsFinite(v)))
            throw new ArgumentOutOfRangeException(nameof(values), "A point on a chart is a finite number.");

        if (values.Count < 2)
        {
            var because = values.Count == 0 ? "no period has a figure" : "limits need at least two periods";
            return new XmrChart([.. values.Select(v => new XmrPoint(v, []))], null, true, NothingYet.Because(because));
        }

        var limits = LimitsOf([.. values.Take(options.FixAfter ?? values.Count)], options.Screen);
        var flags = new SortedSet<XmrRule>[values.Count];
        for (var i = 0; i < flags.Length; i++)
            flags[i] = [];

        // What differs by rounding alone does not differ: twenty months of .3 have a mean that is not quite .3.
        var grain = 1e-12 * values.Max(Math.Abs);
        MarkOutside(values, limits, grain, flags);
        MarkShifts(values, limits.Mean, grain, options.ShiftLength, flags);
        MarkTrends(values, grain, options.TrendLength, flags);
        MarkTwoOfThree(values, limits, grain, flags);
        return new XmrChart(
            [.. values.Zip(flags, (v, f) => new XmrPoint(v, [.. f]))],
            limits,
            values.Count < (options.FixAfter ?? 12),
            null);
    }

    /// <summary>The rule as a reader is told it.</summary>
    public static string InWords(XmrRule rule, XmrOptions? options = null)
    {
        options ??= new XmrOptions();
        return rule switch
        {
            XmrRule.Outside => "outside the limits within which this figure usually moves",
            XmrRule.Shift => string.Create(CultureInfo.InvariantCulture, $"{options.ShiftLength} or more in a row on one side of the average"),
            XmrRule.Trend => string.Create(CultureInfo.InvariantCulture, $"{options.TrendLength} or more in a row, each higher than the last, or each lower"),
            XmrRule.TwoOfThree => "two of three in a row close to a limit, all three on one side of the average",
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "No such rule."),
        };
    }

    private static XmrLimits LimitsOf(double[] baseline, bool screen)
    {
        var mean = baseline.Average();
        var ranges = baseline.Zip(baseline.Skip(1), (a, b) => Math.Abs(b - a)).ToArray();
        var raw = ranges.Average();
        var kept = screen ? ranges.Where(r => r < ScreenFactor * raw).ToArray() : ranges;
        var average = kept.Length > 0 ? kept.Average() : raw;
        var reach = LimitFactor * average;
        return new XmrLimits(mean, mean + reach, mean - reach, mean + reach * 2 / 3, mean - reach * 2 / 3, average, raw);
    }

    private static void MarkOutside(IReadOnlyList<double> values, XmrLimits limits, double grain, SortedSet<XmrRule>[] flags)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (Compare(values[i], limits.Upper, grain) > 0 || Compare(values[i], limits.Lower, grain) < 0)
                flags[i].Add(XmrRule.Outside);
        }
    }

    private static void MarkShifts(IReadOnlyList<double> values, double mean, double grain, int length, SortedSet<XmrRule>[] flags)
    {
        for (var start = 0; start < values.Count;)
        {
            var side = Compare(values[start], mean, grain);
            var end = start + 1;
            while (end < values.Count && Compare(values[end], mean, grain) == side)
                end++;
            if (side != 0 && end - start >= length)
                Mark(XmrRule.Shift, start, end, flags);
            start = end;
        }
    }

    private static void MarkTrends(IReadOnlyList<double> values, double grain, int length, SortedSet<XmrRule>[] flags)
    {
        for (var start = 0; start < values.Count - 1;)
        {
            var direction = Compare(values[start + 1], values[start], grain);
            var last = start + 1;
            while (last + 1 < values.Count && Compare(values[last + 1], values[last], grain) == direction)
                last++;
            if (direction != 0 && last - start + 1 >= length)
                Mark(XmrRule.Trend, start, last + 1, flags);
            start = last; // a turning point ends one run and starts the next
        }
    }

    private static void MarkTwoOfThree(IReadOnlyList<double> values, XmrLimits limits, double grain, SortedSet<XmrRule>[] flags)
    {
        for (var start = 0; start + 3 <= values.Count; start++)
        {
            var side = Compare(values[start], limits.Mean, grain);
            if (side == 0 || Compare(values[start + 1], limits.Mean, grain) != side || Compare(values[start + 2], limits.Mean, grain) != side)
                continue;

            var near = Enumerable.Range(start, 3).Where(i => IsNear(values[i], limits, grain)).ToArray();
            if (near.Length < 2)
                continue;
            foreach (var i in near)
                flags[i].Add(XmrRule.TwoOfThree);
        }
    }

    private static bool IsNear(double value, XmrLimits limits, double grain) =>
        (Compare(value, limits.NearUpper, grain) > 0 && Compare(value, limits.Upper, grain) <= 0)
        || (Compare(value, limits.NearLower, grain) < 0 && Compare(value, limits.Lower, grain) >= 0);

    private static int Compare(double value, double line, double grain) => Math.Abs(value - line) <= grain ? 0 : Math.Sign(value - line);

    private static void Mark(XmrRule rule, int start, int end, SortedSet<XmrRule>[] flags)
    {
        for (var i = start; i < end; i++)
            flags[i].Add(rule);
    }
}
