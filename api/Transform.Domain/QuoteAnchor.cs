namespace Transform.Domain;

/// <summary>Where a passage stands in notes that were changed after it was cut out of them.</summary>
public static class QuoteAnchor
{
    /// <summary>
    /// The place of the text: where it stood, if it still does, else the nearest place that holds the very same words; the earlier of two
    /// that are as near. Null where the notes no longer hold them.
    /// </summary>
    /// <param name="near">Where it stood before, in UTF-16 units.</param>
    public static (int Start, int End)? Find(string text, string notes, int near)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(notes);
        if (text.Length == 0 || text.Length > notes.Length)
        {
            return null;
        }

        var middle = Math.Clamp(near, 0, notes.Length - text.Length);
        var before = notes.LastIndexOf(text, middle + text.Length - 1, StringComparison.Ordinal);
        var after = notes.IndexOf(text, middle, StringComparison.Ordinal);
        var start = (before, after) switch
        {
            (-1, -1) => -1,
            (-1, _) => after,
            (_, -1) => before,
            _ => Math.Abs(after - near) < Math.Abs(near - before) ? after : before,
        };
        return start < 0 ? null : (start, start + text.Length);
    }

    /// <summary>True where a cut there would split a character in two.</summary>
    public static bool SplitsCharacter(string notes, int place)
    {
        ArgumentNullException.ThrowIfNull(notes);
        return place > 0 && place < notes.Length && char.IsSurrogatePair(notes[place - 1], notes[place]);
    }
}
