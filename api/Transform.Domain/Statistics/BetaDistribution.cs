namespace Transform.Domain;

/// <summary>
/// The Beta(a, b) distribution for a, b &gt; 0, accurate to 1e-10 up to a + b of about a million.
/// The incomplete beta function is Lentz's evaluation of its continued fraction (DLMF 8.17.22, Press et al., <i>Numerical Recipes</i> §6.4).
/// </summary>
public static class BetaDistribution
{
    private const int MostIterations = 20_000;
    private const double Tiny = 1e-300;

    public static double Mean(double a, double b) => a / (a + b);

    public static double StandardDeviation(double a, double b) => Math.Sqrt(a * b / (a + b + 1)) / (a + b);

    /// <summary>P(X ≤ x). Outside [0, 1] it is 0 or 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not positive, or x is not a number.</exception>
    public static double Cdf(double x, double a, double b)
    {
        RequireShape(a, b);
        ArgumentOutOfRangeException.ThrowIfEqual(x, double.NaN);
        return x <= 0 ? 0 : x >= 1 ? 1 : Regularised(x, 1 - x, a, b, LnBeta(a, b));
    }

    /// <summary>The x for which P(X ≤ x) = p.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p is outside [0, 1], or a parameter is not positive.</exception>
    public static double Quantile(double p, double a, double b)
    {
        RequireShape(a, b);
        if (!(p >= 0 && p <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies between 0 and 1.");
        if (p is 0 or 1)
            return p;

        // Always the lower tail, where nothing cancels; the upper tail is its mirror.
        return p <= 0.5 ? LowerQuantile(p, a, b).X : LowerQuantile(1 - p, b, a).OneMinusX;
    }

    /// <summary>The equal-tailed 95% interval.</summary>
    public static Band Central95(double a, double b) => new(Quantile(0.025, a, b), Quantile(0.975, a, b));

    /// <summary>ln Γ(x) for x &gt; 0: Stirling's series (DLMF 5.11.1) after shifting x to 10 or more.</summary>
    internal static double LnGamma(double x)
    {
        var shift = 1.0;
        for (; x < 10; x++)
            shift *= x;

        var r = 1 / (x * x);
        var series = (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * (1.0 / 1188 - r * 691 / 360_360))))) / x;
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + series - Math.Log(shift);
    }

    /// <summary>
    /// Newton's method on ln P as a function of logit x, where the tail is almost a straight line;
    /// a bracket catches any step that leaves it.
    /// </summary>
    private static (double X, double OneMinusX) LowerQuantile(double p, double a, double b)
    {
        var lnBeta = LnBeta(a, b);
        var (low, high) = (-745.0, 745.0);
        var u = Math.Clamp(Math.Log(a / b) - (p < 0.25 ? 2 * Math.Sqrt(1 / a + 1 / b) : 0), -700, 700);

        for (var i = 0; i < 200; i++)
        {
            var (x, y) = (1 / (1 + Math.Exp(-u)), 1 / (1 + Math.Exp(u)));
            var cdf = Regularised(x, y, a, b, lnBeta);
            if (cdf < p)
                low = u;
            else
                high = u;

            var slope = Math.Exp(a * Math.Log(x) + b * Math.Log(y) - lnBeta) / cdf;
            var next = u - Math.Log(cdf / p) / slope;
            if (!(next > low && next < high))
                next = (low + high) / 2;

            var step = Math.Abs(next - u);
            u = next;
            if (step <= 1e-13 * Math.Max(1, Math.Abs(u)))
                break;
        }

        return (1 / (1 + Math.Exp(-u)), 1 / (1 + Math.Exp(u)));
    }

    private static double LnBeta(double a, double b) => LnGamma(a) + LnGamma(b) - LnGamma(a + b);

    /// <summary>I_x(a, b) with y = 1 − x given apart, so that neither loses digits near its end.</summary>
    private static double Regularised(double x, double y, double a, double b, double lnBeta)
    {
        if (x <= 0 || y <= 0)
            return x <= 0 ? 0 : 1;

        var front = Math.Exp(a * Math.Log(x) + b * Math.Log(y) - lnBeta);
        return x < (a + 1) / (a + b + 2)
            ? front * Fraction(x, a, b) / a
            : 1 - front * Fraction(y, b, a) / b;
    }

    private static double Fraction(double x, double a, double b)
    {
        var c = 1.0;
        var d = Inverse(1 - (a + b) * x / (a + 1));
        var value = d;
        for (var m = 1; m <= MostIterations; m++)
        {
            var even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = Inverse(1 + even * d);
            c = NotZero(1 + even / c);
            value *= d * c;

            var odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = Inverse(1 + odd * d);
            c = NotZero(1 + odd / c);
            value *= d * c;

            if (Math.Abs(d * c - 1) < 1e-16)
                break;
        }

        return value;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;

    private static double Inverse(double value) => 1 / NotZero(value);

    private static void RequireShape(double a, double b)
    {
        if (!(a > 0 && double.IsFinite(a)))
            throw new ArgumentOutOfRangeException(nameof(a), a, "A Beta distribution needs positive, finite parameters.");
        if (!(b > 0 && double.IsFinite(b)))
            throw new ArgumentOutOfRangeException(nameof(b), b, "A Beta distribution needs positive, finite parameters.");
    }
}
