using System.Net;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Taxonomies;

/// <summary>Taxonomies as tests write them.</summary>
internal static class TestTaxonomy
{
    public static object Dimension(string code, string block, params string[] words) => new { code, name = $"dimension {code}", block, words };

    public static Task<JsonObject> MakeAsync(TestWorkspace workspace, params object[] dimensions) =>
        workspace.Administrator.PostAsync("focus-taxonomies", new { name = TestWorkspace.Unique("Taxonomy"), dimensions }).ExpectAsync(HttpStatusCode.Created);

    /// <summary>Two dimensions with codes that no other test uses.</summary>
    public static Task<JsonObject> MakeAsync(TestWorkspace workspace, out string structure, out string people)
    {
        var mark = Guid.CreateVersion7().ToString("N")[^8..].ToUpperInvariant();
        structure = "S" + mark;
        people = "P" + mark;
        return MakeAsync(workspace, Dimension(structure, "structure", "budget*", "steering group"), Dimension(people, "people", "trust", "listening"));
    }
}
