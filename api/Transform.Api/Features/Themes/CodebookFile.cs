using System.Text;
using System.Text.RegularExpressions;

namespace Transform.Api.Features.Themes;

/// <summary>The two forms in which a codebook goes out and comes in.</summary>
public static class CodebookFormats
{
    /// <summary>The REFI-QDA codebook that programs for qualitative research exchange (<c>.qdc</c>).</summary>
    public const string Qdc = "qdc";

    /// <summary>A table for a spreadsheet.</summary>
    public const string Csv = "csv";
}

/// <summary>A theme as a file gives it. What the file does not speak of at all is absent, and stays as it is.</summary>
/// <param name="Line">Where it stands in the file, from 1.</param>
/// <param name="ParentIndex">Which of the file's themes it is part of.</param>
/// <param name="ParentId">A theme of the file, or one that is here already; a file names its parent in one of the two ways.</param>
internal sealed record FileTheme(
    int Line, Guid? Id, string Name, Told<string?> Definition, Told<string?> Colour, Told<bool> IsCodable, Told<string?> Dimension, int? ParentIndex, Told<Guid?> ParentId, string? Problem);

/// <summary>A value that a file may or may not speak of.</summary>
internal readonly record struct Told<T>(bool IsTold, T Value)
{
    public static Told<T> Nothing => default;

    public static implicit operator Told<T>(T value) => new(IsTold: true, value);

    public T Or(T otherwise) => IsTold ? Value : otherwise;
}

/// <summary>A file that cannot be read at all.</summary>
internal sealed class UnreadableFileException(string message, int? line = null) : Exception(message)
{
    public int? Line { get; } = line;
}

/// <summary>How single values of a codebook file are read, whatever its form.</summary>
internal static partial class FileWords
{
    public static string Text(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        return trimmed.Contains('\uFFFE', StringComparison.Ordinal) || trimmed.IsNormalized() ? trimmed : trimmed.Normalize(NormalizationForm.FormC);
    }

    public static string? TextOrNothing(string? text) => Text(text) is { Length: > 0 } some ? some : null;

    /// <summary><c>#RRGGBB</c> from that, from <c>RRGGBB</c> or from <c>#RGB</c>.</summary>
    public static bool TryColour(string? text, out string? colour)
    {
        var hex = Text(text).TrimStart('#');
        colour = hex.Length == 0 ? null : "#" + (hex.Length == 3 ? string.Concat(hex.Select(it => new string(it, 2))) : hex).ToUpperInvariant();
        return colour is null || Colour().IsMatch(colour);
    }

    public static bool TryYesOrNo(string? text, out bool yes)
    {
        var word = Text(text).ToLowerInvariant();
        yes = word is "" or "true" or "1" or "yes" or "y";
        return yes || word is "false" or "0" or "no" or "n";
    }

    public static bool TryId(string? text, out Guid? id)
    {
        id = Guid.TryParse(Text(text), out var given) && given != Guid.Empty ? given : null;
        return id is not null || Text(text).Length == 0;
    }

    [GeneratedRegex("^#[0-9A-F]{6}$", RegexOptions.NonBacktracking)]
    private static partial Regex Colour();
}
