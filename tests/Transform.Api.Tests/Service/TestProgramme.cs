using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Transform.Api.Tests.Service;

/// <summary>A programme with somebody in each part: a lead, two contributors, and the administrator who made it.</summary>
public sealed class TestProgramme
{
    private TestProgramme(TestWorkspace workspace, Guid id, Browser lead, Browser contributor, Browser colleague)
    {
        Workspace = workspace;
        Id = id;
        Lead = lead;
        Contributor = contributor;
        Colleague = colleague;
    }

    public TestWorkspace Workspace { get; }

    public Guid Id { get; }

    public Browser Lead { get; }

    public Browser Contributor { get; }

    /// <summary>A second contributor.</summary>
    public Browser Colleague { get; }

    public string Interviews => $"programmes/{Id}/interviews";

    public string Commitments => $"programmes/{Id}/commitments";

    public string Quotes => $"programmes/{Id}/quotes";

    /// <summary>Adds a theme and answers with its id.</summary>
    public async Task<Guid> ThemeAsync(string dimension = "P1") =>
        (await Workspace.Key.PostAsJsonAsync("themes", new { name = TestWorkspace.Unique("Theme"), dimension }).ExpectAsync(HttpStatusCode.Created))["id"]!.GetValue<Guid>();

    public async Task<IReadOnlyList<JsonObject>> QuotesAsync(HttpClient reader, string query = "") =>
        [.. (await reader.GetAsync(new Uri($"{Quotes}{query}", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray().Select(it => it!.AsObject())];

    public static async Task<TestProgramme> CreateAsync(TestWorkspace? workspace = null, string? name = null)
    {
        workspace ??= await TestWorkspace.SharedAsync();
        var lead = await workspace.SignInAsAsync("programmeLead");
        var contributor = await workspace.SignInAsAsync("contributor");
        var colleague = await workspace.SignInAsAsync("contributor");
        var made = await workspace.Administrator.PostAsync("programmes", new
        {
            name = name ?? TestWorkspace.Unique("Programme"), startsOn = "2026-01-01", dataController = "Northfield Trust",
            members = new[] { new { userId = lead.UserId, part = "lead" }, new { userId = contributor.UserId, part = "contributor" }, new { userId = colleague.UserId, part = "contributor" } },
        }).ExpectAsync(HttpStatusCode.Created);
        return new TestProgramme(workspace, made["id"]!.GetValue<Guid>(), lead, contributor, colleague);
    }

    /// <summary>Logs a one-to-one with a new person, with notes and one commitment.</summary>
    public async Task<JsonObject> LogAsync(HttpClient author, string level, string notes = "She would lend two nurses.", string name = "Rosa Ruiz", string dueOn = "2026-05-01")
    {
        // A new person is not taken along into a sealed interview, so that one is logged openly and then sealed.
        var first = level == "sealed" ? "leadsOnly" : level;
        var made = await author.PostAsJsonAsync(Interviews, new
        {
            heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name } }, confidentiality = first, notes,
            commitments = new[] { new { act = "Lend two nurses in May", dueOn } },
        }).ExpectAsync(HttpStatusCode.Created);
        return level == "sealed"
            ? await author.PutAsync($"{Interviews}/{made["id"]}", new
            {
                heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { personId = made["participants"]![0]!["personId"]!.GetValue<Guid>() } }, confidentiality = level, notes,
            }, "\"v1\"").ExpectAsync(HttpStatusCode.OK)
            : made;
    }
}
