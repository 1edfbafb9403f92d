using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;
using Transform.Api.Trust;
using static Transform.Api.Tests.Features.Quotes.QuotesTests;

namespace Transform.Api.Tests.Features.Quotes;

/// <summary>Who reads a passage: as its interview, or by a level of its own.</summary>
public sealed class QuoteConfidentialityTests
{
    private const string Notes = "Between us: zq-canary-words, and nobody else is to know.";
    private const string Words = "zq-canary-words";

    private static readonly Lazy<Task<TestProgramme>> Shared = new(() => TestProgramme.CreateAsync());

    /// <summary>The interview's level, the quote's own, the reader; and whether they read the words: null where the quote is not there for them.</summary>
    public static TheoryData<string, string?, string, bool?> Matrix() => new()
    {
        { "programme", null, "lead", true }, { "programme", null, "colleague", true }, { "programme", null, "administrator", true },
        { "leadsOnly", null, "lead", true }, { "leadsOnly", null, "colleague", false }, { "leadsOnly", null, "administrator", false }, { "leadsOnly", null, "author", true },
        { "nonAttributable", null, "lead", true }, { "nonAttributable", null, "colleague", false },
        { "sealed", null, "author", true }, { "sealed", null, "lead", null }, { "sealed", null, "colleague", null },
        { "programme", "leadsOnly", "lead", true }, { "programme", "leadsOnly", "colleague", false }, { "programme", "leadsOnly", "author", true },
        { "programme", "sealed", "author", true }, { "programme", "sealed", "lead", null }, { "programme", "sealed", "colleague", null },
        { "leadsOnly", "sealed", "lead", null }, { "leadsOnly", "nonAttributable", "lead", true }, { "leadsOnly", "nonAttributable", "colleague", false },
    };

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task A_passage_is_as_confidential_as_its_interview_or_more(string level, string? own, string reader, bool? reads)
    {
        var programme = await Shared.Value;
        var interview = await programme.LogAsync(programme.Contributor.Client, level, Notes);
        var theme = await programme.ThemeAsync();
        var quote = await QuoteAsync(programme, programme.Contributor.Client, interview, Words, theme, confidentiality: own);
        var client = (reader switch { "author" => programme.Contributor, "lead" => programme.Lead, "colleague" => programme.Colleague, _ => await programme.Workspace.SignInAsAsync("administrator") }).Client;

        var listed = (await programme.QuotesAsync(client, $"?themeId={theme}")).SingleOrDefault();
        if (reads is null)
        {
            Assert.Null(listed);
            await client.GetAsync(Uri($"{programme.Quotes}/{quote["id"]}")).ExpectAsync(HttpStatusCode.NotFound);
            await client.PutAsync($"{programme.Quotes}/{quote["id"]}", new { themeIds = new[] { theme } }, "\"v1\"").ExpectAsync(HttpStatusCode.NotFound);
            await client.DeleteAsync($"{programme.Quotes}/{quote["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.NotFound);
            if (level != "sealed")
            {
                Assert.Empty(await MentionsAsync(client, programme, interview));                // what one person sealed for themselves is no coding
            }

            return;
        }

        var single = await client.GetAsync(Uri($"{programme.Quotes}/{quote["id"]}")).ExpectAsync(HttpStatusCode.OK);
        foreach (var shown in new[] { listed!, single })
        {
            Assert.Equal((reads.Value ? Words : null, !reads.Value), (shown["text"]?.GetValue<string>(), shown["textHeld"]!.GetValue<bool>()));
            Assert.Equal(theme, shown["themeIds"]![0]!.GetValue<Guid>());
            Assert.Equal(reads.Value, shown.ContainsKey("start"));
            Assert.Equal(own ?? level, shown["effectiveConfidentiality"]!.GetValue<string>());
        }

        if (!reads.Value)
        {
            await client.PutAsync($"{programme.Quotes}/{quote["id"]}", new { themeIds = new[] { theme } }, "\"v1\"").ExpectAsync(HttpStatusCode.Forbidden);
            await client.DeleteAsync($"{programme.Quotes}/{quote["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.Forbidden);
            await client.GetAsync(Uri($"{programme.Quotes}/{quote["id"]}/terms")).ExpectAsync(HttpStatusCode.Forbidden);
            var (body, code) = (new { interviewId = interview["id"], start = 0, end = 7, themeIds = new[] { theme } }, level == "programme" ? HttpStatusCode.Created : HttpStatusCode.Forbidden);
            await client.PostAsJsonAsync(programme.Quotes, body).ExpectAsync(code);
        }
    }

