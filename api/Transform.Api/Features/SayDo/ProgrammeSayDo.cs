using Transform.Api.Http;
using Transform.Api.Scores;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.SayDo;

/// <summary>What is said in one programme beside what is done. A figure that cannot be given is absent, and its <c>reason</c> says why.</summary>
/// <param name="Sequence">The last change to the programme that the figures hold.</param>
/// <param name="AsOf">The day asked for, where one was; the row is the last of that day or earlier.</param>
/// <param name="Grade">By conversations; absent where they are too few for this reader.</param>
/// <param name="Conversations">An interview with its follow-ups is one.</param>
/// <param name="Figures">Absent where the conversations are too few for this reader.</param>
/// <param name="ByProposition">Those most spoken of first.</param>
/// <param name="Barriers">What keeps people from acting, with the system that owns it: that behind which most conversations stand first.</param>
/// <param name="NextQuestion">What to ask next, where nobody has been asked to act.</param>
public sealed record ProgrammeSayDo(
    Guid ProgrammeId,
    string MethodVersion,
    long Sequence,
    DateTime ComputedAt,
    DateOnly? AsOf,
    Grade? Grade,
    ConversationCount Conversations,
    SayDoResult? Figures,
    IReadOnlyList<PropositionSaid> ByProposition,
    IReadOnlyList<BarrierBehind> Barriers,
    ActingBetweenHalfYears ChangeInActing,
    string? NextQuestion,
    RecordsNotOpen NotOpen)
{
    /// <summary>The same without what stands on too few conversations for this reader.</summary>
    public ProgrammeSayDo ShownTo(CurrentUser user, int threshold)
    {
        if (Disclosure.OpensInterviews(user))
        {
            return this;
        }

        var n = Conversations.Count ?? 0;
        if (Disclosure.Withholds(user, n, threshold) is { } reason)
        {
            return this with
            {
                Grade = null, Conversations = new ConversationCount(null, reason), Figures = null, ByProposition = [], Barriers = [],
                ChangeInActing = new ActingBetweenHalfYears(null, null, null, reason), NextQuestion = null, NotOpen = new RecordsNotOpen(null, reason),
            };
        }

        var followed = Disclosure.Withholds(user, ChangeInActing.Change?.N ?? 0, threshold);
        return this with
        {
            ByProposition = [.. ByProposition.Select(it => it.ShownTo(user, threshold))],
            ChangeInActing = followed is null ? ChangeInActing : new ActingBetweenHalfYears(null, null, null, followed),
            NotOpen = new RecordsNotOpen(n, RecordsNotOpen.ToOthers),
        };
    }
}

/// <summary>What people said of one proposition, one stance a conversation, the latest.</summary>
/// <param name="Endorsed">With 4 or 5 on the scale of 5.</param>
/// <param name="Echo">Whether the question can draw anything but a yes.</param>
/// <param name="Reason">Set where the counts are withheld.</param>
public sealed record PropositionSaid(Guid PropositionId, string Statement, int? N, int? Endorsed, Proportion? Endorsement, EchoFinding? Echo, string? Reason)
{
    public PropositionSaid ShownTo(CurrentUser user, int threshold)
    {
        if (Disclosure.Withholds(user, N ?? 0, threshold) is { } reason)
        {
            return new PropositionSaid(PropositionId, Statement, null, null, null, null, reason);
        }

        // Who was led, and who spoke of it unprompted, are parts of a whole that is shown.
        var ofTwo = Echo is null ? [] : Disclosure.PartsShown([Echo.Led, Echo.OfItself], Echo.Led + Echo.OfItself, threshold);
        return ofTwo.Contains(true) ? this : this with { Echo = null };
    }
}

/// <summary>A barrier with the conversations behind it.</summary>
/// <param name="SystemName">The system that owns it.</param>
/// <param name="Conversations">Of all conversations.</param>
public sealed record BarrierBehind(Guid BarrierId, string Name, string SystemName, int Conversations, string Status);

/// <summary>Whether more people began to act than ceased, from one half-year to the next: of those with something due in both.</summary>
/// <param name="Before">For example <c>2025-H2</c>; absent where nothing fell due in two half-years.</param>
/// <param name="Change">Absent where too few were followed for this reader.</param>
/// <param name="Reason">Set where the change is withheld.</param>
public sealed record ActingBetweenHalfYears(string? Before, string? After, ActingChange? Change, string? Reason);
