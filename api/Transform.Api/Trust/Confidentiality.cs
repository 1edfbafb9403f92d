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

    /// <summary>True where this reader may open the words: notes, and the acts that were promised.</summary>
    /// <param name="authorId">Whoever logged the interview: a user, or an API key.</param>
    public static bool OpensTo(CurrentUser user, string level, Guid authorId) => OpensTo(user.Id, user.LeadsProgramme, level, authorId);

    public static bool OpensTo(Guid readerId, bool leads, string level, Guid authorId) =>
        readerId == authorId || level switch
        {
            Programme => true,
            LeadsOnly or NonAttributable => leads,
            _ => false,
        };

    /// <summary>True where this reader may be told who took part.</summary>
    public static bool NamesTo(CurrentUser user, string level, Guid authorId) => level is Programme or LeadsOnly || OpensTo(user, level, authorId);

    /// <summary>
    /// What the spine says of a write. One on a sealed record is hidden in the change feed, and makes no score stale, since it enters none.
    /// </summary>
    internal static Change Announce(string operation, string kind, Guid id, Guid programmeId, string level) =>
        level == Sealed
            ? new Change(operation, string.Concat(HiddenKindPrefix, kind[..1].ToUpperInvariant(), kind[1..]), id)
            : new Change(operation, kind, id, programmeId);
}
