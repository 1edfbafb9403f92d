using System.Security.Cryptography;
using System.Text;

namespace Transform.Api.Trust;

/// <summary>An API key as it is shown once: <c>transform_PREFIX_SECRET</c>, where the last six characters of the secret are a checksum for secret scanners.</summary>
public static class ApiKeySecret
{
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

    public static (string Prefix, string Text) Make()
    {
        var prefix = RandomNumberGenerator.GetString(Alphabet, 12);
        var secret = RandomNumberGenerator.GetString(Alphabet, 32);       // 165 bits
        return (prefix, $"transform_{prefix}_{secret}{Checksum(prefix + secret)}");
    }

    /// <summary>The prefix by which the key is found, if the text is a key at all.</summary>
    public static string? PrefixOf(string text) =>
        text.Split('_') is ["transform", { Length: 12 } prefix, { Length: 38 } rest] && rest[32..] == Checksum(prefix + rest[..32]) ? prefix : null;

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Checksum(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..6];
}
