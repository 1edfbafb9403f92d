using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Discussions;

public sealed class ImportContributionsTests
{
    private const string Chat = """
        saidAt,author,text,consent,retweets
        2026-03-12 19:01,@ward_manager,"We talk past each other, every day.",given,3
        12/03/2026 19:02,@surgeon,"She said ""no time"".
        So did I.",,0

        2026-03-12T20:03:00+01:00,,Spend a day with a manager,no,1

        """;

    private static readonly Lazy<Task<TestDiscussion>> Shared = new(() => TestDiscussion.CreateAsync());

    [Fact]
    public async Task A_dry_run_says_what_each_row_would_do_and_writes_nothing()
    {
        var discussion = await TestDiscussion.CreateAsync();
        var answer = await discussion.ImportAsync(Chat, "?dryRun=true&consent=withdrawn").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((true, 3, 0, 0), (answer["isDryRun"]!.GetValue<bool>(), Number(answer, "add"), Number(answer, "same"), Number(answer, "mend")));
        Assert.Equal(["retweets"], answer["ignoredColumns"]!.AsArray().Select(it => it!.GetValue<string>()));
        var rows = Rows(answer);
        Assert.Equal([2, 3, 6], rows.Select(it => Number(it, "line")));
        Assert.Equal(["given", "withdrawn", "refused"], rows.Select(it => it["consent"]!.ToString()));
        Assert.Equal(["2026-03-12T19:01:00.000Z", "2026-03-12T19:02:00.000Z", "2026-03-12T19:03:00.000Z"], rows.Select(it => it["saidAt"]!.ToString()));
        Assert.Equal("She said \"no time\".\nSo did I.", rows[1]["text"]!.ToString());
        Assert.Empty(await discussion.ReadAsync());
    }

    [Fact]
    public async Task The_same_file_again_adds_nothing_and_leaves_consent_as_it_is_now()
    {
        var discussion = await TestDiscussion.CreateAsync();
        using var first = await discussion.ImportAsync(Chat);
        Assert.True(first.Headers.Contains("Change-Sequence"));
        var read = await discussion.ReadAsync();
        Assert.Equal(["given", "notAsked", "refused"], read.Select(it => it["consent"]!.ToString()));
        Assert.Equal(["@ward_manager", null, null], read.Select(it => it["author"]?.ToString()));
        await discussion.Programme.Lead.PutAsync($"{discussion.Contributions}/{read[0]["id"]}", new { consent = "withdrawn", saidAt = "2026-03-12T19:01:00Z" }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);

        var again = await discussion.ImportAsync(Chat).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((0, 3, 0), (Number(again, "add"), Number(again, "same"), Number(again, "mend")));
        var longer = await discussion.ImportAsync(Chat + "2026-03-12 19:09,@porter,One more,,0\r\n").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((1, 3), (Number(longer, "add"), Number(longer, "same")));
        Assert.Equal(["withdrawn", "notAsked", "refused", "notAsked"], (await discussion.ReadAsync()).Select(it => it["consent"]!.ToString()));
    }

    [Fact]
    public async Task A_row_at_fault_is_named_by_line_and_column_and_nothing_is_added()
    {
        var discussion = await TestDiscussion.CreateAsync();
        var csv = $"text,author,saidAt,consent\nSound,,,\n,@two,,\n\"Two\nlines\",@three,yesterday,\nFour,@four,2026-03-12,perhaps\nFive,{new string('x', 201)},1066-10-14,\nSix,a,,,more\nA \"quote,,,\n";
        var dry = await discussion.ImportAsync(csv, "?dryRun=true").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((1, 6), (Number(dry, "add"), Number(dry, "mend")));
        Assert.Equal(
            ["add 2 ", "mend 3 text", "mend 4 saidAt", "mend 6 consent", "mend 7 author saidAt", "mend 8 -", "mend 9 -"],
            Rows(dry).Select(it => $"{it["action"]} {it["line"]} {string.Join(' ', it["problems"]!.AsArray().Select(problem => problem!["column"]?.ToString() ?? "-"))}"));
        var refused = await discussion.ImportAsync(csv).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Equal(["/lines/3/text", "/lines/4/saidAt", "/lines/6/consent", "/lines/7/author", "/lines/7/saidAt", "/lines/8", "/lines/9"], refused["errors"]!.AsObject().Select(it => it.Key));
        Assert.Empty(await discussion.ReadAsync());
    }

    [Fact]
    public async Task Row_500_of_a_long_file_is_named()
    {
        var discussion = await TestDiscussion.CreateAsync();
        var lines = Enumerable.Range(2, 999).Select(line => line == 500 ? $"Contribution {line},perhaps" : $"Contribution {line},given").ToList();
        var refused = await discussion.ImportAsync($"text,consent\n{string.Join('\n', lines)}").ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Equal(["/lines/500/consent"], refused["errors"]!.AsObject().Select(it => it.Key));
        lines[498] = "Contribution 500,given";
        var taken = await discussion.ImportAsync($"text,consent\n{string.Join('\n', lines)}").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(999, Number(taken, "add"));
        Assert.Equal(999, Number(await discussion.Programme.Lead.GetAsync(discussion.Path).ExpectAsync(HttpStatusCode.OK), "contributions"));
    }

