using System.Net;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Interviews;

/// <summary>Words are found in what a reader may open, and nothing is said of the rest.</summary>
public sealed class SearchTests
{
    [Fact]
    public async Task Words_are_found_with_their_place_whatever_their_capitals_and_accents()
    {
        var programme = await TestProgramme.CreateAsync();
        var notes = $"{string.Concat(Enumerable.Repeat("before ", 30))}the Café closed, the cafe{string.Concat(Enumerable.Repeat(" after", 30))}";
        var made = await programme.LogAsync(programme.Contributor.Client, "programme", notes);
        await programme.LogAsync(programme.Contributor.Client, "programme", "Nothing of it");
        var found = await SearchAsync(programme, programme.Colleague, "CAFE");
        Assert.Equal(2, found["searched"]!.GetValue<int>());
        Assert.False(found["hasMore"]!.GetValue<bool>());
        var hit = Assert.Single(found["items"]!.AsArray())!;
        var (start, end) = (hit["start"]!.GetValue<int>(), hit["end"]!.GetValue<int>());
        Assert.Equal(("Café", 2, made["id"]!.GetValue<Guid>()), (notes[start..end], hit["times"]!.GetValue<int>(), hit["interviewId"]!.GetValue<Guid>()));
        Assert.StartsWith("…before before", hit["snippet"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.EndsWith("after after…", hit["snippet"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("Rosa Ruiz", hit["participants"]![0]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Nothing_is_found_or_said_of_what_a_reader_may_not_open()
    {
        var programme = await TestProgramme.CreateAsync();
        foreach (var level in new[] { "programme", "leadsOnly", "nonAttributable", "sealed" })
        {
            await programme.LogAsync(programme.Contributor.Client, level, $"canary {level}");
        }

        var bystander = await programme.Workspace.SignInAsAsync("administrator");
        foreach (var (reader, levels) in new (Browser, string[])[]
        {
            (programme.Contributor, ["leadsOnly", "nonAttributable", "programme", "sealed"]), (programme.Lead, ["leadsOnly", "nonAttributable", "programme"]), (programme.Colleague, ["programme"]),
            (bystander, ["programme"]),
        })
        {
            var found = await SearchAsync(programme, reader, "canary");
            Assert.Equal(levels, found["items"]!.AsArray().Select(it => it!["confidentiality"]!.GetValue<string>()).Order(StringComparer.Ordinal));
            Assert.Equal(levels.Length, found["searched"]!.GetValue<int>());
        }

        var leader = await programme.Workspace.SignInAsAsync("systemLeader");
        await leader.GetAsync($"{programme.Interviews}/search?text=canary").ExpectAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_hit_in_somebody_elses_confidential_notes_is_an_opening_and_a_miss_is_none()
    {
        var programme = await TestProgramme.CreateAsync();
        var made = await programme.LogAsync(programme.Contributor.Client, "leadsOnly", "canary");
        await SearchAsync(programme, programme.Lead, "not there");
        Assert.Empty(await ReadersAsync());
        await SearchAsync(programme, programme.Contributor, "canary");
        Assert.Empty(await ReadersAsync());
        using (var response = await programme.Lead.GetAsync($"{programme.Interviews}/search?text=canary"))
        {
            Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        }

        Assert.Equal([programme.Lead.UserId], await ReadersAsync());

        async Task<IEnumerable<Guid>> ReadersAsync() =>
            (await programme.Contributor.GetAsync($"{programme.Interviews}/{made["id"]}/readers").ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray().Select(it => it!["reader"]!["id"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task Further_notes_are_searched_and_say_whose_they_are()
    {
        var programme = await TestProgramme.CreateAsync();
        var made = await programme.Contributor.PostAsync(programme.Interviews, new
        {
            heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name = "Rosa Ruiz" } }, confidentiality = "nonAttributable", notes = "canary one",
            interviewerIds = new[] { programme.Contributor.UserId, programme.Colleague.UserId },
        }).ExpectAsync(HttpStatusCode.Created);
        await programme.Colleague.PutAsync($"{programme.Interviews}/{made["id"]}/further-notes", new { notes = "canary two" }, "\"v0\"").ExpectAsync(HttpStatusCode.OK);
        var lead = await SearchAsync(programme, programme.Lead, "canary");
        Assert.Equal([null, programme.Colleague.UserId], lead["items"]!.AsArray().Select(it => it!["notesBy"]?["id"]?.GetValue<Guid>()));
        var own = Assert.Single((await SearchAsync(programme, programme.Colleague, "canary"))["items"]!.AsArray())!;
        Assert.Equal(("canary two", 0), (own["snippet"]!.GetValue<string>(), own["participants"]!.AsArray().Count));
    }

    [Fact]
    public async Task A_search_stops_at_its_limit_and_says_so()
    {
        var programme = await TestProgramme.CreateAsync();
        for (var i = 0; i < 3; i++)
        {
            await programme.LogAsync(programme.Contributor.Client, "programme", "canary");
        }

        var found = await programme.Lead.GetAsync($"{programme.Interviews}/search?text=canary&limit=2").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((2, true), (found["items"]!.AsArray().Count, found["hasMore"]!.GetValue<bool>()));
        foreach (var wrong in new[] { "", "?text=", "?text=%20", $"?text={new string('a', 201)}", "?text=a&limit=0", "?text=a&limit=101", "?text=a&cursor=x" })
        {
            await programme.Lead.GetAsync($"{programme.Interviews}/search{wrong}").ExpectAsync(HttpStatusCode.BadRequest);
        }
    }

    private static Task<JsonObject> SearchAsync(TestProgramme programme, Browser reader, string text) =>
        reader.GetAsync($"{programme.Interviews}/search?text={Uri.EscapeDataString(text)}").ExpectAsync(HttpStatusCode.OK);
}
