using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Transform.Domain;

/// <summary>
/// The random tenth of a programme's activities that a second person codes blind. An activity is in it or not by its own id, so nobody
/// chooses, anyone can check, and an activity that is added later moves no other in or out.
/// </summary>
public static class BlindSample
{
    private const ulong Tenth = ulong.MaxValue / 10;
    private const int IdLength = 36;

    /// <summary>True where the SHA-256 of <c>programmeId:activityId</c>, both in lower case with hyphens, falls in the lowest tenth.</summary>
    public static bool Holds(Guid programmeId, Guid activityId)
    {
        Span<byte> key = stackalloc byte[IdLength + 1 + IdLength];
        programmeId.TryFormat(key, out _);
        key[IdLength] = (byte)':';
        activityId.TryFormat(key[(IdLength + 1)..], out _);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(key, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash) <= Tenth;
    }
}