    [Fact]
    public async Task Rows_that_say_the_same_are_one_contribution()
    {
        var discussion = await TestDiscussion.CreateAsync();
        var answer = await discussion.ImportAsync("text,author\nAgreed,@one\nAgreed,@two\nAgreed,@one\n").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((2, 1), (Number(answer, "add"), Number(answer, "same")));
        Assert.Equal(2, Number(Rows(answer)[2], "sameAs"));
        Assert.Equal(2, (await discussion.ReadAsync()).Count);
    }

    [Theory]
    [InlineData("author\n@one\n", "/lines/1/text")]
    [InlineData("", "/lines/1/text")]
    [InlineData("\n\n", "/lines/1/text")]
    public async Task A_file_without_the_words_is_refused(string csv, string pointer)
    {
        var discussion = await Shared.Value;
        var refused = await discussion.ImportAsync(csv, "?dryRun=true").ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Equal([pointer], refused["errors"]!.AsObject().Select(it => it.Key));
    }

    [Theory]
    [InlineData("TEXT;Author\nWe agree, all of us;@one\n", "We agree, all of us", "@one")]
    [InlineData("text\tauthor\nWe agree, all of us\t@one\n", "We agree, all of us", "@one")]
    [InlineData("text\nWe agree, all of us; and so on\n", "We agree, all of us; and so on", null)]
    [InlineData("\uFEFFtext,author\r\nBack in Excel,'@one\r\n", "Back in Excel", "@one")]
    [InlineData("text,author\n'=1+1,'quoted'\n", "=1+1", "'quoted'")]
    public async Task Files_as_programs_write_them_are_read(string csv, string text, string? author)
    {
        var answer = await (await Shared.Value).ImportAsync(csv, "?dryRun=true").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((text, author), (Rows(answer)[0]["text"]!.ToString(), Rows(answer)[0]["author"]?.ToString()));
    }

    [Fact]
    public async Task A_file_that_is_too_long_or_no_text_is_refused()
    {
        var discussion = await TestDiscussion.CreateAsync();
        var rows = await discussion.ImportAsync("text\n" + string.Join('\n', Enumerable.Range(0, 1001))).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Equal(["/lines/1002"], rows["errors"]!.AsObject().Select(it => it.Key));
        var large = await discussion.ImportAsync("text\n" + new string('x', (2 * 1024 * 1024) + 1)).ExpectAsync(HttpStatusCode.RequestEntityTooLarge);
        Assert.Contains("2048 KB", large["detail"]!.ToString(), StringComparison.Ordinal);
        await discussion.ImportAsync("text\nA", idempotencyKey: new string('x', 10), type: "application/json").ExpectAsync(HttpStatusCode.UnsupportedMediaType);
        using var latin = new ByteArrayContent([.. "text\nCaf"u8, 0xE9]) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        var refused = await discussion.Programme.Lead.Client.PostAsync(new Uri(discussion.Imports, UriKind.Relative), latin).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Contains("UTF-8", refused.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(await discussion.ReadAsync());
    }

    [Fact]
    public async Task A_file_of_nearly_two_megabytes_is_taken_with_an_idempotency_key()
    {
        var discussion = await TestDiscussion.CreateAsync();
        var csv = "text\n" + string.Join('\n', Enumerable.Range(0, 410).Select(it => $"{it} {new string('x', 4900)}"));
        Assert.InRange(Encoding.UTF8.GetByteCount(csv), 1_900_000, 2_097_152);
        Assert.Equal(410, Number(await discussion.ImportAsync(csv, idempotencyKey: "large").ExpectAsync(HttpStatusCode.OK), "add"));
    }

    [Fact]
    public async Task A_repeated_import_answers_what_the_first_one_did()
    {
        var discussion = await TestDiscussion.CreateAsync();
        await discussion.AddAsync("Here before");
        const string csv = "text\nHere before\nNew\nNewer\n";
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => (await discussion.ImportAsync(csv, idempotencyKey: "again").ExpectAsync(HttpStatusCode.OK)).ToJsonString()));
        Assert.Single(answers.Distinct(StringComparer.Ordinal));
        Assert.Equal(2, Number(JsonNode.Parse(answers[0])!, "add"));
        Assert.Equal(3, (await discussion.ReadAsync()).Count);
        await discussion.ImportAsync("text\nOther\n", idempotencyKey: "again").ExpectAsync(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task One_file_that_comes_ten_times_at_once_is_there_once()
    {
        var discussion = await TestDiscussion.CreateAsync();
        var csv = "text\n" + string.Join('\n', Enumerable.Range(0, 50));
        var added = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ => Number(await discussion.ImportAsync(csv).ExpectAsync(HttpStatusCode.OK), "add")));
        Assert.Equal(50, added.Sum());
        var positions = (await discussion.ReadAsync("?limit=200")).Select(it => Number(it, "position"));
        Assert.Equal(Enumerable.Range(1, 50), positions);
    }

    private static List<JsonObject> Rows(JsonObject answer) => [.. answer["rows"]!.AsArray().Select(it => it!.AsObject())];

    private static int Number(JsonNode node, string field) => node[field]!.GetValue<int>();
}
