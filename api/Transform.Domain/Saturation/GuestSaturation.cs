using System.Globalization;
using System.Numerics;

namespace Transform.Domain;

/// <summary>A run of successive interviews, held against the base.</summary>
/// <param name="From">Place of the first interview of the run, from 1.</param>
/// <param name="To">Place of the last.</param>
/// <param name="New">Themes first heard in the run.</param>
/// <param name="Ratio">New ÷ base themes; null when the base holds none.</param>
public sealed record SaturationRun(int From, int To, int New, double? Ratio);

/// <summary>When interviews stopped bringing new themes. It says nothing about whether the right people were heard.</summary>
/// <param name="Base">Interviews in the base.</param>
/// <param name="RunLength">Interviews in a run.</param>
/// <param name="Threshold">Highest ratio that counts as saturated, 0 to 1.</param>
/// <param name="Interviews">Coded interviews.</param>
/// <param name="BaseThemes">Unique themes in the base, so far.</param>
/// <param name="Runs">Each one interview on from the last; empty until the first is complete.</param>
/// <param name="At">Interviews before the first run at or under the threshold.</param>
/// <param name="Point">"k+run", such as "6+2".</param>
/// <param name="Reason">Set exactly when there is no point.</param>
public sealed record SaturationResult(
    int Base, int RunLength, double Threshold, int Interviews, int BaseThemes, IReadOnlyList<SaturationRun> Runs, int? At, string? Point, string? Reason);

/// <summary>How far the point depends on the order in which interviews happened to be held.</summary>
/// <param name="Shuffles">Orders tried.</param>
/// <param name="Reached">Orders in which saturation was reached.</param>
/// <param name="Median">Interviews before the saturated run, in the middle order; null when half of the orders or more do not reach it.</param>
/// <param name="Low">5th percentile; null when it is not reached.</param>
/// <param name="High">95th percentile; null when it is not reached.</param>
/// <param name="Reason">Set exactly when there is no median.</param>
public sealed record OrderBand(int Base, int RunLength, double Threshold, int Seed, int Shuffles, int Reached, int? Median, int? Low, int? High, string? Reason);

/// <summary>
/// Thematic saturation: new themes in a run of interviews ÷ unique themes in the first few; runs slide by one interview
/// (Guest, Namey &amp; Chen 2020, doi:10.1371/journal.pone.0232076).
/// </summary>
public static class GuestSaturation
{
    /// <summary>Moves whenever the same records could give another figure.</summary>
    public const string MethodVersion = "saturation-1";

    public const int DefaultBase = 4;
    public const int DefaultRunLength = 2;
    public const double DefaultThreshold = 0.05;
    public const int DefaultShuffles = 1000;

    /// <summary>The published choices, the defaults first.</summary>
    public static IReadOnlyList<int> Bases { get; } = [4, 5, 6];

    /// <inheritdoc cref="Bases"/>
    public static IReadOnlyList<int> RunLengths { get; } = [2, 3];

    /// <inheritdoc cref="Bases"/>
    public static IReadOnlyList<double> Thresholds { get; } = [0.05, 0];

    /// <param name="newThemes">Themes first heard in each interview, in the order held.</param>
    /// <exception cref="ArgumentOutOfRangeException">Base, run or threshold is not a published choice, or a count is negative.</exception>
    public static SaturationResult Of(
        IReadOnlyList<int> newThemes, int baseSize = DefaultBase, int runLength = DefaultRunLength, double threshold = DefaultThreshold)
    {
        RequireChoices(baseSize, runLength, threshold);
        foreach (var count in newThemes)
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(newThemes));

        var baseThemes = newThemes.Take(baseSize).Sum();
        var runs = new SaturationRun[Math.Max(0, newThemes.Count - baseSize - runLength + 1)];
        for (var (i, found) = (0, newThemes.Skip(baseSize).Take(runLength).Sum()); i < runs.Length; i++)
        {
            var (from, after) = (baseSize + i, baseSize + i + runLength);
            runs[i] = new SaturationRun(from + 1, after, found, baseThemes == 0 ? null : (double)found / baseThemes);
            found += (after < newThemes.Count ? newThemes[after] : 0) - newThemes[from];
        }

