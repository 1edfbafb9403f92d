using System.Runtime.CompilerServices;

namespace Transform.Domain;

/// <summary>What is asked of plain numbers before they are reckoned with.</summary>
internal static class Require
{
    /// <summary>An amount, count or weight: finite and not negative.</summary>
    public static double Amount(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "An amount is finite and not negative.");

    /// <summary>A share: between 0 and 1.</summary>
    public static double Fraction(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "A share lies between 0 and 1.");
}
