using Transform.Api.Trust;

namespace Transform.Api.Scores;

/// <summary>
/// The conversations as those see them who cannot open interviews. A snapshot gives way to the next only when conversations with at least as many
/// different people as the workspace's step says, and never fewer than <see cref="Disclosure.LeastStep"/>, differ between the two (added, taken away,
/// coded otherwise, a commitment kept or fallen due), so that no single leader's change can be read off by looking twice, however often that leader was
/// met. Between snapshots nothing that comes from interviews moves, whatever is written or falls due meanwhile. It is stored, and never shown.
/// </summary>
/// <param name="Number">Counts the snapshots; 0 stands before the first.</param>
public sealed record InterviewSnapshot(int Number, IReadOnlyList<Conversation> Conversations)
{
    public static InterviewSnapshot Empty { get; } = new(0, []);

    /// <summary>What to publish next: this snapshot still, or what is there now.</summary>
    /// <param name="step">Of how many people's conversations the two must differ.</param>
    public InterviewSnapshot Next(IReadOnlyList<Conversation> now, int step)
    {
        var before = Conversations.ToDictionary(it => it.Id);
        var differing = now.Where(it => !before.Remove(it.Id, out var earlier) || !earlier.SaysAs(it)).ToList();

        // What was there and is still there in another form stands with both its forms: they share its interviews.
        var changed = differing.Select(it => it.Id).ToHashSet();
        differing.AddRange(Conversations.Where(it => before.ContainsKey(it.Id) || changed.Contains(it.Id)));
        return Groups(differing) >= Math.Max(step, Disclosure.LeastStep) ? new InterviewSnapshot(Number + 1, now) : this;
    }

    /// <summary>How many groups there are of which no two share an interview or a person: what one group says, its own people said.</summary>
    private static int Groups(IReadOnlyList<Conversation> conversations)
    {
        var leads = Enumerable.Range(0, conversations.Count).ToArray();
        var groups = conversations.Count;
        var seen = new Dictionary<Guid, int>();
        for (var i = 0; i < conversations.Count; i++)
        {
            foreach (var strand in conversations[i].Strands)
            {
                if (seen.TryAdd(strand, i))
                {
                    continue;
                }

                var (one, other) = (LeadOf(seen[strand]), LeadOf(i));
                leads[other] = one;
                groups -= one == other ? 0 : 1;
            }
        }

        return groups;

        int LeadOf(int i)
        {
            while (leads[i] != i)
            {
                i = leads[i] = leads[leads[i]];
            }

            return i;
        }
    }
}
