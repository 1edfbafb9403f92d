namespace Transform.Api.Http;

public static class Keys
{
    /// <summary>The form in which names are compared and sorted on both engines: trimmed, single-spaced, lower case.</summary>
    public static string ToKey(this string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToLowerInvariant();

    /// <summary>A search text as a LIKE pattern over a key column, its own wildcards made plain.</summary>
    public static string? ToPattern(this string? search) =>
        string.IsNullOrWhiteSpace(search) ? null : "%" + search.ToKey().Replace("[", "", StringComparison.Ordinal).Replace("%", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal) + "%";
}
