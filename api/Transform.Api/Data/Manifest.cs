using System.Text.Json;

namespace Transform.Api.Data;

/// <summary>The ids of what one write made, as the spine keeps them: a JSON list. Rows of an earlier version hold them between commas, and stay as they were signed.</summary>
public static class Manifest
{
    public static string Write(IEnumerable<Guid> ids) => JsonSerializer.Serialize(ids);

    public static List<Guid> Read(string? manifest) => manifest switch
    {
        null or "" => [],
        ['[', ..] => JsonSerializer.Deserialize<List<Guid>>(manifest)!,
        _ => [.. manifest.Split(',').Select(Guid.Parse)],
    };
}
