using System.Globalization;
using Transform.Api.Http;

namespace Transform.Api.Trust;

/// <summary>
/// The one gate for totals over interviews. Interviewees are few and senior: who cannot open the interviews sees totals over at least as many
/// as the workspace's threshold says, and sees them move only in steps of <see cref="Step"/> interviews, so that no single one can be read off.
/// </summary>
public static class Disclosure
{
    /// <summary>The least number of interviews by which one published total differs from the next.</summary>
    public const int Step = 5;

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
            : string.Create(CultureInfo.InvariantCulture, $"not shown, because it stands on fewer than {threshold} interviews");
}
