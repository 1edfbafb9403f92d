using Transform.Domain;

namespace Transform.Api.Scores;

/// <summary>
/// What one conversation (an interview with its follow-ups) says, in codes and never in words: everything that a figure takes from it. Its lists stand in
/// an order of their own, so that the same facts are the same record.
/// </summary>
/// <param name="Id">The first interview's.</param>
/// <param name="HeldAt">When the first interview was.</param>
/// <param name="Asked">Whether a commitment was ever asked for.</param>
/// <param name="Sectors">Of the organisations of those who took part.</param>
/// <param name="Mentions">Each theme once for each dimension that it was about.</param>
/// <param name="Stances">The latest on each proposition.</param>
/// <param name="Commitments">As they stood on the day on which this was read.</param>
/// <param name="Barriers">Those that something said or left undone here stands behind.</param>
/// <param name="SecondCodings">By people who coded it without seeing the first coding.</param>
/// <param name="Strands">The interviews that it is made of, and the people who took part: two conversations that share one are the same people's.</param>
public sealed record Conversation(
    Guid Id, DateTime HeldAt, AskedToAct Asked, IReadOnlyList<string> Sectors, IReadOnlyList<ThemeMention> Mentions, IReadOnlyList<StanceTaken> Stances,
    IReadOnlyList<CommitmentMade> Commitments, IReadOnlyList<Guid> Barriers, IReadOnlyList<SecondCoding> SecondCodings,
    IReadOnlyList<Guid> Strands)
{
    /// <summary>True where every figure takes the same from both. Who took part is in no figure.</summary>
    public bool SaysAs(Conversation other) =>
        HeldAt == other.HeldAt && Asked == other.Asked && Sectors.SequenceEqual(other.Sectors) && Mentions.SequenceEqual(other.Mentions) && Stances.SequenceEqual(other.Stances)
            && Commitments.SequenceEqual(other.Commitments) && Barriers.SequenceEqual(other.Barriers)
            && SecondCodings.Count == other.SecondCodings.Count && SecondCodings.Zip(other.SecondCodings).All(it => it.First.SaysAs(it.Second));
}

public sealed record ThemeMention(Guid ThemeId, string Dimension);

/// <param name="Endorsement">1 (against) to 5 (wholly for).</param>
/// <param name="Elicited">The question led to the answer.</param>
public sealed record StanceTaken(Guid PropositionId, int Endorsement, bool Elicited);

/// <summary>One commitment, as it stood.</summary>
/// <param name="HalfYear">In which it falls due, as <c>year × 2</c> and 1 more in the second half; null where it has no date.</param>
public sealed record CommitmentMade(CommitmentStanding Standing, int? HalfYear);

/// <summary>One interview, coded by somebody who did not see the first coding.</summary>
/// <param name="Themes">Those that either coder found.</param>
public sealed record SecondCoding(Guid InterviewId, Guid CoderId, IReadOnlyList<ThemeFound> Themes)
{
    public bool SaysAs(SecondCoding other) => InterviewId == other.InterviewId && CoderId == other.CoderId && Themes.SequenceEqual(other.Themes);
}

public sealed record ThemeFound(Guid ThemeId, bool ByFirst, bool BySecond);
