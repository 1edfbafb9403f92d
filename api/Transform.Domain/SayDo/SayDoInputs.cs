using System.Text.Json.Serialization;

namespace Transform.Domain;

/// <summary>Whether an interview asked for a commitment: who was never asked has not failed to act.</summary>
[JsonConverter(typeof(CamelCaseNames<AskedToAct>))]
public enum AskedToAct
{
    Unknown,
    Asked,
    NotAsked,
}

/// <summary>How a commitment stands on the day of reckoning. All but the last two are due.</summary>
[JsonConverter(typeof(CamelCaseNames<CommitmentStanding>))]
public enum CommitmentStanding
{
    /// <summary>Due, and kept by evidence that somebody other than its maker checked.</summary>
    Kept,

    /// <summary>Due, and kept in part: not kept, but for the sensitivity.</summary>
    Partial,

    /// <summary>Due, and not kept.</summary>
    Missed,

    /// <summary>Due, and nobody has told what came of it.</summary>
    Untold,

    /// <summary>Due, and said to be kept, but nobody else has checked.</summary>
    Unchecked,

    NotYetDue,

    /// <summary>Taken back with a reason: no longer due, but it was made.</summary>
    Withdrawn,
}

/// <summary>One conversation: an interview with its follow-ups folded in.</summary>
/// <param name="Endorsed">Null when no stance is known.</param>
/// <param name="Commitments">The standing of each commitment that it led to; empty when none was made.</param>
public sealed record SayDoConversation(bool? Endorsed, AskedToAct Asked, IReadOnlyList<CommitmentStanding> Commitments)
{
    /// <summary>At least one commitment that was due was kept.</summary>
    internal bool Acted => Commitments.Contains(CommitmentStanding.Kept);

    internal bool ActedAtLeastInPart => Acted || Commitments.Contains(CommitmentStanding.Partial);

    internal bool Committed => Commitments.Count > 0;

    internal bool Pending => !Acted && Commitments.Contains(CommitmentStanding.NotYetDue);
}

/// <summary>Commitments by how they stand.</summary>
public sealed record CommitmentTally(int Kept, int Partial, int Missed, int Untold, int Unchecked, int NotYetDue, int Withdrawn)
{
    public static CommitmentTally None { get; } = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>Kept, partly kept, missed, untold and unchecked.</summary>
    public int Due => Kept + Partial + Missed + Untold + Unchecked;

    /// <summary>All that were ever made: withdrawing one does not unmake it.</summary>
    public int Made => Due + NotYetDue + Withdrawn;

    internal bool IsCount => Kept >= 0 && Partial >= 0 && Missed >= 0 && Untold >= 0 && Unchecked >= 0 && NotYetDue >= 0 && Withdrawn >= 0;

    internal static CommitmentTally Of(IEnumerable<CommitmentStanding> standings)
    {
        var by = standings.CountBy(s => s).ToDictionary();
        int Count(CommitmentStanding standing) => by.GetValueOrDefault(standing);
        return new(
            Count(CommitmentStanding.Kept), Count(CommitmentStanding.Partial), Count(CommitmentStanding.Missed), Count(CommitmentStanding.Untold),
            Count(CommitmentStanding.Unchecked), Count(CommitmentStanding.NotYetDue), Count(CommitmentStanding.Withdrawn));
    }
}

/// <summary>Conversations with a stance, by whether they endorsed and acted.</summary>
/// <param name="Both">a: endorsed and acted.</param>
/// <param name="SayOnly">b: endorsed, not acted.</param>
/// <param name="DoOnly">c: acted, not endorsed.</param>
/// <param name="Neither">d.</param>
public sealed record SayDoTable(int Both, int SayOnly, int DoOnly, int Neither)
{
    internal int N => Both + SayOnly + DoOnly + Neither;

    internal int Endorsed => Both + SayOnly;

    internal bool IsCount => Both >= 0 && SayOnly >= 0 && DoOnly >= 0 && Neither >= 0;

    internal static SayDoTable Of(IEnumerable<SayDoConversation> conversations, Func<SayDoConversation, bool> acted)
    {
        var by = conversations.Where(c => c.Endorsed is not null).CountBy(c => (Said: c.Endorsed is true, Did: acted(c))).ToDictionary();
        return new(
            by.GetValueOrDefault((true, true)), by.GetValueOrDefault((true, false)), by.GetValueOrDefault((false, true)), by.GetValueOrDefault((false, false)));
    }
}

