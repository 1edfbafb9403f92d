namespace Transform.Domain;

/// <summary>Words that were found in a title, as the word list has them.</summary>
public sealed record WordMatch(string Dimension, string Word);

/// <summary>What the words of a title suggest. A person decides.</summary>
/// <param name="Shares">Each dimension's part of the words found; they sum to 1.</param>
/// <param name="Matches">Which words, in the order of the title.</param>
public sealed record FocusSuggestion(IReadOnlyList<DimensionShare> Shares, IReadOnlyList<WordMatch> Matches);

/// <summary>
/// A transparent word list: no weights, no learning. Words are compared whole and without case; a closing asterisk stands for any ending.
/// A longer phrase is taken before a shorter one within it, so "community hospital" is not about communities.
/// </summary>
public sealed class FocusWords
{
    private readonly Phrase[] _phrases;

    /// <param name="wordsByDimension">Words and phrases by dimension code. A phrase under two codes speaks for both.</param>
    /// <exception cref="ArgumentException">A phrase holds no word.</exception>
    public FocusWords(IReadOnlyDictionary<string, IReadOnlyList<string>> wordsByDimension)
    {
        _phrases =
        [
            .. wordsByDimension
                .SelectMany(pair => pair.Value, (pair, text) => new Phrase(pair.Key, text, Parse(text)))
                .OrderByDescending(p => p.Words.Length)
                .ThenBy(p => p.Dimension, StringComparer.Ordinal),
        ];
    }

    /// <summary>Vocabulary of NHS programmes for the default taxonomy and P6.</summary>
    public static FocusWords Default { get; } = new(DefaultFocusWords.ByDimension);

    /// <summary>Null when no word of the list stands in the title.</summary>
    /// <param name="taxonomy">Words of dimensions that it does not have are passed over.</param>
    public FocusSuggestion? Suggest(string title, FocusTaxonomy taxonomy)
    {
        var words = WordsOf(title);
        var known = taxonomy.Dimensions.Select(d => d.Code).ToHashSet(StringComparer.Ordinal);
        var matches = new List<WordMatch>();
        for (var at = 0; at < words.Length;)
        {
            var found = _phrases.Where(p => known.Contains(p.Dimension) && p.StandsAt(words, at)).ToArray();
            var longest = found.Length == 0 ? 0 : found[0].Words.Length;
            matches.AddRange(found.Where(p => p.Words.Length == longest).Select(p => new WordMatch(p.Dimension, p.Text)).Except(matches));
            at += Math.Max(1, longest);
        }

        return matches.Count == 0
            ? null
            : new FocusSuggestion(
                [
                    .. taxonomy.Dimensions
                        .Select(d => new DimensionShare(d.Code, (double)matches.Count(m => m.Dimension.Equals(d.Code, StringComparison.Ordinal)) / matches.Count))
                        .Where(s => s.Share > 0),
                ],
                matches);
    }

    private static string[] WordsOf(string text)
    {
        var plain = new string([.. text.Where(c => c is not ('\'' or '’')).Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')]);
        return plain.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static (string Word, bool AnyEnding)[] Parse(string text)
    {
        var words = text.Split(' ', '-')
            .SelectMany(part => WordsOf(part).Select(word => (word, part.EndsWith('*'))))
            .ToArray();
        return words.Length > 0 ? words : throw new ArgumentException("A phrase holds at least one word.", nameof(text));
    }

    private sealed record Phrase(string Dimension, string Text, (string Word, bool AnyEnding)[] Words)
    {
        public bool StandsAt(string[] title, int at)
        {
            if (at + Words.Length > title.Length)
                return false;

            for (var i = 0; i < Words.Length; i++)
            {
                var (word, anyEnding) = Words[i];
                var fits = anyEnding ? title[at + i].StartsWith(word, StringComparison.Ordinal) : title[at + i].Equals(word, StringComparison.Ordinal);
                if (!fits)
                    return false;
            }

            return true;
        }
    }
}
