using Transform.Domain;

namespace Transform.Api.Features.SayDo;

/// <summary>What can be opened of the figures: the rows of conversations, each a part of the one before, then those of commitments.</summary>
public static class SayDoRows
{
    public const string Conversations = "conversations";
    public const string Endorsed = "endorsed";
    public const string Asked = "asked";
    public const string Committed = "committed";
    public const string Kept = "kept";

    public const string Commitments = "commitments";
    public const string Due = "due";
    public const string DueAndKept = "dueAndKept";
    public const string Partial = "partial";
    public const string Missed = "missed";
    public const string Untold = "untold";
    public const string Unchecked = "unchecked";
    public const string NotYetDue = "notYetDue";
    public const string Withdrawn = "withdrawn";

    internal static bool IsOfCommitments(string row) => row is not (Conversations or Endorsed or Asked or Committed or Kept);

    /// <summary>Of conversations, the rows that tell which of them led to a commitment.</summary>
    internal static bool TellsOfCommitments(string row) => row is Committed or Kept;

    internal static bool Holds(string row, SayDoConversation it) => row switch
    {
        Endorsed => it.Endorsed is true,
        Asked => Holds(Endorsed, it) && it.Asked == AskedToAct.Asked,
        Committed => Holds(Asked, it) && it.Commitments.Count > 0,
        Kept => Holds(Asked, it) && it.Commitments.Contains(CommitmentStanding.Kept),
        _ => true,
    };

    internal static bool Holds(string row, CommitmentStanding it) => row switch
    {
        Commitments => true,
        Due => it is not (CommitmentStanding.NotYetDue or CommitmentStanding.Withdrawn),
        _ => it == StandingOf(row),
    };

    internal static int Count(string row, SayDoResult figures) => row switch
    {
        Conversations => figures.N,
        Endorsed => figures.Chain.Endorsed,
        Asked => figures.Chain.Asked,
        Committed => figures.Chain.Committed,
        Kept => figures.Chain.Kept,
        Commitments => figures.Commitments.Made,
        Due => figures.Commitments.Due,
        DueAndKept => figures.Commitments.Kept,
        Partial => figures.Commitments.Partial,
        Missed => figures.Commitments.Missed,
        Untold => figures.Commitments.Untold,
        Unchecked => figures.Commitments.Unchecked,
        NotYetDue => figures.Commitments.NotYetDue,
        _ => figures.Commitments.Withdrawn,
    };

    private static CommitmentStanding StandingOf(string row) => row switch
    {
        DueAndKept => CommitmentStanding.Kept,
        Partial => CommitmentStanding.Partial,
        Missed => CommitmentStanding.Missed,
        Untold => CommitmentStanding.Untold,
        Unchecked => CommitmentStanding.Unchecked,
        NotYetDue => CommitmentStanding.NotYetDue,
        _ => CommitmentStanding.Withdrawn,
    };
}
