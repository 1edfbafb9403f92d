namespace Transform.Domain;

/// <summary>A 95% interval, both ends included, in the unit of the figure that it belongs to.</summary>
/// <param name="Low">Never above <paramref name="High"/>.</param>
/// <param name="High">Never below <paramref name="Low"/>.</param>
public sealed record Band(double Low, double High)
{
    public bool Contains(double value) => Low <= value && value <= High;

    /// <summary>Programmes whose bands overlap are not ranked against each other.</summary>
    public bool Overlaps(Band other) => Low <= other.High && other.Low <= High;
}
