using System.Security.Cryptography;
using System.Text;

namespace Transform.Api.Trust;

/// <summary>Free text about people as ciphertext: AES-256-GCM, nonce (12 bytes), tag (16 bytes), then the text. The record it belongs to is bound in.</summary>
public static class FreeText
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <param name="recordId">The record that the text belongs to: a text moved to another record does not open.</param>
    /// <param name="field">Which of the record's texts this is.</param>
    public static byte[] Seal(byte[] secret, Guid recordId, string field, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedText = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = sealedText.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(secret, TagBytes);
        aes.Encrypt(nonce, plain, sealedText.AsSpan(NonceBytes + TagBytes), sealedText.AsSpan(NonceBytes, TagBytes), Binding(recordId, field));
        return sealedText;
    }

    /// <exception cref="CryptographicException">The text was altered, or belongs to another record.</exception>
    public static string Open(byte[] secret, Guid recordId, string field, byte[] sealedText)
    {
        var plain = new byte[sealedText.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(secret, TagBytes);
        aes.Decrypt(sealedText.AsSpan(0, NonceBytes), sealedText.AsSpan(NonceBytes + TagBytes), sealedText.AsSpan(NonceBytes, TagBytes), plain, Binding(recordId, field));
        return Encoding.UTF8.GetString(plain);
    }

    private static byte[] Binding(Guid recordId, string field) => Encoding.UTF8.GetBytes($"{recordId:N} {field}");
}
