using Transform.Domain;

namespace Transform.Api.Scores;

/// <summary>An interview that counts, with what it adds to its conversation: a theme that came up before adds nothing.</summary>
public sealed record CountedInterview(Guid Id, DateTime HeldAt, Guid ConversationId, IReadOnlyList<ThemeMention> Mentions);

/// <summary>A commitment made in an interview that counts.</summary>
public sealed record CountedCommitment(Guid Id, Guid InterviewId, Guid ConversationId, DateOnly? DueOn, CommitmentStanding Standing)
{
    private const int MonthsInHalf = 6;

    /// <param name="isChecked">Kept with evidence, at which somebody other than its maker has looked.</param>
    public static CommitmentStanding StandingOf(string status, DateOnly? dueOn, bool isChecked, DateOnly today) => status switch
    {
        CommitmentStatus.Kept => isChecked ? CommitmentStanding.Kept : CommitmentStanding.Unchecked,
        CommitmentStatus.Partial => CommitmentStanding.Partial,
        CommitmentStatus.Missed => CommitmentStanding.Missed,
        CommitmentStatus.Withdrawn => CommitmentStanding.Withdrawn,
        _ => dueOn < today ? CommitmentStanding.Untold : CommitmentStanding.NotYetDue,
    };

    internal CommitmentMade Fact => new(Standing, DueOn is { } day ? day.Year * 2 + (day.Month > MonthsInHalf ? 1 : 0) : null);
}
