using System.Security.Cryptography;
using System.Text;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.Balance;

/// <summary>
/// The interviews as those see them who cannot open them. A snapshot gives way to the next only when at least <see cref="Disclosure.Step"/> interviews
/// differ between the two (added, taken away, or coded otherwise), so that no single leader's change can be read off by looking twice. Between
/// snapshots nothing that comes from interviews moves, whatever is recoded or sealed meanwhile. It is stored, and never shown.
/// </summary>
/// <param name="Number">Counts the snapshots; 0 stands before the first.</param>
/// <param name="Interviews">By id, what each says, as a fingerprint: to count how many differ, not to tell what they say.</param>
/// <param name="Mentions">By dimension.</param>
public sealed record InterviewSnapshot(int Number, IReadOnlyDictionary<Guid, string> Interviews, int CodedInterviews, IReadOnlyDictionary<string, int> Mentions)
{
    public static InterviewSnapshot Empty { get; } = new(0, new Dictionary<Guid, string>(), 0, new Dictionary<string, int>(StringComparer.Ordinal));

    /// <summary>What is there now.</summary>
    /// <param name="mentions">The dimensions that each interview mentions, an empty list for one not coded.</param>
    public static InterviewSnapshot Of(IReadOnlyDictionary<Guid, List<string>> mentions, int number) => new(
        number,
        mentions.ToDictionary(it => it.Key, it => Fingerprint(it.Value)),
        mentions.Count(it => it.Value.Count > 0),
        mentions.Values.SelectMany(it => it).CountBy(it => it, StringComparer.Ordinal).ToDictionary(it => it.Key, it => it.Value, StringComparer.Ordinal));

    /// <summary>What to publish next: this snapshot still, or what is there now.</summary>
    public InterviewSnapshot Next(IReadOnlyDictionary<Guid, List<string>> mentions)
    {
        var now = Of(mentions, Number + 1);
        var differing = now.Interviews.Count(it => !Interviews.TryGetValue(it.Key, out var before) || before != it.Value)
            + Interviews.Keys.Count(id => !now.Interviews.ContainsKey(id));
        return differing >= Disclosure.Step ? now : this;
    }

    public StreamTotals Totals(FocusTaxonomy taxonomy)
    {
        var byDimension = taxonomy.Dimensions.Select(d => (double)Mentions.GetValueOrDefault(d.Code)).ToArray();
        return StreamTotals.OfCounts((int)byDimension.Sum(), byDimension);
    }

    private static string Fingerprint(List<string> dimensions) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', dimensions.Order(StringComparer.Ordinal)))).AsSpan(0, 8));
}
