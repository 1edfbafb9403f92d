namespace Transform.Domain;

/// <summary>The standard normal distribution, as far as 95% intervals need it.</summary>
public static class Normal
{
    /// <summary>The 0.975 quantile.</summary>
    public const double Z95 = 1.959963984540054;
}