    [Fact]
    public async Task A_wider_level_needs_consent_and_a_reason_and_falls_with_the_consent()
    {
        var programme = await Shared.Value;
        var client = programme.Contributor.Client;
        var theme = await programme.ThemeAsync();
        var interview = await programme.LogAsync(client, "leadsOnly", Notes);
        var quote = await QuoteAsync(programme, client, interview, Words, theme);
        var path = $"{programme.Quotes}/{quote["id"]}";
        object Wider(string? reason) => new { themeIds = new[] { theme }, confidentiality = "programme", confidentialityReason = reason };

        Assert.Contains("/confidentiality", await PointersAsync(client.PutAsync(path, Wider("She asked for it."), "\"v1\"")));
        await ConsentAsync(programme, client, interview, "given", "v1");
        Assert.Contains("/confidentialityReason", await PointersAsync(client.PutAsync(path, Wider(null), "\"v1\"")));
        Assert.Contains("/confidentialityReason", await PointersAsync(client.PostAsJsonAsync(programme.Quotes, new { interviewId = interview["id"], start = 0, end = 7, themeIds = new[] { theme }, confidentiality = "programme" })));
        var wide = await client.PutAsync(path, Wider("She asked for it."), "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        Assert.True(wide["mayBeQuoted"]!.GetValue<bool>());
        Assert.Equal(Words, (await programme.QuotesAsync(programme.Colleague.Client, $"?themeId={theme}")).Single()["text"]!.GetValue<string>());
        await client.PutAsync(path, new { themeIds = new[] { theme }, confidentiality = "programme" }, "\"v2\"").ExpectAsync(HttpStatusCode.OK);       // a level that it has already needs no second reason

        var terms = await client.GetAsync(Uri($"{path}/terms")).ExpectAsync(HttpStatusCode.OK);
        var term = Assert.Single(terms["items"]!.AsArray());
        Assert.Equal(("programme", "She asked for it."), (term!["confidentiality"]!.GetValue<string>(), term["reason"]!.GetValue<string>()));

        await ConsentAsync(programme, client, interview, "withdrawn", "v2");
        var narrow = (await programme.QuotesAsync(programme.Colleague.Client, $"?themeId={theme}")).Single();
        Assert.Equal((true, false, "leadsOnly"), (narrow["textHeld"]!.GetValue<bool>(), narrow["mayBeQuoted"]!.GetValue<bool>(), narrow["effectiveConfidentiality"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Who_only_reads_is_shown_outside_an_interview_what_may_be_quoted()
    {
        var programme = await Shared.Value;
        var client = programme.Contributor.Client;
        var theme = await programme.ThemeAsync();
        var interview = await programme.LogAsync(client, "programme", Notes);
        await QuoteAsync(programme, client, interview, Words, theme);
        var made = await programme.Workspace.Administrator.PostAsync("api-keys", new { name = "reader", scopes = new[] { "interviews:read" } }).ExpectAsync(HttpStatusCode.Created);
        using var reader = TestWorkspace.KeyClient(programme.Workspace.Service, made["secret"]!.GetValue<string>());
        Assert.Empty(await programme.QuotesAsync(reader, $"?themeId={theme}"));
        Assert.Single(await programme.QuotesAsync(reader, $"?interviewId={interview["id"]}"));
        Assert.Empty(await programme.QuotesAsync(client, $"?themeId={theme}&mayBeQuoted=true"));
        await ConsentAsync(programme, client, interview, "given", "v1");
        Assert.Single(await programme.QuotesAsync(reader, $"?themeId={theme}"));
        Assert.Single(await programme.QuotesAsync(client, $"?themeId={theme}&mayBeQuoted=true"));
        Assert.Empty(await programme.QuotesAsync(client, $"?themeId={theme}&mayBeQuoted=false"));
    }

    [Fact]
    public async Task When_the_people_interviewed_withdraw_their_quotes_are_in_no_list()
    {
        var programme = await Shared.Value;
        var client = programme.Contributor.Client;
        var theme = await programme.ThemeAsync();
        var interview = await programme.LogAsync(client, "programme", Notes);
        var quote = await QuoteAsync(programme, client, interview, Words, theme);
        await ConsentAsync(programme, client, interview, "given", "v1", participation: "withdrawn");
        Assert.Empty(await programme.QuotesAsync(client, $"?themeId={theme}"));
        Assert.Empty(await programme.QuotesAsync(client, $"?interviewId={interview["id"]}"));
        await client.GetAsync(Uri($"{programme.Quotes}/{quote["id"]}")).ExpectAsync(HttpStatusCode.NotFound);
        Assert.Contains("/interviewId", await PointersAsync(client.PostAsJsonAsync(programme.Quotes, new { interviewId = interview["id"], start = 0, end = 7, themeIds = new[] { theme } })));
    }

    [Fact]
    public async Task To_read_somebody_elses_confidential_passage_is_noted_once()
    {
        var programme = await TestProgramme.CreateAsync();
        var theme = await programme.ThemeAsync();
        var interview = await programme.LogAsync(programme.Contributor.Client, "leadsOnly", Notes);
        await QuoteAsync(programme, programme.Contributor.Client, interview, Words, theme);
        Assert.Equal(0, await OpeningsAsync(programme, programme.Contributor, interview));
        await programme.QuotesAsync(programme.Lead.Client, $"?themeId={theme}");
        await programme.QuotesAsync(programme.Lead.Client, $"?interviewId={interview["id"]}");
        await programme.QuotesAsync(programme.Colleague.Client, $"?themeId={theme}");
        Assert.Equal((1, 0), (await OpeningsAsync(programme, programme.Lead, interview), await OpeningsAsync(programme, programme.Colleague, interview)));
    }

    [Fact]
    public async Task Every_interview_whose_passages_a_list_shows_is_noted_and_the_chain_holds()
    {
        var programme = await TestProgramme.CreateAsync(await TestWorkspace.CreateAsync());
        var theme = await programme.ThemeAsync();
        var interviews = new List<JsonObject>();
        for (var i = 0; i < 3; i++)
        {
            interviews.Add(await programme.LogAsync(programme.Contributor.Client, "leadsOnly", Notes));
            await QuoteAsync(programme, programme.Contributor.Client, interviews[i], Words, theme);
            await QuoteAsync(programme, programme.Contributor.Client, interviews[i], "nobody else", theme);
        }

        Assert.Equal(6, (await programme.QuotesAsync(programme.Lead.Client, $"?themeId={theme}")).Count);
        foreach (var interview in interviews)
        {
            Assert.Equal(1, await OpeningsAsync(programme, programme.Lead, interview));
        }

        Assert.Null(await programme.Workspace.Service.Services.GetRequiredService<AccessLog>().FirstBrokenAsync(programme.Workspace.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Nobody_but_its_maker_seals_a_quote_and_a_sealed_interview_has_no_wider_one()
    {
        var programme = await Shared.Value;
        var theme = await programme.ThemeAsync();
        var open = await programme.LogAsync(programme.Contributor.Client, "programme", Notes);
        var quote = await QuoteAsync(programme, programme.Contributor.Client, open, Words, theme);
        Assert.Contains("/confidentiality", await PointersAsync(programme.Colleague.PutAsync($"{programme.Quotes}/{quote["id"]}", new { themeIds = new[] { theme }, confidentiality = "sealed" }, "\"v1\"")));
        var isSealed = await programme.LogAsync(programme.Contributor.Client, "sealed", Notes);
        Assert.Contains("/confidentiality", await PointersAsync(programme.Contributor.PostAsync(programme.Quotes, new { interviewId = isSealed["id"], start = 0, end = 7, themeIds = new[] { theme }, confidentiality = "leadsOnly", confidentialityReason = "No" })));
    }

    private static async Task ConsentAsync(TestProgramme programme, HttpClient client, JsonObject interview, string quotation, string version, string participation = "given") =>
        await client.PutAsync($"{programme.Interviews}/{interview["id"]}", new
        {
            heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { personId = interview["participants"]![0]!["personId"]!.GetValue<Guid>() } },
            confidentiality = interview["confidentiality"]!.GetValue<string>(), notes = Notes, quotationConsent = quotation, participationConsent = participation,
        }, $"\"{version}\"").ExpectAsync(HttpStatusCode.OK);

    private static async Task<IEnumerable<string>> PointersAsync(Task<HttpResponseMessage> responding) =>
        (await responding.ExpectAsync(HttpStatusCode.BadRequest))["errors"]!.AsObject().Select(it => it.Key);

    private static async Task<int> OpeningsAsync(TestProgramme programme, Browser reader, JsonObject interview)
    {
        var db = programme.Workspace.Service.Services.GetRequiredService<Transform.Api.Data.Db>();
        var rows = await db.QueryAsync<AccessLog.Row>(db.Page(AccessLog.ListSql), new { WorkspaceId = programme.Workspace.Id, After = 0L, Take = 10_000 }, CancellationToken.None);
        return rows.Count(it => it.ActorId == reader.UserId && it.SubjectId == Id(interview));
    }
}
