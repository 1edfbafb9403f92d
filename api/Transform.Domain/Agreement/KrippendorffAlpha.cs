using System.Text.Json.Serialization;

namespace Transform.Domain;

/// <summary>What the codes mean, and so how far apart two of them are.</summary>
[JsonConverter(typeof(CamelCaseNames<MeasurementLevel>))]
public enum MeasurementLevel
{
    Nominal,
    Ordinal,
    Interval,
    Ratio,
}

/// <summary>The rule of thumb after Krippendorff: .80 and above rely, .667 to .80 tentative, below that recode.</summary>
[JsonConverter(typeof(CamelCaseNames<AgreementVerdict>))]
public enum AgreementVerdict
{
    Unknown,
    Recode,
    Tentative,
    Rely,
}

/// <summary>How well people who coded the same records, without seeing each other's codes, agree.</summary>
/// <param name="Alpha">1 is perfect, 0 is chance, below 0 is worse than chance; null when it cannot be told.</param>
/// <param name="Coders">Who coded at least one record.</param>
/// <param name="Units">Records coded by at least two.</param>
/// <param name="Reason">Set exactly when there is no alpha.</param>
public sealed record Agreement(double? Alpha, AgreementVerdict Verdict, int Coders, int Units, string? Reason)
{
    /// <summary>Whether grades may be better than indicative.</summary>
    public bool Known => Alpha is not null;

    /// <summary>As a reader is told it.</summary>
    public string InWords => Verdict.InWords();
}

/// <summary>One rule, and one set of words, for every coefficient of agreement.</summary>
public static class AgreementVerdicts
{
    /// <param name="coefficient">α or κ; null when it cannot be told.</param>
    public static AgreementVerdict On(double? coefficient) => coefficient switch
    {
        null => AgreementVerdict.Unknown,
        >= 0.8 => AgreementVerdict.Rely,
        >= 0.667 => AgreementVerdict.Tentative,
        _ => AgreementVerdict.Recode,
    };

    /// <summary>As a reader is told it.</summary>
    public static string InWords(this AgreementVerdict verdict) => verdict switch
    {
        AgreementVerdict.Rely => "coders agree well enough to rely on",
        AgreementVerdict.Tentative => "coders agree enough for tentative conclusions",
        AgreementVerdict.Recode => "coders agree too little: sharpen the definitions and code again",
        _ => "agreement unknown",
    };
}

/// <summary>
/// Krippendorff's α = 1 − D_o/D_e, by coincidences, with missing codes allowed
/// (Krippendorff 2011, <i>Computing Krippendorff's Alpha-Reliability</i>).
/// </summary>
public static class KrippendorffAlpha
{
    /// <summary>Agreement on names, such as the dominant dimension of each activity.</summary>
    /// <param name="coders">One row for each coder, one place for each record in the same order; null where not coded.</param>
    public static Agreement OfNames(IReadOnlyList<IReadOnlyList<string?>> coders)
    {
        var codes = coders.SelectMany(c => c).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select((name, i) => (name, i)).ToDictionary(x => x.name, x => (double)x.i, StringComparer.Ordinal);
        return Of([.. coders.Select(c => c.Select(name => name is null ? (double?)null : codes[name]).ToArray())], MeasurementLevel.Nominal);
    }

    /// <param name="coders">One row for each coder, one place for each record in the same order; null where not coded.</param>
    /// <exception cref="ArgumentException">The rows differ in length, or a ratio code is negative.</exception>
    public static Agreement Of(IReadOnlyList<IReadOnlyList<double?>> coders, MeasurementLevel level)
    {
        var length = coders.Count == 0 ? 0 : coders[0].Count;
        if (coders.Any(c => c.Count != length))
            throw new ArgumentException("Each coder has a place for every record.", nameof(coders));
        if (level == MeasurementLevel.Ratio && coders.Any(c => c.Any(v => v < 0)))
            throw new ArgumentException("A ratio scale has no codes below 0.", nameof(coders));

        var active = coders.Count(c => c.Any(v => v is not null));
        var units = Enumerable.Range(0, length)
            .Select(u => coders.Select(c => c[u]).OfType<double>().ToArray())
            .Where(codes => codes.Length >= 2)
            .ToArray();
        if (units.Length == 0)
            return Unknown(active, 0, active < 2 ? "one person did all the coding" : "no record has been coded by two people", active == 0);

        var values = units.SelectMany(u => u).Distinct().Order().ToArray();
        if (values.Length == 1)
            return Unknown(active, units.Length, "every record was given the same code", false);

        var coincidences = Coincidences(units, values);
        var marginals = coincidences.Select(row => row.Sum()).ToArray();
        var n = marginals.Sum();
        var (observed, expected) = (0.0, 0.0);
        for (var c = 0; c < values.Length; c++)
        {
            for (var k = c + 1; k < values.Length; k++)
            {
                var distance = SquaredDistance(level, c, k, values, marginals);
                observed += coincidences[c][k] * distance;
                expected += marginals[c] * marginals[k] * distance;
            }
        }

        var alpha = 1 - (n - 1) * observed / expected;
        return new Agreement(alpha, AgreementVerdicts.On(alpha), active, units.Length, null);
    }

    /// <summary>The dimension with the largest fraction; of equals, the first in the taxonomy's order.</summary>
    public static string DominantDimension(IReadOnlyList<DimensionShare> shares, FocusTaxonomy taxonomy) =>
        shares.Count == 0
            ? throw new ArgumentException("A coded record has fractions.", nameof(shares))
            : shares.OrderByDescending(s => s.Share).ThenBy(s => taxonomy.PositionOf(s.Dimension)).First().Dimension;

    private static Agreement Unknown(int coders, int units, string because, bool nobody) =>
        new(null, AgreementVerdict.Unknown, coders, units, NothingYet.Because(nobody ? "nobody has coded anything" : because));

    private static double[][] Coincidences(double[][] units, double[] values)
    {
        var matrix = values.Select(_ => new double[values.Length]).ToArray();
        foreach (var unit in units)
        {
            var places = unit.Select(v => Array.BinarySearch(values, v)).ToArray();
            for (var i = 0; i < places.Length; i++)
            {
                for (var j = 0; j < places.Length; j++)
                    matrix[places[i]][places[j]] += i == j ? 0 : 1.0 / (places.Length - 1);
            }
        }

        return matrix;
    }

    private static double SquaredDistance(MeasurementLevel level, int c, int k, double[] values, double[] marginals)
    {
        var root = level switch
        {
            MeasurementLevel.Nominal => 1,
            MeasurementLevel.Ordinal => marginals[c..(k + 1)].Sum() - (marginals[c] + marginals[k]) / 2,
            MeasurementLevel.Interval => values[k] - values[c],
            MeasurementLevel.Ratio => (values[k] - values[c]) / (values[k] + values[c]),
            _ => throw new ArgumentOutOfRangeException(nameof(level), level, "No such level."),
        };
        return root * root;
    }
}
