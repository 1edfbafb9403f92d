using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Trust;

/// <summary>
/// Who may read what somebody said in confidence. The rule is one and stands here; every path that shows an interview, its commitments,
/// or a figure made of them asks it. A sealed interview does not exist for anybody but its author: it is in no list, count or score.
/// </summary>
public static class Confidentiality
{
    /// <summary>Everybody who reads the programme's interviews opens the notes.</summary>
    public const string Programme = "programme";

    /// <summary>The programme's leads and the author open the notes; others see who was met, and when.</summary>
    public const string LeadsOnly = "leadsOnly";

    /// <summary>As leads only, and others are not told who was met either.</summary>
    public const string NonAttributable = "nonAttributable";

    /// <summary>The author alone.</summary>
    public const string Sealed = "sealed";

    /// <summary>A spine row of a kind with this prefix is <c>hidden</c> to everybody but its actor.</summary>
    internal const string HiddenKindPrefix = "sealed";

    private static readonly string[] FromStrict = [Sealed, NonAttributable, LeadsOnly, Programme];

    /// <summary>
    /// True where this reader may open the words: notes, passages of them, and the acts that were promised. Whoever came to lead the programme
    /// after an interview was logged opens it only if the people interviewed agreed to that; its codes pass to them all the same.
    /// </summary>
    public static bool OpensTo(CurrentUser user, Held held) => OpensTo(user.Id, user.LeadsSince, held);

    /// <param name="leadsSince">Since when the reader has led the programme; null where they do not lead it.</param>
    public static bool OpensTo(Guid readerId, DateTime? leadsSince, Held held)
    {
        ArgumentNullException.ThrowIfNull(held);
        return readerId == held.AuthorId || held.Level switch
        {
            Programme => true,
            LeadsOnly or NonAttributable => leadsSince <= held.LoggedAt || (leadsSince is not null && held.SuccessionConsent == Consents.Given),
            _ => false,
        };
    }

    /// <summary>True where this reader may be told who took part.</summary>
    public static bool NamesTo(CurrentUser user, Held held) => held.Level is Programme or LeadsOnly || OpensTo(user, held);

    /// <summary>True where one level lets more people read than another.</summary>
    public static bool IsWider(string level, string than) => Array.IndexOf(FromStrict, level) > Array.IndexOf(FromStrict, than);

    /// <summary>True where words may leave the house or stand outside the interview: the people interviewed took part, and agreed to be quoted.</summary>
    public static bool MayBeQuoted(string participationConsent, string quotationConsent) =>
        participationConsent is not (Consents.Refused or Consents.Withdrawn) && quotationConsent == Consents.Given;

    /// <summary>
    /// What the spine says of a write. One on a sealed record is hidden in the change feed, and makes no score stale, since it enters none.
    /// </summary>
    internal static Change Announce(string operation, string kind, Guid id, Guid programmeId, string level) =>
        level == Sealed
            ? new Change(operation, string.Concat(HiddenKindPrefix, kind[..1].ToUpperInvariant(), kind[1..]), id)
            : new Change(operation, kind, id, programmeId);
}

/// <summary>What decides who opens an interview's words.</summary>
/// <param name="AuthorId">Whoever logged it: a user, or an API key.</param>
/// <param name="LoggedAt">When it was logged: who led the programme then opens it still.</param>
/// <param name="SuccessionConsent">Whether the people interviewed agreed that a later lead may read it.</param>
public sealed record Held(string Level, Guid AuthorId, DateTime LoggedAt, string SuccessionConsent);
