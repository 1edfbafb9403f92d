using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Access;

public sealed class SessionTests
{
    private const string NewPassword = "nine red otters swim";

    [Fact]
    public async Task A_session_ends_at_sign_out_even_for_who_kept_the_cookie()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var browser = await workspace.SignInAsAsync("contributor");
        var cookie = browser.Cookies();
        await browser.DeleteAsync("session", etag: null!).ExpectAsync(HttpStatusCode.NoContent);
        await browser.GetAsync("session").ExpectAsync(HttpStatusCode.Unauthorized);
        await WithCookieAsync(workspace.Service, cookie, "session").ExpectAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_write_by_cookie_needs_the_anti_forgery_header()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var browser = await workspace.SignInAsAsync("programmeLead");
        var stranger = await workspace.SignInAsAsync("programmeLead");
        var body = new { name = TestWorkspace.Unique("Forged"), sector = "acute" };
        var token = browser.Client.DefaultRequestHeaders.GetValues("X-Anti-Forgery").Single();
        browser.Client.DefaultRequestHeaders.Remove("X-Anti-Forgery");
        var refused = await browser.PostAsync("organisations", body).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Equal("anti-forgery", refused["code"]!.GetValue<string>());

        browser.Client.DefaultRequestHeaders.Add("X-Anti-Forgery", stranger.Client.DefaultRequestHeaders.GetValues("X-Anti-Forgery").Single());
        await browser.PostAsync("organisations", body).ExpectAsync(HttpStatusCode.BadRequest);
        await browser.DeleteAsync("session", etag: null!).ExpectAsync(HttpStatusCode.BadRequest);

