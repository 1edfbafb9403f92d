using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Quotes;

/// <summary>Coding passages: they are cut from the notes, stand where they are said, and carry mentions.</summary>
public sealed class QuotesTests
{
    private const string Notes = "She said the ward rings too late. Nobody had asked her before. The ward rings too late.";

    private static readonly Lazy<Task<TestProgramme>> Shared = new(() => TestProgramme.CreateAsync());

    [Fact]
    public async Task A_passage_is_cut_from_the_notes_and_carries_its_themes_as_mentions()
    {
        var programme = await Shared.Value;
        var client = programme.Contributor.Client;
        var interview = await programme.LogAsync(client, "programme", Notes);
        var theme = await programme.ThemeAsync();
        var made = await QuoteAsync(programme, client, interview, "Nobody had asked her before.", theme);
        Assert.Equal("Nobody had asked her before.", made["text"]!.GetValue<string>());
        Assert.Equal("programme", made["effectiveConfidentiality"]!.GetValue<string>());
        Assert.False(made["textHeld"]!.GetValue<bool>());
        Assert.False(made["mayBeQuoted"]!.GetValue<bool>());
        Assert.Equal([theme], await MentionsAsync(client, programme, interview));

        var read = await client.GetAsync(Uri($"{programme.Quotes}/{made["id"]}"));
        Assert.Equal("no-store", read.Headers.CacheControl!.ToString());
        Assert.Equal(made.ToJsonString(), (await Task.FromResult(read).ExpectAsync(HttpStatusCode.OK)).ToJsonString());

        await client.DeleteAsync($"{programme.Quotes}/{made["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        await programme.Contributor.GetAsync($"{programme.Quotes}/{made["id"]}").ExpectAsync(HttpStatusCode.NotFound);
        Assert.Empty(await MentionsAsync(client, programme, interview));
    }

    [Fact]
    public async Task A_mention_ticked_by_hand_stays_when_its_last_quote_goes()
    {
        var programme = await Shared.Value;
        var client = programme.Contributor.Client;
        var theme = await programme.ThemeAsync();
        var interview = await programme.LogAsync(client, "programme", Notes);
        await client.PutAsync($"{programme.Interviews}/{interview["id"]}", Body(interview, Notes, theme), "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        var quote = await QuoteAsync(programme, client, interview, "asked her", theme);
        await client.DeleteAsync($"{programme.Quotes}/{quote["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        Assert.Equal([theme], await MentionsAsync(client, programme, interview));
    }

    [Fact]
    public async Task A_revision_of_the_interview_keeps_the_mentions_that_quotes_carry()
    {
        var programme = await Shared.Value;
        var client = programme.Contributor.Client;
        var (quoted, ticked) = (await programme.ThemeAsync(), await programme.ThemeAsync());
        var interview = await programme.LogAsync(client, "programme", Notes);
        var quote = await QuoteAsync(programme, client, interview, "asked her", quoted);
        await client.PutAsync($"{programme.Interviews}/{interview["id"]}", Body(interview, Notes, ticked), "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal([quoted, ticked], (await MentionsAsync(client, programme, interview)).Order());
        await client.DeleteAsync($"{programme.Quotes}/{quote["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        Assert.Equal([ticked], await MentionsAsync(client, programme, interview));
    }

    [Fact]
    public async Task A_theme_that_was_ticked_and_then_coded_stays_unticked_for_as_long_as_a_quote_carries_it()
    {
        var programme = await Shared.Value;
        var client = programme.Contributor.Client;
        var theme = await programme.ThemeAsync();
        var interview = await programme.LogAsync(client, "programme", Notes);
        await client.PutAsync($"{programme.Interviews}/{interview["id"]}", Body(interview, Notes, theme), "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        var quote = await QuoteAsync(programme, client, interview, "asked her", theme);
        await client.PutAsync($"{programme.Interviews}/{interview["id"]}", Body(interview, Notes), "\"v2\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal([theme], await MentionsAsync(client, programme, interview));
        await client.DeleteAsync($"{programme.Quotes}/{quote["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        Assert.Empty(await MentionsAsync(client, programme, interview));
    }

    [Fact]
    public async Task A_quote_moves_with_its_words_and_loses_its_place_where_they_go()
    {
        var programme = await Shared.Value;
        var client = programme.Contributor.Client;
        var theme = await programme.ThemeAsync();
        var interview = await programme.LogAsync(client, "programme", Notes);
        var asked = await QuoteAsync(programme, client, interview, "Nobody had asked her before.", theme);
        var last = await QuoteAsync(programme, client, interview, "rings too late.", theme, occurrence: 1);
        var changed = "First of all: " + Notes.Replace("Nobody had asked her before. ", "", StringComparison.Ordinal);
        await client.PutAsync($"{programme.Interviews}/{interview["id"]}", Body(interview, changed), "\"v1\"").ExpectAsync(HttpStatusCode.OK);

        var gone = await programme.Contributor.GetAsync($"{programme.Quotes}/{asked["id"]}").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(("Nobody had asked her before.", false, false), (gone["text"]!.GetValue<string>(), gone.ContainsKey("start"), gone.ContainsKey("end")));
        var moved = await programme.Contributor.GetAsync($"{programme.Quotes}/{last["id"]}").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(changed.LastIndexOf("rings", StringComparison.Ordinal), moved["start"]!.GetValue<int>());

        await client.PutAsync($"{programme.Interviews}/{interview["id"]}", Body(interview, Notes), "\"v2\"").ExpectAsync(HttpStatusCode.OK);
        var back = await programme.Contributor.GetAsync($"{programme.Quotes}/{asked["id"]}").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(asked["start"]!.GetValue<int>(), back["start"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_revised_quote_has_other_themes_and_another_place()
    {
        var programme = await Shared.Value;
        var client = programme.Contributor.Client;
        var (first, second) = (await programme.ThemeAsync(), await programme.ThemeAsync());
        var interview = await programme.LogAsync(client, "programme", Notes);
        var quote = await QuoteAsync(programme, client, interview, "asked her", first);
        var path = $"{programme.Quotes}/{quote["id"]}";
        var revised = await client.PutAsync(path, new { themeIds = new[] { second }, start = 0, end = 8 }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(("She said", 2), (revised["text"]!.GetValue<string>(), revised["version"]!.GetValue<int>()));
        Assert.Equal([second], await MentionsAsync(client, programme, interview));
        await client.PutAsync(path, new { themeIds = new[] { first } }, "\"v1\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        await client.PutAsync(path, new { themeIds = new[] { first } }, etag: null).ExpectAsync(HttpStatusCode.PreconditionRequired);
        await client.DeleteAsync(path, "\"v1\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task A_passage_that_is_not_there_or_not_codable_is_refused_by_its_pointer()
    {
        var programme = await Shared.Value;
        var client = programme.Contributor.Client;
        var theme = await programme.ThemeAsync();
        var interview = await programme.LogAsync(client, "programme", "Sheila 😀 said so.");
        var id = interview["id"]!.GetValue<Guid>();
        async Task RefusedAsync(string pointer, object body) =>
            Assert.Contains(pointer, (await client.PostAsJsonAsync(programme.Quotes, body).ExpectAsync(HttpStatusCode.BadRequest))["errors"]!.AsObject().Select(it => it.Key));

        await RefusedAsync("/end", new { interviewId = id, start = 0, end = 100, themeIds = new[] { theme } });
        await RefusedAsync("/end", new { interviewId = id, start = 5, end = 5, themeIds = new[] { theme } });
        await RefusedAsync("/end", new { interviewId = id, start = 0, end = 8, themeIds = new[] { theme } });
        await RefusedAsync("/start", new { interviewId = id, start = 6, end = 7, themeIds = new[] { theme } });
        await RefusedAsync("/start", new { interviewId = id, start = -1, end = 7, themeIds = new[] { theme } });
        await RefusedAsync("/themeIds", new { interviewId = id, start = 0, end = 6, themeIds = Array.Empty<Guid>() });
        await RefusedAsync("/themeIds/1", new { interviewId = id, start = 0, end = 6, themeIds = new[] { theme, theme } });
        await RefusedAsync("/themeIds/0", new { interviewId = id, start = 0, end = 6, themeIds = new[] { Guid.CreateVersion7() } });
        await RefusedAsync("/interviewId", new { interviewId = Guid.CreateVersion7(), start = 0, end = 6, themeIds = new[] { theme } });
        await RefusedAsync("/interviewId", new { start = 0, end = 6, themeIds = new[] { theme } });
        await RefusedAsync("/contributionId", new { contributionId = Guid.CreateVersion7(), start = 0, end = 6, themeIds = new[] { theme } });
        await RefusedAsync("/notesBy", new { interviewId = id, notesBy = programme.Lead.UserId, start = 0, end = 6, themeIds = new[] { theme } });
        await client.PostAsJsonAsync(programme.Quotes, new { interviewId = id, start = 0, end = 6, themeIds = new[] { theme }, seenText = "Something else" }).ExpectAsync(HttpStatusCode.Conflict);
        await client.PostAsJsonAsync(programme.Quotes, new { interviewId = id, start = 0, end = 6, themeIds = new[] { theme }, seenText = "Sheila" }).ExpectAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_same_request_again_makes_no_second_quote()
    {
        var programme = await Shared.Value;
        var interview = await programme.LogAsync(programme.Contributor.Client, "programme", Notes);
        var theme = await programme.ThemeAsync();
        var key = Guid.CreateVersion7().ToString();
        async Task<Guid> PostAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, programme.Quotes) { Content = JsonContent.Create(new { interviewId = interview["id"], start = 0, end = 8, themeIds = new[] { theme } }) };
            request.Headers.Add("Idempotency-Key", key);
            return (await programme.Contributor.Client.SendAsync(request).ExpectAsync(HttpStatusCode.Created))["id"]!.GetValue<Guid>();
        }

        Assert.Equal(await PostAsync(), await PostAsync());
        Assert.Single(await programme.QuotesAsync(programme.Contributor.Client, $"?interviewId={interview["id"]}"));
    }

    [Fact]
    public async Task Quotes_are_found_by_interview_and_by_theme()
    {
        var programme = await Shared.Value;
        var client = programme.Contributor.Client;
        var (one, other) = (await programme.LogAsync(client, "programme", Notes), await programme.LogAsync(client, "programme", Notes));
        var theme = await programme.ThemeAsync();
        var first = await QuoteAsync(programme, client, one, "asked", theme);
        var second = await QuoteAsync(programme, client, other, "asked", theme);
        Assert.Equal([Id(second), Id(first)], (await programme.QuotesAsync(client, $"?themeId={theme}")).Select(Id));
        Assert.Equal([Id(first)], (await programme.QuotesAsync(client, $"?interviewId={one["id"]}&themeId={theme}")).Select(Id));
        Assert.Empty(await programme.QuotesAsync(client, $"?themeId={Guid.CreateVersion7()}"));
        var page = await client.GetAsync(Uri($"{programme.Quotes}?themeId={theme}&limit=1")).ExpectAsync(HttpStatusCode.OK);
        var rest = await client.GetAsync(Uri($"{programme.Quotes}?themeId={theme}&limit=1&cursor={page["next"]}")).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(Id(first), Id(rest["items"]![0]!));
        Assert.False(rest.ContainsKey("next"));
    }

    [Fact]
    public async Task With_the_interview_go_its_quotes()
    {
        var programme = await Shared.Value;
        var client = programme.Contributor.Client;
        var interview = await programme.LogAsync(client, "programme", Notes);
        var quote = await QuoteAsync(programme, client, interview, "asked", await programme.ThemeAsync());
        await client.DeleteAsync($"{programme.Interviews}/{interview["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        await client.GetAsync(Uri($"{programme.Quotes}/{quote["id"]}")).ExpectAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Another_workspace_finds_no_quote()
    {
        var programme = await Shared.Value;
        var interview = await programme.LogAsync(programme.Contributor.Client, "programme", Notes);
        var quote = await QuoteAsync(programme, programme.Contributor.Client, interview, "asked", await programme.ThemeAsync());
        var foreign = await TestProgramme.CreateAsync(await TestWorkspace.CreateAsync());
        foreach (var path in new[] { $"{programme.Quotes}/{quote["id"]}", $"{foreign.Quotes}/{quote["id"]}" })
        {
            await foreign.Lead.GetAsync(path).ExpectAsync(HttpStatusCode.NotFound);
            await foreign.Lead.DeleteAsync(path, "\"v1\"").ExpectAsync(HttpStatusCode.NotFound);
        }
    }

    internal static Uri Uri(string path) => new(path, UriKind.Relative);

    internal static Guid Id(JsonNode node) => node["id"]!.GetValue<Guid>();

    internal static object Body(JsonObject interview, string notes, params Guid[] mentions) => new
    {
        heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { personId = interview["participants"]![0]!["personId"]!.GetValue<Guid>() } },
        confidentiality = interview["confidentiality"]!.GetValue<string>(), notes, mentions = mentions.Select(it => new { themeId = it }),
    };

    /// <summary>Codes the words where they stand in the notes.</summary>
    internal static Task<JsonObject> QuoteAsync(TestProgramme programme, HttpClient client, JsonObject interview, string words, Guid theme, int occurrence = 0, string? confidentiality = null)
    {
        var notes = interview["notes"]!.GetValue<string>();
        var start = notes.IndexOf(words, StringComparison.Ordinal);
        for (var i = 0; i < occurrence; i++)
        {
            start = notes.IndexOf(words, start + 1, StringComparison.Ordinal);
        }

        return client.PostAsJsonAsync(programme.Quotes, new { interviewId = interview["id"], start, end = start + words.Length, themeIds = new[] { theme }, confidentiality }).ExpectAsync(HttpStatusCode.Created);
    }

    internal static async Task<IReadOnlyList<Guid>> MentionsAsync(HttpClient client, TestProgramme programme, JsonObject interview)
    {
        var read = await client.GetAsync(Uri($"{programme.Interviews}/{interview["id"]}")).ExpectAsync(HttpStatusCode.OK);
        return [.. read["mentions"]!.AsArray().Select(it => it!["themeId"]!.GetValue<Guid>())];
    }
}
