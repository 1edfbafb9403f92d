using Transform.Domain;

namespace Transform.Api.Features.Balance;

/// <summary>The people share by month, each month on its own records and not on a running total, as XmR charts. It holds no asOf: it tells its own past.</summary>
/// <param name="Sequence">The last change to the programme that the figures hold.</param>
/// <param name="Reason">Set where a series is left out or none can be drawn.</param>
public sealed record BalanceHistory(string Period, string MethodVersion, long Sequence, DateTime ComputedAt, IReadOnlyList<HistorySeries> Series, string? Reason)
{
    public static BalanceHistory Of(BalanceSums sums, FocusTaxonomy taxonomy, long sequence, DateTime now)
    {
        var months = sums.Months.ToList();
        var series = new List<HistorySeries>();
        foreach (var stream in StreamKinds.All)
        {
            Add(stream.ToString(), stream.IsSaid(), months
                .Where(month => month.Streams[stream].Shares is not null)
                .Select(month => (month.Month, FocusMeasures.PeopleShare(month.Streams[stream].Shares!, taxonomy), month.Streams[stream].N)));
        }

        Add(HistorySeries.Together, said: false, months.Select(month => Together(month.Month, month.Streams, taxonomy)).OfType<(int, double, int)>());
        return new BalanceHistory(
            "month", BalanceOfFocus.MethodVersion, sequence, now, series, series.Count == 0 ? NothingYet.Because("nothing that is said or done has been coded") : null);

        void Add(string name, bool said, IEnumerable<(int Month, double Value, int N)> points)
        {
            var drawn = points.ToList();
            if (drawn.Count > 0)
            {
                series.Add(new HistorySeries(char.ToLowerInvariant(name[0]) + name[1..], said, HistoryChart.Of(drawn)));
            }
        }
    }

    /// <summary>The same without talk, for a reader who cannot open the interviews.</summary>
    public BalanceHistory WithoutSaid(string reason) => this with { Series = [.. Series.Where(it => !it.Said)], Reason = reason };

    private static (int, double, int)? Together(int month, IReadOnlyDictionary<StreamKind, StreamTotals> streams, FocusTaxonomy taxonomy)
    {
        var weightOfAll = StreamKinds.DeedsEqually.Values.Sum();
        var parts = StreamKinds.All
            .Where(s => StreamKinds.DeedsEqually[s] > 0 && streams[s].Shares is not null)
            .Select(s => new CompositePart(streams[s].Shares!, streams[s].EffectiveN, StreamKinds.DeedsEqually[s]))
            .ToList();
        return parts.Sum(part => part.Weight) < Composite.EnoughCoverage * weightOfAll - 1e-9 || parts.Count == 0
            ? null
            : (month, Composite.Of(parts, weightOfAll, taxonomy).PeopleShare, streams[StreamKind.Activities].N);
    }
}

/// <param name="Stream">A stream's name, or <c>together</c>: the deeds of a month in which at least half of the streams have records.</param>
public sealed record HistorySeries(string Stream, bool Said, HistoryChart Chart)
{
    public const string Together = "together";
}

/// <summary>An XmR chart. The lines are cut to 0 and 1 for drawing; flags stand on the uncut ones.</summary>
/// <param name="TrialLimits">True while the limits stand on fewer than twelve points.</param>
/// <param name="Rules">What each flag means, in words.</param>
/// <param name="TrendLength">Points in a trend: sources differ, so it is stated.</param>
/// <param name="Reason">Set exactly when there are no limits.</param>
public sealed record HistoryChart(
    IReadOnlyList<HistoryPoint> Points, double? Mean, double? Lower, double? Upper, bool TrialLimits, IReadOnlyList<string> Rules, int TrendLength, string? Reason)
{
    public static HistoryChart Of(List<(int Month, double Value, int N)> points)
    {
        var options = new XmrOptions();
        var chart = Xmr.Of([.. points.Select(point => point.Value)], options);
        var limits = chart.Limits?.ClippedTo(0, 1);
        return new HistoryChart(
            [.. points.Zip(chart.Points, (at, point) => new HistoryPoint($"{at.Month / 12:0000}-{at.Month % 12 + 1:00}", point.Value, at.N, point.Flags))],
            limits?.Mean,
            limits?.Lower,
            limits?.Upper,
            chart.TrialLimits,
            [.. Enum.GetValues<XmrRule>().Select(rule => Xmr.InWords(rule, options))],
            options.TrendLength,
            chart.Reason);
    }
}

/// <param name="Period">Year and month, for example <c>2023-01</c>.</param>
/// <param name="N">Records of that month: few of them move the point far.</param>
public sealed record HistoryPoint(string Period, double Value, int N, IReadOnlyList<XmrRule> Flags);
