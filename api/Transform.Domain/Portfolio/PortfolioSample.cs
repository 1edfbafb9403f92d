using System.Security.Cryptography;
using System.Text;

namespace Transform.Domain;

/// <summary>A simple random sample that anyone can draw again: ids ordered by the SHA-256 of <c>seed:id</c>, the first n taken.</summary>
public static class PortfolioSample
{
    /// <param name="frame">The ids to draw from, exclusions already left out; each once, in any order.</param>
    /// <param name="seed">Recorded with the sample, so that it can be drawn again.</param>
    /// <param name="n">0 to the size of the frame.</param>
    /// <exception cref="ArgumentException">An id recurs, or n is more than there are.</exception>
    public static IReadOnlyList<string> Draw(IReadOnlyCollection<string> frame, string seed, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, frame.Count);
        if (frame.Distinct(StringComparer.Ordinal).Count() != frame.Count)
            throw new ArgumentException("Each id stands in the frame once.", nameof(frame));

        return [.. frame.OrderBy(id => Key(seed, id), StringComparer.Ordinal).ThenBy(id => id, StringComparer.Ordinal).Take(n)];
    }

    /// <summary>What an id is ordered by: the hash in lower-case hexadecimal.</summary>
    public static string Key(string seed, string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{id}")));
}
