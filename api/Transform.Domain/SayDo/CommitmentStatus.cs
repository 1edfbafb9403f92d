namespace Transform.Domain;

/// <summary>What became of a commitment. A partly kept one is not kept.</summary>
public static class CommitmentStatus
{
    public const string NotYetDue = "notYetDue";
    public const string Kept = "kept";
    public const string Partial = "partial";
    public const string Missed = "missed";
    public const string Withdrawn = "withdrawn";
}
