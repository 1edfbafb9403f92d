using Transform.Api.Http;

namespace Transform.Api.Trust;

/// <summary>
/// Which passages are there for a reader, and whose words they may read. The rule is one and stands here: the SQL says what is there at
/// all, the rest what is open. A query names the quote <c>q</c> and, left-joined, its interview <c>i</c>.
/// </summary>
public static class QuoteRule
{
    /// <summary>
    /// The quote is there for <c>@UserId</c>: not of a sealed interview, nor of people who would not take part; not sealed by somebody else;
    /// and neither a blind coder's to others, nor anybody's to a blind coder who has not finished.
    /// </summary>
    public const string ThereSql = """
        (q.InterviewId IS NULL OR (i.ParticipationConsent <> 'refused' AND i.ParticipationConsent <> 'withdrawn' AND (i.Confidentiality <> 'sealed' OR i.CreatedBy = @UserId)))
            AND (q.Confidentiality IS NULL OR q.Confidentiality <> 'sealed' OR q.CreatedBy = @UserId)
            AND (q.BlindCoderId IS NULL OR q.BlindCoderId = @UserId)
            AND (q.BlindCoderId = @UserId OR NOT EXISTS (SELECT 1 FROM BlindCodings b
                WHERE b.WorkspaceId = @WorkspaceId AND b.ProgrammeId = q.ProgrammeId AND b.InterviewId = q.InterviewId AND b.CoderId = @UserId AND b.Status = 'open'))
        """;

    /// <summary>The quote counts in figures, whoever asks: nothing sealed, blind, or without the consent of those who spoke.</summary>
    public const string CountedSql = """
        (q.InterviewId IS NULL OR (i.ParticipationConsent <> 'refused' AND i.ParticipationConsent <> 'withdrawn' AND i.Confidentiality <> 'sealed'))
            AND (q.Confidentiality IS NULL OR q.Confidentiality <> 'sealed') AND q.BlindCoderId IS NULL
        """;

    /// <summary>True of an interview <c>i</c> that <c>@UserId</c> is coding blind just now: of its coding they are told nothing, on any path.</summary>
    public const string CodedBlindSql = """
        EXISTS (SELECT 1 FROM BlindCodings b
            WHERE b.WorkspaceId = @WorkspaceId AND b.ProgrammeId = i.ProgrammeId AND b.InterviewId = i.Id AND b.CoderId = @UserId AND b.Status = 'open')
        """;

    /// <summary>Whose level counts: the quote's own where it has one. One wider than its interview counts only while its people agree to be quoted.</summary>
    public static string EffectiveLevel(QuoteHeld quote)
    {
        ArgumentNullException.ThrowIfNull(quote);
        return quote switch
        {
            { Interview: null } => quote.Level ?? Confidentiality.Programme,
            { Level: { } own, Interview: { } interview } when quote.MayBeQuoted || !Confidentiality.IsWider(own, interview.Level) => own,
            _ => quote.Interview.Level,
        };
    }

    /// <summary>
    /// True where this reader may read the words. Narrowing a quote takes nothing from whoever made it, as long as they may read the notes;
    /// a sealed one is theirs alone.
    /// </summary>
    public static bool OpensTo(CurrentUser user, QuoteHeld quote)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(quote);
        if (quote.Interview is not { } interview)
        {
            return true;
        }

        var readsNotes = quote.NotesBy == user.Id || Confidentiality.OpensTo(user, interview);
        return quote.Level == Confidentiality.Sealed
            ? quote.CreatedBy == user.Id && readsNotes
            : (readsNotes && (quote.Level is null || quote.CreatedBy == user.Id)) || Confidentiality.OpensTo(user, interview with { Level = EffectiveLevel(quote) });
    }

    /// <summary>True where the words are somebody else's confidence: to read them is an opening of the interview, and is noted.</summary>
    public static bool IsOpening(CurrentUser user, QuoteHeld quote)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(quote);
        return quote.Interview is { } interview && interview.AuthorId != user.Id && quote.NotesBy != user.Id && EffectiveLevel(quote) != Confidentiality.Programme;
    }
}

/// <summary>What decides who reads a passage.</summary>
/// <param name="Level">Its own level; null where it is as confidential as its interview.</param>
/// <param name="NotesBy">Whose notes it is cut from, where these are a further interviewer's.</param>
/// <param name="Interview">Null for a passage of an open discussion.</param>
/// <param name="MayBeQuoted">Whether the words may leave the house.</param>
public sealed record QuoteHeld(string? Level, Guid CreatedBy, Guid? NotesBy, Held? Interview, bool MayBeQuoted);
