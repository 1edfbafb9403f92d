using System.Globalization;
using Transform.Api.Scores;
using Transform.Domain;

namespace Transform.Api.Features.SayDo;

/// <summary>What one row holds.</summary>
/// <param name="Quarters">Conversations by the quarter in which they were begun, the earliest first.</param>
public sealed record SayDoScore(ProgrammeSayDo SayDo, IReadOnlyList<SayDoQuarter> Quarters)
{
    private const int MonthsInQuarter = 3;

    internal static SayDoScore Of(
        Guid programmeId, IReadOnlyList<Conversation> conversations, IReadOnlyList<PropositionNames.Row> propositions, IReadOnlyList<SayDoMeasure.BarrierRow> barriers)
    {
        var figures = SayDoGap.Of([.. conversations.Select(it => it.SayDo())]);
        var byProposition = propositions
            .Select(it => Said(it, [.. conversations.SelectMany(talk => talk.Stances).Where(stance => stance.PropositionId == it.Id)]))
            .Where(it => it.N > 0)
            .OrderByDescending(it => it.N).ThenBy(it => it.Statement, StringComparer.Ordinal).ThenBy(it => it.PropositionId)
            .ToList();
        var standing = conversations.SelectMany(it => it.Barriers).CountBy(it => it).ToDictionary();
        return new SayDoScore(
            new ProgrammeSayDo(
                programmeId,
                SayDoGap.MethodVersion,
                Sequence: 0,
                ComputedAt: default,
                AsOf: null,
                figures.Grade,
                new ConversationCount(conversations.Count, Reason: null),
                figures,
                byProposition,
                [
                    .. barriers.Where(it => standing.ContainsKey(it.Id)).Select(it => new BarrierBehind(it.Id, it.Name, it.SystemName, standing[it.Id], it.Status))
                        .OrderByDescending(it => it.Conversations).ThenBy(it => it.Name, StringComparer.OrdinalIgnoreCase).ThenBy(it => it.BarrierId),
                ],
                ActingBetween(conversations),
                NextQuestion.After(figures, byProposition),
                RecordsNotOpen.None),
            [
                .. conversations.GroupBy(it => it.HeldAt.Year * 4 + (it.HeldAt.Month - 1) / MonthsInQuarter).OrderBy(it => it.Key)
                    .Select(it => SayDoQuarter.Of(string.Create(CultureInfo.InvariantCulture, $"{it.Key / 4:0000}-Q{it.Key % 4 + 1}"), SayDoGap.Of([.. it.Select(talk => talk.SayDo())]))),
            ]);
    }

    private static PropositionSaid Said(PropositionNames.Row proposition, IReadOnlyList<StanceTaken> stances)
    {
        var endorsed = stances.Count(it => SayDoGap.Endorses(it.Endorsement));
        return new PropositionSaid(
            proposition.Id,
            proposition.Statement,
            stances.Count,
            endorsed,
            Proportion.Of(endorsed, stances.Count, "nobody has spoken of it"),
            EchoGuard.Of(stances.Select(it => new PropositionStance(it.Endorsement, it.Elicited))),
            Reason: null);
    }

    /// <summary>Of those with something due in both of the two latest half-years in which anything was, whether they kept any of it.</summary>
    private static ActingBetweenHalfYears ActingBetween(IReadOnlyList<Conversation> conversations)
    {
        static bool IsDue(CommitmentMade it) => it.Standing is not (CommitmentStanding.NotYetDue or CommitmentStanding.Withdrawn);
        var latest = conversations.SelectMany(it => it.Commitments).Where(IsDue).Select(it => it.HalfYear).OfType<int>().Distinct().OrderDescending().Take(2).ToList();
        if (latest is not [var after, var before])
        {
            return new ActingBetweenHalfYears(Before: null, After: null, ChangeInActing.Of([]), Reason: null);
        }

        var followed = conversations
            .Select(it => (Before: Due(it, before), After: Due(it, after)))
            .Where(it => it.Before.Count > 0 && it.After.Count > 0)
            .Select(it => new ActedInTwoPeriods(it.Before.Contains(CommitmentStanding.Kept), it.After.Contains(CommitmentStanding.Kept)));
        return new ActingBetweenHalfYears(Named(before), Named(after), ChangeInActing.Of([.. followed]), Reason: null);

        static List<CommitmentStanding> Due(Conversation talk, int half) => [.. talk.Commitments.Where(it => it.HalfYear == half && IsDue(it)).Select(it => it.Standing)];

        static string Named(int half) => string.Create(CultureInfo.InvariantCulture, $"{half / 2:0000}-H{half % 2 + 1}");
    }
}
