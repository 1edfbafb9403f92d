using System.Security.Cryptography;

namespace Transform.Domain;

/// <summary>
/// The random fifth of a programme's coded interviews, and five at least, that a second person codes blind. The order is that of the
/// SHA-256 of <c>programmeId:interviewId</c>, so nobody chooses and anyone can check.
/// </summary>
public static class SecondCodingSample
{
    private const int Least = 5;
    private const int OneIn = 5;

    /// <param name="coded">Every interview that has been coded once.</param>
    public static IReadOnlyList<Guid> Of(Guid programmeId, IEnumerable<Guid> coded)
    {
        var drawn = coded.Select(it => (Id: it, Place: Convert.ToHexString(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes($"{programmeId:D}:{it:D}"))))).OrderBy(it => it.Place, StringComparer.Ordinal).ToList();
        return [.. drawn.Take(Math.Max(Least, (drawn.Count + OneIn - 1) / OneIn)).Select(it => it.Id)];
    }
}
