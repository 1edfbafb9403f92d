using Transform.Api.Http;
using Transform.Api.Scores;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.Saturation;

/// <summary>When the conversations of one programme stopped bringing new themes.</summary>
/// <param name="Sequence">The last change to the programme that the figures hold.</param>
/// <param name="AsOf">The day asked for, where one was; the row is the last of that day or earlier.</param>
/// <param name="Grade">By coded conversations; absent where they are too few for this reader.</param>
/// <param name="Themes">All that were heard; absent where the conversations are too few for this reader.</param>
/// <param name="Headline">In the order in which people were met: base 4, run 2, 5%. Absent for readers who are not shown that order.</param>
/// <param name="Orders">How far the headline depends on that order, over shuffles.</param>
/// <param name="Choices">The published choices of base, run and threshold, in the order in which people were met.</param>
/// <param name="Points">Each coded conversation, in that order, with the themes that it brought first.</param>
/// <param name="InWords">As a reader is told it, with what it does not say.</param>
public sealed record ProgrammeSaturation(
    Guid ProgrammeId,
    string MethodVersion,
    long Sequence,
    DateTime ComputedAt,
    DateOnly? AsOf,
    Grade? Grade,
    CodedConversations Conversations,
    int? Themes,
    SaturationResult? Headline,
    OrderBand? Orders,
    IReadOnlyList<SaturationChoice> Choices,
    IReadOnlyList<SaturationPoint> Points,
    string InWords,
    RecordsNotOpen NotOpen)
{
    /// <summary>The same without what stands on too few conversations for this reader.</summary>
    public ProgrammeSaturation ShownTo(CurrentUser user, int threshold)
    {
        if (Disclosure.OpensInterviews(user))
        {
            return this;
        }

        return Disclosure.Withholds(user, Conversations.Coded ?? 0, threshold) is { } reason
            ? this with
            {
                Grade = null, Conversations = new CodedConversations(null, null, reason), Themes = null, Orders = null, InWords = $"{char.ToUpperInvariant(reason[0])}{reason[1..]}.",
                NotOpen = new RecordsNotOpen(null, reason),
            }
            : this with { NotOpen = new RecordsNotOpen(Conversations.Coded, RecordsNotOpen.ToOthers) };
    }
}

/// <param name="Coded">Those with at least one theme.</param>
/// <param name="Reason">Set where the counts are withheld.</param>
public sealed record CodedConversations(int? Count, int? Coded, string? Reason);

/// <summary>Saturation by one of the published choices.</summary>
/// <param name="At">Conversations before the first run at or under the threshold.</param>
/// <param name="Point">“k+run”, such as “6+2”.</param>
/// <param name="Reason">Set exactly when there is no point.</param>
public sealed record SaturationChoice(int Base, int RunLength, double Threshold, int? At, string? Point, string? Reason);

/// <param name="Place">From 1.</param>
/// <param name="NewThemeIds">First heard here.</param>
/// <param name="Heard">Themes heard so far.</param>
public sealed record SaturationPoint(int Place, Guid InterviewId, DateOnly HeldOn, IReadOnlyList<Guid> NewThemeIds, int Heard);