/// <summary>Conversations along the way from word to deed, each a part of the one before: a dot for each in a unit chart.</summary>
/// <param name="Endorsed">With a stance that endorses.</param>
/// <param name="Asked">Of those, asked to act.</param>
/// <param name="Committed">Of those, with at least one commitment.</param>
/// <param name="Kept">Of those, acted: at least one due commitment kept.</param>
/// <param name="Pending">Of the committed, those who have not acted and have a commitment not yet due: hollow dots.</param>
public sealed record SayDoChain(int Endorsed, int Asked, int Committed, int Kept, int Pending)
{
    internal bool IsChain => Endorsed >= Asked && Asked >= Committed && Kept >= 0 && Pending >= 0 && Committed >= Kept + Pending;
}

/// <summary>The counts that every say–do figure is reckoned from, for where conversations are counted elsewhere.</summary>
public sealed record SayDoCounts
{
    /// <summary>Conversations with a stance.</summary>
    public required SayDoTable Table { get; init; }

    /// <summary>The same with a partly kept commitment counted as kept; null takes <see cref="Table"/>.</summary>
    public SayDoTable? TableWithPartial { get; init; }

    /// <summary>Conversations without a known stance.</summary>
    public int WithoutStance { get; init; }

    /// <summary>Of those, acted.</summary>
    public int ActedWithoutStance { get; init; }

    /// <summary>Of all conversations, asked to act.</summary>
    public int Asked { get; init; }

    /// <summary>Of all conversations, known not to have been asked.</summary>
    public int NotAsked { get; init; }

    /// <summary>Of all conversations, with at least one commitment.</summary>
    public int Committed { get; init; }

    public CommitmentTally Commitments { get; init; } = CommitmentTally.None;

    /// <summary>Null when it was not recorded who of those asked did what: then nobody is on it beyond those who endorse.</summary>
    public SayDoChain? Chain { get; init; }

    internal int N => Table.N + WithoutStance;

    internal int Acted => Table.Both + Table.DoOnly + ActedWithoutStance;

    public static SayDoCounts Of(IReadOnlyCollection<SayDoConversation> conversations)
    {
        var endorsed = conversations.Where(c => c.Endorsed is true).ToArray();
        var asked = endorsed.Where(c => c.Asked == AskedToAct.Asked).ToArray();
        return new SayDoCounts
        {
            Table = SayDoTable.Of(conversations, c => c.Acted),
            TableWithPartial = SayDoTable.Of(conversations, c => c.ActedAtLeastInPart),
            WithoutStance = conversations.Count(c => c.Endorsed is null),
            ActedWithoutStance = conversations.Count(c => c.Endorsed is null && c.Acted),
            Asked = conversations.Count(c => c.Asked == AskedToAct.Asked),
            NotAsked = conversations.Count(c => c.Asked == AskedToAct.NotAsked),
            Committed = conversations.Count(c => c.Committed),
            Commitments = CommitmentTally.Of(conversations.SelectMany(c => c.Commitments)),
            Chain = new SayDoChain(endorsed.Length, asked.Length, asked.Count(c => c.Committed), asked.Count(c => c.Acted), asked.Count(c => c.Pending)),
        };
    }

    /// <summary>No part is negative or more than its whole.</summary>
    internal bool Holds =>
        Table.IsCount
        && (TableWithPartial is not { } partial
            || (partial.IsCount && partial.N == Table.N && partial.Endorsed == Table.Endorsed && partial.Both >= Table.Both && partial.DoOnly >= Table.DoOnly))
        && ActedWithoutStance >= 0 && ActedWithoutStance <= WithoutStance
        && Asked >= 0 && NotAsked >= 0 && Asked + NotAsked <= N
        && Acted <= Committed && Committed <= N
        && Commitments.IsCount && Committed <= Commitments.Made && Acted <= Commitments.Kept
        && (Chain is not { } chain || (chain.IsChain && chain.Endorsed == Table.Endorsed && chain.Asked <= Asked));
}
