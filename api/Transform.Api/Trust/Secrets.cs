using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Transform.Api.Trust;

/// <summary>One secret of this installation, kept outside the database, from which a key for each purpose is derived.</summary>
public sealed class Secrets(byte[] root)
{
    private readonly ConcurrentDictionary<string, byte[]> derived = new(StringComparer.Ordinal);

    /// <summary>Reads the secret file of a data folder, making it on the first start; only its owner may read it.</summary>
    public static Secrets OfFolder(string folder)
    {
        var file = Path.Combine(folder, "installation.secret");
        if (!File.Exists(file))
        {
            var fresh = Path.Combine(folder, $"installation.secret.{Environment.ProcessId}");
            File.WriteAllText(fresh, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(fresh, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            File.Move(fresh, file, overwrite: false);
        }

        return new Secrets(Convert.FromBase64String(File.ReadAllText(file)));
    }

    /// <summary>A 256-bit key for one purpose (HKDF-SHA256, RFC 5869).</summary>
    public byte[] For(string purpose) => derived.GetOrAdd(purpose, static (it, root) => HKDF.DeriveKey(HashAlgorithmName.SHA256, root, 32, info: Encoding.UTF8.GetBytes(it)), root);
}
