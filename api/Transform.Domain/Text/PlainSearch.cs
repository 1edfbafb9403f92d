using System.Text;

namespace Transform.Domain.Text;

/// <summary>A place in a text, in UTF-16 units.</summary>
public sealed record TextPlace(int Start, int End);

/// <summary>
/// Finds words in text as people type them: capitals, accents, the kind of quotation mark and the width of a space make no difference.
/// Works by its own table, so that it finds the same on every machine.
/// </summary>
public static class PlainSearch
{
    /// <summary>Each letter with its accented kin: Latin-1 and Latin Extended-A, which hold the languages of western and central Europe.</summary>
    private static readonly Dictionary<char, string> Plain = Table(
        "aàáâãäåāăą", "cçćĉċč", "dďđð", "eèéêëēĕėęě", "gĝğġģ", "hĥħ", "iìíîïĩīĭįı", "jĵ", "kķĸ", "lĺļľŀł", "nñńņňŉŋ", "oòóôõöøōŏő", "rŕŗř", "sśŝşšſ", "tţťŧ", "uùúûüũūŭůűų",
        "wŵ", "yýÿŷ", "zźżž", "'’‘‛′`´", "\"“”„‟″«»", "-‐‑‒–—−");

    /// <summary>Every place where the words stand, from the first; places do not overlap.</summary>
    public static IReadOnlyList<TextPlace> Find(string text, string words)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(words);
        var sought = Fold(words).Text.Trim(' ');
        if (sought.Length == 0)
        {
            return [];
        }

        var (folded, from) = Fold(text);
        var places = new List<TextPlace>();
        for (var at = folded.IndexOf(sought, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(sought, at + sought.Length, StringComparison.Ordinal))
        {
            places.Add(new TextPlace(from[at], from[at + sought.Length - 1] + 1));
        }

        return places;
    }

    /// <summary>The text made plain, and for each of its letters the place in the text that it came from.</summary>
    private static (string Text, List<int> From) Fold(string text)
    {
        var plain = new StringBuilder(text.Length);
        var from = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = char.ToLowerInvariant(text[i]);
            if (letter is >= '\u0300' and <= '\u036f' or '\u00ad' or '\u200b')
            {
                continue;                                   // an accent by itself, a soft hyphen, nothing at all
            }

            if (char.IsWhiteSpace(letter))
            {
                if (plain.Length == 0 || plain[^1] != ' ')
                {
                    Add(" ", i);
                }

                continue;
            }

            Add(Plain.TryGetValue(letter, out var kin) ? kin : letter.ToString(), i);
        }

        return (plain.ToString(), from);

        void Add(string letters, int at)
        {
            plain.Append(letters);
            from.AddRange(Enumerable.Repeat(at, letters.Length));
        }
    }

    private static Dictionary<char, string> Table(params string[] families)
    {
        var table = families.SelectMany(family => family[1..].Select(kin => (kin, plain: family[..1]))).ToDictionary(it => it.kin, it => it.plain);
        table['æ'] = "ae";
        table['œ'] = "oe";
        table['ß'] = "ss";
        table['þ'] = "th";
        table['ĳ'] = "ij";
        return table;
    }
}
