namespace Transform.Domain;

/// <summary>
/// Holds what people say in interviews against what they then do. Acted means that at least one due commitment was kept;
/// whoever made none has not acted, which is the point of the gap. A measure of this project; its intervals are published methods.
/// </summary>
public static class SayDoGap
{
    /// <summary>Moves whenever the same records could give another figure.</summary>
    public const string MethodVersion = "say-do-1";

    /// <summary>On the scale 1 to 5.</summary>
    public const int EndorsesFrom = 4;

    /// <summary>Whether a stance, 1 to 5, endorses.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The stance is outside 1 to 5.</exception>
    public static bool Endorses(int endorsement) =>
        endorsement is >= 1 and <= 5
            ? endorsement >= EndorsesFrom
            : throw new ArgumentOutOfRangeException(nameof(endorsement), endorsement, "A stance lies between 1 and 5.");

    public static SayDoResult Of(IReadOnlyCollection<SayDoConversation> conversations) => Of(SayDoCounts.Of(conversations));

    /// <exception cref="ArgumentException">The counts contradict each other.</exception>
    public static SayDoResult Of(SayDoCounts counts)
    {
        if (!counts.Holds)
            throw new ArgumentException("The counts contradict each other: a part is negative or more than its whole.", nameof(counts));

        var (n, commitments) = (counts.N, counts.Commitments);
        var chain = counts.Chain ?? new SayDoChain(counts.Table.Endorsed, 0, 0, 0, 0);
        return new SayDoResult(
            n,
            counts.Table.N,
            counts.Table.Endorsed,
            counts.Asked,
            counts.NotAsked,
            n - counts.Asked - counts.NotAsked,
            counts.Committed,
            counts.Acted,
            n > 0 && counts.NotAsked == n,
            commitments,
            chain,
            Proportion.Of(counts.Table.Endorsed, counts.Table.N, NoStance(n)),
            Proportion.Of(counts.Committed, n, NoInterview),
            KeptRate(commitments.Kept, commitments),
            Conversion(counts.Table),
            Proportion.Of(chain.Kept, chain.Asked, "nobody who endorses is known to have been asked to act"),
            Gap(counts.Table, n),
            Bounds(commitments),
            Sensitivity(counts.TableWithPartial ?? counts.Table, commitments, n),
            Grades.Of(n),
            MethodVersion);
    }

    private const string NoInterview = "no interview has been logged";

    private const string NoCommitment = "nobody has committed to anything";

    private static string NoStance(int n) => n == 0 ? NoInterview : "no interview records a stance";

    private static Proportion KeptRate(int kept, CommitmentTally commitments) =>
        Proportion.Of(kept, commitments.Due, commitments.Made == 0 ? NoCommitment : "no commitment is due");

    private static Proportion Conversion(SayDoTable table) => Proportion.Of(table.Both, table.Endorsed, "nobody is known to endorse");

    private static SayDoDifference Gap(SayDoTable table, int conversations)
    {
        if (table.N == 0)
            return new SayDoDifference(null, null, null, null, null, null, 0, table, NothingYet.Because(NoStance(conversations)));

        var paired = PairedProportions.Newcombe(table.Both, table.SayOnly, table.DoOnly, table.Neither);
        return new SayDoDifference(
            paired.First, paired.Second, paired.Difference, paired.Phi, paired.Band.Low, paired.Band.High, table.N, table, null);
    }

    private static KeptBounds Bounds(CommitmentTally commitments) => commitments.Made == 0
        ? new KeptBounds(null, null, 0, NothingYet.Because(NoCommitment))
        : new KeptBounds(
            (double)commitments.Kept / commitments.Made, (double)(commitments.Kept + commitments.NotYetDue) / commitments.Made, commitments.Made, null);

    private static SayDoSensitivity Sensitivity(SayDoTable table, CommitmentTally commitments, int conversations) =>
        new(KeptRate(commitments.Kept + commitments.Partial, commitments), Conversion(table), Gap(table, conversations));
}
