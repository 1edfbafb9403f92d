using Transform.Api.Http;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.Balance;

/// <summary>
/// The balance of focus of one programme. A figure that cannot be given is absent, and its <c>reason</c> says why; shares lie between 0 and 1, money is in pence.
/// </summary>
/// <param name="Sequence">The last change to the programme that the figures hold.</param>
/// <param name="AsOf">The day asked for, where one was; the row is the last of that day or earlier.</param>
/// <param name="Target">The people share that the programme decided to aim at: a local decision, never a norm.</param>
public sealed record ProgrammeBalance(
    Guid ProgrammeId,
    string MethodVersion,
    long Sequence,
    DateTime ComputedAt,
    DateOnly? AsOf,
    TaxonomyUsed Taxonomy,
    double Target,
    IReadOnlyList<StreamBalance> Streams,
    TogetherBalance Together,
    QuickWinBalance QuickWin,
    TalkEffortGap TalkEffortGap,
    RoomShare Room,
    BackfillShare Backfill,
    LoggedShare Logged,
    CapitalBalance Capital,
    CodingAgreement Agreement,
    UncodedRecords Uncoded,
    InterviewCounts Interviews)
{
    /// <summary>The same without what stands on too few interviews for this reader.</summary>
    public ProgrammeBalance ShownTo(CurrentUser user, int threshold)
    {
        var ofAll = Disclosure.Withholds(user, Interviews.Count ?? 0, threshold);
        var ofCoded = Disclosure.Withholds(user, Interviews.Coded ?? 0, threshold);
        var shown = ofAll is null
            ? this with { Interviews = ofCoded is null ? Interviews : Interviews with { Coded = null, Reason = ofCoded } }
            : this with { Interviews = new InterviewCounts(null, null, ofAll), Uncoded = Uncoded with { InterviewsWithoutMentions = null } };
        return ofCoded is null
            ? shown
            : shown with
            {
                Streams = [.. Streams.Select(stream => stream.Said ? Hidden(stream.Stream, ofCoded) : stream)],
                TalkEffortGap = new TalkEffortGap(null, ofCoded),
                Uncoded = shown.Uncoded with { InterviewsWithoutMentions = null },
            };
    }

    private static StreamBalance Hidden(StreamKind stream, string reason) =>
        new(stream, Said: true, 0, 0, 0, Grade.Nothing, null, null, null, null, null, null, [], reason);
}

/// <summary>Which dimensions the records were coded by, in order.</summary>
/// <param name="Edition">An edit of the taxonomy makes the next.</param>
public sealed record TaxonomyUsed(Guid Id, int Edition, IReadOnlyList<FocusDimension> Dimensions);

/// <summary>How much of the agenda had somebody in the room from the groups who must change how they work.</summary>
public sealed record RoomShare(double AgendaMinutes, double MinutesWithGroupPresent, double? Share, string? Reason);

/// <summary>How many of the hours asked of the groups who must change are backfilled.</summary>
public sealed record BackfillShare(double HoursAsked, double HoursBackfilled, double? Share, string? Reason);

/// <summary>How much of what is known to have been spent and met about is logged at all, with or without a focus; what is missing could move every figure.</summary>
/// <param name="LoggedPence">Running cost and capital.</param>
/// <param name="LoggedBy">How many people logged it.</param>
/// <param name="Reason">Set where a share is absent.</param>
public sealed record LoggedShare(
    long? KnownBudgetPence, double LoggedPence, double? BudgetShare, int? KnownCalendarMinutes, double LoggedMinutes, double? CalendarShare, int LoggedBy, string? Reason);

/// <summary>Capital, apart from running cost.</summary>
/// <param name="N">Coded activities with capital.</param>
/// <param name="Band">95%, around the people share.</param>
/// <param name="Reason">Set exactly when there is no people share.</param>
public sealed record CapitalBalance(double MoneyPence, int N, Grade Grade, double? PeopleShare, Band? Band, string? Reason);

/// <summary>Krippendorff's alpha on the main dimension of activities that a second person coded without seeing the first code.</summary>
/// <param name="Rated">Activities with a second code.</param>
/// <param name="Asked">How many should have one: those that chance picked to be coded a second time.</param>
/// <param name="Words">What it means for the figures.</param>
/// <param name="Reason">Set exactly when there is no alpha.</param>
public sealed record CodingAgreement(double? Alpha, int Rated, int Asked, int Coders, string Words, string? Reason);

/// <summary>What enters no score, or not every stream.</summary>
/// <param name="Activities">Done, without a focus.</param>
/// <param name="WithoutHours">Done, without hours.</param>
public sealed record UncodedRecords(int Activities, int WithoutHours, int? InterviewsWithoutMentions);

/// <param name="Coded">Those with at least one mention.</param>
/// <param name="Reason">Set where a count is withheld.</param>
public sealed record InterviewCounts(int? Count, int? Coded, string? Reason);
