using System.Buffers.Binary;

namespace Transform.Api.Http;

/// <summary>Ids that sort as they were made, also within one millisecond: lists by time break ties by id.</summary>
/// <remarks>UUID version 7 with a counter in place of the first random bits: RFC 9562, section 6.2, method 1.</remarks>
public static class NewId
{
    private const int CounterBits = 12;
    private static long last;

    public static Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7().TryWriteBytes(bytes, bigEndian: true, out _);
        var now = (long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16) << CounterBits;
        long before, next;
        do
        {
            before = Volatile.Read(ref last);
            next = Math.Max(now, before + 1);
        }
        while (Interlocked.CompareExchange(ref last, next, before) != before);

        // 48 bits of milliseconds, the version, and the counter.
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)next >> CounterBits << 16) | 0x7000 | ((ulong)next & 0xFFF));
        return new Guid(bytes, bigEndian: true);
    }
}
