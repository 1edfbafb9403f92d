using System.Globalization;
using Transform.Api.Http;

namespace Transform.Api.Trust;

/// <summary>
/// The one gate for totals over interviews. Interviewees are few and senior: who cannot open the interviews sees totals over at least as many
/// as the workspace's threshold says, and sees them move only in steps of <see cref="LeastStep"/> interviews or more, so that no single one can be read off.
/// </summary>
public static class Disclosure
{
    /// <summary>No workspace may let one published total differ from the next by fewer conversations than this.</summary>
    public const int LeastStep = 5;

    /// <summary>True where the reader sees single interviews anyway, so that totals hide nothing from them.</summary>
    public static bool OpensInterviews(CurrentUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Has(Scopes.ReadInterviews);
    }

    /// <summary>Null where a total over so many interviews may be shown to this reader; otherwise why it is not.</summary>
    public static string? Withholds(CurrentUser user, int interviews, int threshold) =>
        OpensInterviews(user) || interviews >= threshold
            ? null
            : TooFew(threshold);

    /// <summary>Why something is not shown that stands on too few, or would tell of too few beside what is shown.</summary>
    public static string TooFew(int threshold) => string.Create(CultureInfo.InvariantCulture, $"not shown, because it stands on fewer than {threshold} interviews");

    /// <summary>
    /// Which parts of a whole that is shown may be shown beside it: those over enough interviews, and of them so many only that what is left is nothing or
    /// enough too, since whoever has the whole and all parts but one has that one. The smallest give way first, the later of two that are equal.
    /// </summary>
    /// <param name="parts">Interviews in each.</param>
    /// <param name="whole">Interviews in all of them.</param>
    /// <returns>For each part whether it is shown.</returns>
    public static IReadOnlyList<bool> PartsShown(IReadOnlyList<int> parts, int whole, int threshold)
    {
        var shown = Enumerable.Range(0, parts.Count).Where(i => parts[i] >= threshold).OrderByDescending(i => parts[i]).ThenBy(i => i).ToList();
        while (shown.Count > 0 && whole - shown.Sum(i => parts[i]) is var left && left > 0 && left < threshold)
        {
            shown.RemoveAt(shown.Count - 1);
        }

        return [.. Enumerable.Range(0, parts.Count).Select(shown.Contains)];
    }
}
