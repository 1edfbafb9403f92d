namespace Transform.Domain;

/// <summary>
/// A small generator that gives the same numbers for the same seed on any runtime, which System.Random does not promise
/// (Steele, Lea &amp; Flood 2014, <i>Fast splittable pseudorandom number generators</i>). Not for secrets.
/// </summary>
internal sealed class SplitMix64(int seed)
{
    private ulong _state = unchecked((ulong)seed);

    public ulong Next()
    {
        unchecked
        {
            var z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>Fisher and Yates' shuffle; a place below m is the high word of the product, whose bias, m/2⁶⁴, nobody could see.</summary>
    public void Shuffle<T>(T[] items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = (int)Math.BigMul(Next(), (ulong)(i + 1), out _);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