        var at = runs.FirstOrDefault(r => r.Ratio <= threshold)?.From - 1;
        return new SaturationResult(
            baseSize, runLength, threshold, newThemes.Count, baseThemes, runs, at,
            at is null ? null : Invariant($"{at}+{runLength}"),
            at is null ? Reason(newThemes.Count, baseThemes, baseSize, runLength, threshold) : null);
    }

    /// <summary>Themes first heard in each interview.</summary>
    /// <param name="themes">The themes of each interview, in the order held.</param>
    public static IReadOnlyList<int> NewThemes<TTheme>(IEnumerable<IReadOnlyCollection<TTheme>> themes)
        where TTheme : notnull
    {
        var heard = new HashSet<TTheme>();
        return [.. themes.Select(interview => interview.Count(heard.Add))];
    }

    /// <summary>The point over many shuffled orders of the interviews; the same seed gives the same on any machine.</summary>
    /// <param name="themes">The themes of each interview, in an order that does not change between calls.</param>
    /// <exception cref="ArgumentOutOfRangeException">Base, run or threshold is not a published choice, or there is no shuffle.</exception>
    public static OrderBand OverOrders<TTheme>(
        IReadOnlyList<IReadOnlyCollection<TTheme>> themes, int seed,
        int baseSize = DefaultBase, int runLength = DefaultRunLength, double threshold = DefaultThreshold, int shuffles = DefaultShuffles)
        where TTheme : notnull
    {
        RequireChoices(baseSize, runLength, threshold);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shuffles);

        var interviews = AsBits(themes);
        var random = new SplitMix64(seed);
        // An order that never reaches saturation comes after every order that does.
        var points = new int[shuffles];
        for (var i = 0; i < shuffles; i++)
        {
            random.Shuffle(interviews);
            points[i] = PointOf(interviews, baseSize, runLength, threshold) ?? int.MaxValue;
        }

        Array.Sort(points);
        int? At(double p) => points[(int)Math.Ceiling(p * shuffles) - 1] is var point && point < int.MaxValue ? point : null;
        var reached = points.Count(p => p < int.MaxValue);
        var median = At(0.5);
        return new OrderBand(
            baseSize, runLength, threshold, seed, shuffles, reached, median, At(0.05), At(0.95),
            median is not null ? null
                : themes.Count < baseSize + runLength ? TooShort(themes.Count, baseSize, runLength)
                : NothingYet.Because(Invariant($"in {shuffles - reached} of {shuffles} orders of the interviews themes had not run dry")));
    }

    private static int? PointOf(ulong[][] interviews, int baseSize, int runLength, double threshold)
    {
        if (interviews.Length < baseSize + runLength)
            return null;

        var heard = new ulong[interviews[0].Length];
        var found = new int[interviews.Length];
        var (baseThemes, inRun) = (0, 0);
        for (var i = 0; i < interviews.Length; i++)
        {
            for (var word = 0; word < heard.Length; word++)
            {
                found[i] += BitOperations.PopCount(interviews[i][word] & ~heard[word]);
                heard[word] |= interviews[i][word];
            }

            if (i < baseSize)
            {
                baseThemes += found[i];
                continue;
            }

            var from = i - runLength + 1;
            inRun += found[i] - (from > baseSize ? found[from - 1] : 0);
            if (from >= baseSize && baseThemes > 0 && (double)inRun / baseThemes <= threshold)
                return from;
        }

        return null;
    }

    /// <summary>A bit for each theme, so that new ones are counted a word at a time.</summary>
    private static ulong[][] AsBits<TTheme>(IReadOnlyList<IReadOnlyCollection<TTheme>> themes)
        where TTheme : notnull
    {
        var places = new Dictionary<TTheme, int>();
        foreach (var theme in themes.SelectMany(t => t))
            places.TryAdd(theme, places.Count);

        return [.. themes.Select(interview =>
        {
            var bits = new ulong[(places.Count + 63) / 64];
            foreach (var theme in interview)
                bits[places[theme] / 64] |= 1UL << (places[theme] % 64);
            return bits;
        })];
    }

    private static string Reason(int interviews, int baseThemes, int baseSize, int runLength, double threshold) =>
        interviews < baseSize + runLength ? TooShort(interviews, baseSize, runLength)
        : baseThemes == 0 ? NothingYet.Because(Invariant($"the first {baseSize} interviews hold no theme"))
        : NothingYet.Because(Invariant(
            $"every {runLength} interviews in a row still brought {(threshold > 0 ? FormattableString.Invariant($"more than {threshold * 100:0.#}% new themes") : "a new theme")}"));

    private static string TooShort(int interviews, int baseSize, int runLength) => NothingYet.Because(interviews == 0
        ? "no interview has been coded"
        : Invariant($"{interviews} {(interviews == 1 ? "interview has" : "interviews have")} been coded; {baseSize + runLength} are needed"));

    private static void RequireChoices(int baseSize, int runLength, double threshold)
    {
        if (!Bases.Contains(baseSize))
            throw new ArgumentOutOfRangeException(nameof(baseSize), baseSize, "The base is 4, 5 or 6 interviews.");
        if (!RunLengths.Contains(runLength))
            throw new ArgumentOutOfRangeException(nameof(runLength), runLength, "A run is 2 or 3 interviews.");
        if (!Thresholds.Contains(threshold))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold is 5% or 0.");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
