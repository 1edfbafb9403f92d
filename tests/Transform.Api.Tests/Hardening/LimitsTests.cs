using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Hardening;

/// <summary>What holds under pressure: rates, races, marks of pages, keys that end.</summary>
public sealed class LimitsTests
{
    /// <summary>A service that lets a person make one request a second, after a burst.</summary>
    private sealed class SlowService : TestService
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("TRANSFORM_REQUESTS_PER_MINUTE", "60");
            builder.UseSetting("TRANSFORM_SIGN_INS_PER_MINUTE", "3");
        }
    }

    [Fact]
    public async Task A_client_that_waits_as_it_is_told_is_not_refused_twice()
    {
        await using var service = new SlowService();
        var workspace = await TestWorkspace.CreateAsync(service);
        Answer refused;
        var asked = 0;
        do
        {
            Assert.True(++asked < 300, "300 requests in a burst were let through.");
            using var response = await workspace.Key.GetAsync(new Uri("organisations", UriKind.Relative));
            refused = await Answer.OfAsync(response);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                Assert.Null(refused.WrongAsProblem());
                Assert.Contains("\"default\";q=60;w=60", string.Join(' ', response.Headers.GetValues("RateLimit-Policy")), StringComparison.Ordinal);
                Assert.NotNull(response.Headers.RetryAfter!.Delta);
                await Task.Delay(response.Headers.RetryAfter.Delta!.Value);
            }
        }
        while (refused.Status == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        await workspace.Key.GetAsync(new Uri("organisations", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);

        // One person's haste is not another's wait.
        (await workspace.Administrator.GetAsync("session")).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task Guessing_passwords_is_slowed_down()
    {
        await using var service = new SlowService();
        using var client = new HttpClient { BaseAddress = new Uri(service.Address, "/api/v1/") };
        var codes = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
        {
            using var response = await client.PostAsJsonAsync("session", new { email = $"nobody-{i}@example.org", password = "wrong wrong wrong" });
            codes.Add(response.StatusCode);
            Assert.True(response.StatusCode != HttpStatusCode.TooManyRequests || response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        }

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests], codes);
    }

    [Fact]
    public async Task Fifty_saves_of_one_version_at_once_let_one_win()
    {
        var key = (await TestWorkspace.SharedAsync()).Key;
        var made = await key.PostAsJsonAsync("organisations", new { name = TestWorkspace.Unique("Contested"), sector = "acute" }).ExpectAsync(HttpStatusCode.Created);
        var names = Enumerable.Range(0, 50).Select(it => TestWorkspace.Unique($"Winner {it}")).ToList();
        var answers = await Task.WhenAll(names.Select(async name =>
        {
            using var response = await key.PutAsync($"organisations/{made["id"]}", new { name, sector = "acute" }, "\"v1\"");
            return (name, await Answer.OfAsync(response));
        }));
        var (winner, _) = Assert.Single(answers, it => it.Item2.Status == HttpStatusCode.OK);
        Assert.Equal(49, answers.Count(it => it.Item2.Status == HttpStatusCode.PreconditionFailed && it.Item2.WrongAsProblem() is null));
        var now = await key.GetAsync(new Uri($"organisations/{made["id"]}", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(winner, now["name"]!.GetValue<string>());
        Assert.Equal(2, now["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_page_mark_that_was_touched_or_belongs_elsewhere_is_refused()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = workspace.Key;
        foreach (var name in new[] { "A", "B", "C" })
        {
            await key.PostAsJsonAsync("organisations", new { name, sector = "acute" }).ExpectAsync(HttpStatusCode.Created);
            await key.PostAsJsonAsync("propositions", new { statement = name }).ExpectAsync(HttpStatusCode.Created);
        }

        var cursor = (await key.GetAsync(new Uri("organisations?limit=1", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK))["next"]!.GetValue<string>();
        await key.GetAsync(new Uri($"organisations?limit=2&cursor={cursor}", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
        for (var i = 0; i < cursor.Length; i++)
        {
            var touched = cursor[..i] + (cursor[i] == 'A' ? 'B' : 'A') + cursor[(i + 1)..];
            using var response = await key.GetAsync(new Uri($"organisations?limit=2&cursor={touched}", UriKind.Relative));
            var answer = await Answer.OfAsync(response);
            Assert.True(answer.Status == HttpStatusCode.BadRequest && answer.Json["code"]!.GetValue<string>() == "bad-cursor", $"{touched}: {answer}");
        }

        var other = (await TestWorkspace.CreateAsync()).Key;
        await key.GetAsync(new Uri($"propositions?cursor={cursor}", UriKind.Relative)).ExpectAsync(HttpStatusCode.BadRequest);
        await key.GetAsync(new Uri($"organisations?sector=acute&cursor={cursor}", UriKind.Relative)).ExpectAsync(HttpStatusCode.BadRequest);
        await other.GetAsync(new Uri($"organisations?cursor={cursor}", UriKind.Relative)).ExpectAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_within_a_second()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var made = await workspace.Administrator.PostAsync("api-keys", new { name = "short-lived", scopes = new[] { "programmes:read" } }).ExpectAsync(HttpStatusCode.Created);
        using var key = TestWorkspace.KeyClient(workspace.Service, made["secret"]!.GetValue<string>());
        await key.GetAsync(new Uri("organisations", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
        await workspace.Administrator.DeleteAsync($"api-keys/{made["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);

        var since = Stopwatch.StartNew();
        var asked = TimeSpan.Zero;
        HttpStatusCode status;
        do
        {
            asked = since.Elapsed;
            using var response = await key.GetAsync(new Uri("organisations", UriKind.Relative));
            status = response.StatusCode;
        }
        while (status == HttpStatusCode.OK && asked < TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.True(asked < TimeSpan.FromSeconds(1.2), string.Create(CultureInfo.InvariantCulture, $"the key was still good for {asked.TotalSeconds:0.0} s"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer x")]
    [InlineData("Bearer transform_aaaaaaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("Basic YTpi")]
    [InlineData("Negotiate x")]
    public async Task What_is_no_key_lets_nobody_in(string authorization)
    {
        using var client = new HttpClient { BaseAddress = new Uri(TestService.Shared.Address, "/api/v1/") };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        using var response = await client.GetAsync(new Uri("organisations", UriKind.Relative));
        var answer = await Answer.OfAsync(response);
        Assert.True(answer.Status == HttpStatusCode.Unauthorized && answer.WrongAsProblem() is null, answer.ToString());
    }
}
