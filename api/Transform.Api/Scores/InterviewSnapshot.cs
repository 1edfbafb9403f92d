using Transform.Api.Trust;

namespace Transform.Api.Scores;

/// <summary>
/// The conversations as those see them who cannot open interviews. A snapshot gives way to the next only when at least as many conversations
/// as the workspace's step says, and never fewer than <see cref="Disclosure.LeastStep"/>, differ between the two (added, taken away, coded otherwise, a commitment kept or fallen due), so that no single leader's change can be read
/// off by looking twice. Between snapshots nothing that comes from interviews moves, whatever is written or falls due meanwhile. It is stored, and never shown.
/// </summary>
/// <param name="Number">Counts the snapshots; 0 stands before the first.</param>
public sealed record InterviewSnapshot(int Number, IReadOnlyList<Conversation> Conversations)
{
    public static InterviewSnapshot Empty { get; } = new(0, []);

    /// <summary>What to publish next: this snapshot still, or what is there now.</summary>
    /// <param name="step">By how many conversations the two must differ.</param>
    public InterviewSnapshot Next(IReadOnlyList<Conversation> now, int step)
    {
        var before = Conversations.ToDictionary(it => it.Id);
        var differing = now.Count(it => !before.Remove(it.Id, out var earlier) || !earlier.SaysAs(it)) + before.Count;
        return differing >= Math.Max(step, Disclosure.LeastStep) ? new InterviewSnapshot(Number + 1, now) : this;
    }
}
