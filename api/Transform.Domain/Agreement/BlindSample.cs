using System.Globalization;

namespace Transform.Domain;

/// <summary>
/// The random tenth of a programme's activities that a second person codes blind. An activity is in it or not by its own id, so nobody
/// chooses, anyone can check, and an activity that is added later moves no other in or out.
/// </summary>
public static class BlindSample
{
    private const ulong Tenth = ulong.MaxValue / 10;

    /// <summary>True where the SHA-256 of <c>programmeId:activityId</c>, both in lower case with hyphens, falls in the lowest tenth.</summary>
    public static bool Holds(Guid programmeId, Guid activityId) =>
        ulong.Parse(PortfolioSample.Key(programmeId.ToString("D"), activityId.ToString("D")).AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) <= Tenth;
}
