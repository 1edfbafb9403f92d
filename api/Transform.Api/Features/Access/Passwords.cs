using Transform.Api.Http;

namespace Transform.Api.Features.Access;

/// <summary>What a password must be: long, and not what everybody tries first. No rules of composition (NCSC; ASVS 6.2).</summary>
public static class Passwords
{
    public const int Shortest = 15;

    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "passwordpassword", "password123456", "password1234567", "123456789012345", "1234567890123456", "qwertyuiopasdfg", "qwertyuiopasdfgh", "qwertyuiop123456",
        "letmeinletmein1", "letmeinletmein", "administrator1", "administrator123", "iloveyouiloveyou", "welcomewelcome1", "welcome123456789", "changemechangeme",
        "aaaaaaaaaaaaaaa", "111111111111111", "000000000000000", "abcdefghijklmno", "abcdefghijklmnop", "correcthorsebatterystaple", "passw0rdpassw0rd", "p@ssw0rdp@ssw0rd",
        "nhsnhsnhsnhsnhs", "manchesterunited", "liverpoolfootball", "sunshinesunshine", "footballfootball", "monkeymonkeymonkey", "dragondragondragon", "trustno1trustno1",
    };

    /// <summary>Why a password is refused, in words, or null.</summary>
    public static string? WhyTooWeak(string password, string email)
    {
        var key = password.ToKey();
        if (Common.Contains(key.Replace(" ", "", StringComparison.Ordinal)) || key.Distinct().Count() < 5)
        {
            return "This password is among the first that others would try. Choose three or more words that belong only to you.";
        }

        return key.Contains(email.Split('@')[0].ToKey(), StringComparison.Ordinal) && email.Split('@')[0].Length > 3
            ? "This password holds your e-mail name. Choose words that do not."
            : null;
    }
}