        browser.Client.DefaultRequestHeaders.Remove("X-Anti-Forgery");
        browser.Client.DefaultRequestHeaders.Add("X-Anti-Forgery", token);
        await browser.PostAsync("organisations", body).ExpectAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_form_of_another_site_cannot_sign_anybody_in()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var email = await EmailOfAsync(workspace, workspace.Administrator);
        using var client = new HttpClient { BaseAddress = new Uri(workspace.Service.Address, "/api/v1/") };
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("email", email), KeyValuePair.Create("password", TestWorkspace.Password)]);
        using var text = new StringContent($$"""{"email":"{{email}}","password":"{{TestWorkspace.Password}}"}""", System.Text.Encoding.UTF8, "text/plain");
        foreach (var content in new HttpContent[] { form, text })
        {
            using var response = await client.PostAsync(new Uri("session", UriKind.Relative), content);
            Assert.False(response.IsSuccessStatusCode);
            Assert.False(response.Headers.Contains("Set-Cookie"));
        }

        using var json = new StringContent($$"""{"email":"{{email}}","password":"{{TestWorkspace.Password}}"}""", System.Text.Encoding.UTF8, "application/json");
        await client.PostAsync(new Uri("session", UriKind.Relative), json).ExpectAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Ten_wrong_passwords_close_the_account_even_all_at_once()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var email = await EmailOfAsync(workspace, await workspace.SignInAsAsync("contributor"));
        async Task<HttpResponseMessage> TryAsync(string password) => await new Browser(workspace.Service).PostAsync("session", new { email, password });

        await Task.WhenAll(Enumerable.Range(0, 9).Select(async i => await TryAsync($"wrong password {i}").ExpectAsync(HttpStatusCode.Unauthorized)));
        await TryAsync(TestWorkspace.Password).ExpectAsync(HttpStatusCode.OK);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(async i => await TryAsync($"wrong password {i}").ExpectAsync(HttpStatusCode.Unauthorized)));
        var closed = await TryAsync(TestWorkspace.Password).ExpectAsync(HttpStatusCode.Unauthorized);
        var unknown = await new Browser(workspace.Service).PostAsync("session", new { email = "nobody@example.org", password = TestWorkspace.Password }).ExpectAsync(HttpStatusCode.Unauthorized);
        Assert.Equal(unknown["detail"]!.GetValue<string>(), closed["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_known_address_takes_no_longer_to_refuse_than_an_unknown_one()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var email = await EmailOfAsync(workspace, await workspace.SignInAsAsync("contributor"));
        foreach (var address in new[] { email, "nobody-at-all@example.org" })
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            await new Browser(workspace.Service).PostAsync("session", new { email = address, password = "wrong every time" }).ExpectAsync(HttpStatusCode.Unauthorized);
            Assert.True(clock.ElapsedMilliseconds >= 490, $"Answered after {clock.ElapsedMilliseconds} ms.");
        }
    }

    [Fact]
    public async Task A_changed_password_ends_other_sessions_and_keeps_this_one_under_a_new_token()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var browser = await workspace.SignInAsAsync("contributor");
        var email = await EmailOfAsync(workspace, browser);
        var elsewhere = new Browser(workspace.Service);
        elsewhere.Became(await elsewhere.PostAsync("session", new { email, password = TestWorkspace.Password }).ExpectAsync(HttpStatusCode.OK));

        var wrong = await browser.PutAsync("me/password", new { currentPassword = "not my password", newPassword = NewPassword }, etag: null!).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.NotNull(wrong["errors"]!["/currentPassword"]);
        await elsewhere.GetAsync("session").ExpectAsync(HttpStatusCode.OK);

        var before = browser.Cookies();
        await browser.PutAsync("me/password", new { currentPassword = TestWorkspace.Password, newPassword = NewPassword }, etag: null!).ExpectAsync(HttpStatusCode.NoContent);
        await elsewhere.GetAsync("session").ExpectAsync(HttpStatusCode.Unauthorized);
        await WithCookieAsync(workspace.Service, before, "session").ExpectAsync(HttpStatusCode.Unauthorized);
        var session = await browser.GetAsync("session").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(email, session["user"]!["email"]!.GetValue<string>());
        await new Browser(workspace.Service).PostAsync("session", new { email, password = TestWorkspace.Password }).ExpectAsync(HttpStatusCode.Unauthorized);
        await new Browser(workspace.Service).PostAsync("session", new { email, password = NewPassword }).ExpectAsync(HttpStatusCode.OK);
        await workspace.Key.PutAsync("me/password", new { currentPassword = NewPassword, newPassword = TestWorkspace.Password }, etag: null).ExpectAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Signing_in_over_a_session_begins_another_and_ends_the_first()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var browser = await workspace.SignInAsAsync("contributor");
        var lead = await workspace.SignInAsAsync("programmeLead");
        var planted = browser.Cookies();
        browser.Became(await browser.PostAsync("session", new { email = await EmailOfAsync(workspace, lead), password = TestWorkspace.Password }).ExpectAsync(HttpStatusCode.OK));
        await WithCookieAsync(workspace.Service, planted, "session").ExpectAsync(HttpStatusCode.Unauthorized);
        var session = await browser.GetAsync("session").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(lead.UserId, session["user"]!["id"]!.GetValue<Guid>());
        await browser.PostAsync("organisations", new { name = TestWorkspace.Unique("After"), sector = "acute" }).ExpectAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_session_ends_after_thirty_idle_minutes_and_after_twelve_hours_in_any_case()
    {
        await using var service = new ClockedService();
        var workspace = await TestWorkspace.CreateAsync(service);
        var busy = await workspace.SignInAsAsync("contributor");
        var idle = await workspace.SignInAsAsync("contributor");
        for (var i = 0; i < 28; i++)
        {
            service.Clock.Forward(TimeSpan.FromMinutes(25));
            await busy.GetAsync("session").ExpectAsync(HttpStatusCode.OK);
            if (i == 1)
            {
                await idle.GetAsync("session").ExpectAsync(HttpStatusCode.Unauthorized);
            }
        }

        service.Clock.Forward(TimeSpan.FromMinutes(25));
        await busy.GetAsync("session").ExpectAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_closed_account_opens_after_fifteen_minutes_with_all_its_tries()
    {
        await using var service = new ClockedService();
        await TestWorkspace.CreateAsync(service);
        await new Browser(service).PostAsync("setup", new { workspaceName = "B", name = "Ben", email = "ben@example.org", password = TestWorkspace.Password, setupCode = TestService.SetupCode }).ExpectAsync(HttpStatusCode.Created);
        async Task TryAsync(string password, HttpStatusCode status) => await new Browser(service).PostAsync("session", new { email = "ben@example.org", password }).ExpectAsync(status);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => TryAsync($"wrong password {i}", HttpStatusCode.Unauthorized)));
        service.Clock.Forward(TimeSpan.FromMinutes(14));
        await TryAsync(TestWorkspace.Password, HttpStatusCode.Unauthorized);
        service.Clock.Forward(TimeSpan.FromMinutes(2));
        await Task.WhenAll(Enumerable.Range(0, 9).Select(i => TryAsync($"wrong password {i}", HttpStatusCode.Unauthorized)));
        await TryAsync(TestWorkspace.Password, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_the_code_only_the_first_workspace_can_be_set_up()
    {
        await using var service = new TestService();
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new Uri(service.Address, "/api/v1/") };
        static object Body(string email, string? code = null) => new { workspaceName = "First", name = "Ada", email, password = TestWorkspace.Password, setupCode = code };
        Assert.True((await client.GetAsync(new Uri("setup", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK))["needed"]!.GetValue<bool>());
        var both = await Task.WhenAll(client.PostAsJsonAsync("setup", Body("one@example.org")), client.PostAsJsonAsync("setup", Body("two@example.org")));
        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Conflict], both.Select(it => it.StatusCode).Order());
        await client.PostAsJsonAsync("setup", Body("three@example.org", "a wrong code")).ExpectAsync(HttpStatusCode.Conflict);
        Assert.False((await client.GetAsync(new Uri("setup", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK))["needed"]!.GetValue<bool>());
        await client.PostAsJsonAsync("setup", Body("four@example.org", TestService.SetupCode)).ExpectAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_session_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var email = await EmailOfAsync(workspace, workspace.Administrator);
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new Uri(workspace.Service.Address, "/api/v1/") };
        using var response = await client.PostAsJsonAsync("session", new { email, password = TestWorkspace.Password });
        var cookie = response.Headers.GetValues("Set-Cookie").Single(it => it.StartsWith("transform=", StringComparison.Ordinal));
        Assert.Equal(["httponly", "path=/", "samesite=lax"], Flags(cookie));
        Assert.DoesNotContain(workspace.Id.ToString("N"), cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("no-store", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_https_cookies_are_secure_and_bound_to_the_host()
    {
        await using var service = new HttpsService();
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new Uri(service.Address, "/api/v1/") };
        using var response = await client.PostAsJsonAsync("setup", new { workspaceName = "Safe", name = "Ada", email = "ada@example.org", password = TestWorkspace.Password });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var cookies = response.Headers.GetValues("Set-Cookie").ToList();
        Assert.Equal(["httponly", "path=/", "samesite=lax", "secure"], Flags(cookies.Single(it => it.StartsWith("__Host-transform=", StringComparison.Ordinal))));
        Assert.Equal(["httponly", "path=/", "samesite=strict", "secure"], Flags(cookies.Single(it => it.StartsWith("__Host-transform-form=", StringComparison.Ordinal))));
        Assert.Contains("max-age=31536000", response.Headers.GetValues("Strict-Transport-Security").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_told_by_a_proxy_counts_only_if_the_proxy_is_ours()
    {
        await using var service = new ProxiedService();
        using var client = new HttpClient { BaseAddress = new Uri(service.Address, "/api/v1/") };
        async Task<HttpStatusCode> TryFromAsync(string address)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "session") { Content = JsonContent.Create(new { email = "nobody@example.org", password = "wrong" }) };
            request.Headers.Add("X-Forwarded-For", address);
            using var response = await client.SendAsync(request);
            return response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await TryFromAsync("203.0.113.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await TryFromAsync("203.0.113.1"));
        Assert.Equal(HttpStatusCode.Unauthorized, await TryFromAsync("203.0.113.2"));

        await using var open = new TightService();
        using var direct = new HttpClient { BaseAddress = new Uri(open.Address, "/api/v1/") };
        direct.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.3");
        await direct.PostAsJsonAsync("session", new { email = "nobody@example.org", password = "wrong" }).ExpectAsync(HttpStatusCode.Unauthorized);
        direct.DefaultRequestHeaders.Remove("X-Forwarded-For");
        using var limited = await direct.PostAsJsonAsync("session", new { email = "nobody@example.org", password = "wrong" });
        Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
        Assert.NotNull(limited.Headers.RetryAfter);
    }

    private static IEnumerable<string> Flags(string cookie) => cookie.Split(';').Skip(1).Select(it => it.Trim().ToLowerInvariant()).Order(StringComparer.Ordinal);

    private static async Task<string> EmailOfAsync(TestWorkspace workspace, Browser browser) =>
        (await workspace.Administrator.GetAsync($"users/{browser.UserId}").ExpectAsync(HttpStatusCode.OK))["email"]!.GetValue<string>();

    private static async Task<HttpResponseMessage> WithCookieAsync(TestService service, string cookie, string path)
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new Uri(service.Address, "/api/v1/") };
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        return await client.GetAsync(new Uri(path, UriKind.Relative));
    }

    private class TightService : TestService
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("TRANSFORM_SIGN_INS_PER_MINUTE", "1");
        }
    }

    private sealed class ProxiedService : TightService
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("TRANSFORM_PROXIES", "127.0.0.1 ::1 10.0.0.0/8");
        }
    }

    private sealed class HttpsService : TestService
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("TRANSFORM_HTTPS", "true");
        }
    }
}
