using System.Net;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Access;

public sealed class UsersTests
{
    private static string Email(string name) => $"{name}-{Guid.CreateVersion7():N}@example.org";

    [Fact]
    public async Task A_user_is_added_read_revised_and_closed()
    {
        var administrator = (await TestWorkspace.SharedAsync()).Administrator;
        var email = Email("Cleo");
        var made = await administrator.PostAsync("users", new { name = "Cleo", email, role = "contributor", password = TestWorkspace.Password }).ExpectAsync(HttpStatusCode.Created);
        Assert.Null(made["password"]);
        var path = $"users/{made["id"]}";
        var revised = await administrator.PutAsync(path, new { name = "Cleo Ray", email, role = "programmeLead" }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(("Cleo Ray", "programmeLead", 2), (revised["name"]!.GetValue<string>(), revised["role"]!.GetValue<string>(), revised["version"]!.GetValue<int>()));
        await administrator.PutAsync(path, new { name = "Cleo", email, role = "programmeLead" }, "\"v1\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        await administrator.PutAsync(path, new { name = "Cleo", email, role = "integrator" }, "\"v2\"").ExpectAsync(HttpStatusCode.BadRequest);

        var listed = await administrator.GetAsync($"users?search={email}&role=programmeLead").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(made["id"]!.GetValue<string>(), Assert.Single(listed["items"]!.AsArray())!["id"]!.GetValue<string>());

        await administrator.DeleteAsync(path, "\"v2\"").ExpectAsync(HttpStatusCode.NoContent);
        Assert.True((await administrator.GetAsync(path).ExpectAsync(HttpStatusCode.OK))["isDisabled"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Only_an_administrator_of_the_same_workspace_sees_users()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var other = await TestWorkspace.CreateAsync();
        var path = $"users/{workspace.Administrator.UserId}";
        await other.Administrator.GetAsync(path).ExpectAsync(HttpStatusCode.NotFound);
        await other.Administrator.DeleteAsync(path, "\"v1\"").ExpectAsync(HttpStatusCode.NotFound);
        await other.Administrator.PutAsync(path + "/password", new { password = "nine red otters swim" }, etag: null!).ExpectAsync(HttpStatusCode.NotFound);
        var lead = await workspace.SignInAsAsync("programmeLead");
        await lead.GetAsync("users").ExpectAsync(HttpStatusCode.Forbidden);
        await workspace.Key.GetAsync(new Uri("users", UriKind.Relative)).ExpectAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_address_that_is_here_and_a_weak_password_are_named()
    {
        var administrator = (await TestWorkspace.SharedAsync()).Administrator;
        var body = new { name = "Twin", email = Email("twin"), role = "contributor", password = TestWorkspace.Password };
        await administrator.PostAsync("users", body).ExpectAsync(HttpStatusCode.Created);
        var twice = await administrator.PostAsync("users", body with { email = body.email.ToUpperInvariant() }).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.NotNull(twice["errors"]!["/email"]);
        foreach (var weak in new[] { "short", "aaaaaaaaaaaaaaaa", "passwordpassword" })
        {
            var refused = await administrator.PostAsync("users", body with { email = Email("weak"), password = weak }).ExpectAsync(HttpStatusCode.BadRequest);
            Assert.NotNull(refused["errors"]!["/password"]);
        }
    }

    [Fact]
    public async Task The_last_administrator_cannot_be_taken_away()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var administrator = workspace.Administrator;
        var path = $"users/{administrator.UserId}";
        var self = await administrator.GetAsync(path).ExpectAsync(HttpStatusCode.OK);
        var asLead = new { name = "Ada", email = self["email"]!.GetValue<string>(), role = "programmeLead" };
        await administrator.PutAsync(path, asLead, "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);
        await administrator.DeleteAsync(path, "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);

        await workspace.SignInAsAsync("administrator");
        await administrator.PutAsync(path, asLead, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        await administrator.GetAsync("session").ExpectAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Another_role_a_closed_account_and_a_new_password_end_every_session_at_once()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var administrator = workspace.Administrator;
        async Task<(Browser Browser, JsonObject User)> SomebodyAsync()
        {
            var browser = await workspace.SignInAsAsync("contributor");
            return (browser, await administrator.GetAsync($"users/{browser.UserId}").ExpectAsync(HttpStatusCode.OK));
        }

        var (promoted, user) = await SomebodyAsync();
        await administrator.PutAsync($"users/{promoted.UserId}", new { name = "A", email = user["email"]!.GetValue<string>(), role = "programmeLead" }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        await promoted.GetAsync("session").ExpectAsync(HttpStatusCode.Unauthorized);

        var (renamed, user2) = await SomebodyAsync();
        await administrator.PutAsync($"users/{renamed.UserId}", new { name = "Another name", email = user2["email"]!.GetValue<string>(), role = "contributor" }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        await renamed.GetAsync("session").ExpectAsync(HttpStatusCode.OK);

        var (closed, user3) = await SomebodyAsync();
        await administrator.DeleteAsync($"users/{closed.UserId}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        await closed.GetAsync("session").ExpectAsync(HttpStatusCode.Unauthorized);
        await closed.PostAsync("session", new { email = user3["email"]!.GetValue<string>(), password = TestWorkspace.Password }).ExpectAsync(HttpStatusCode.Unauthorized);

        var (forgetful, user4) = await SomebodyAsync();
        await administrator.PutAsync($"users/{forgetful.UserId}/password", new { password = "nine red otters swim" }, etag: null!).ExpectAsync(HttpStatusCode.NoContent);
        await forgetful.GetAsync("session").ExpectAsync(HttpStatusCode.Unauthorized);
        await new Browser(workspace.Service).PostAsync("session", new { email = user4["email"]!.GetValue<string>(), password = "nine red otters swim" }).ExpectAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Colleagues_are_open_accounts_without_their_addresses()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var contributor = await workspace.SignInAsAsync("contributor");
        var closed = await workspace.SignInAsAsync("contributor");
        await workspace.Administrator.DeleteAsync($"users/{closed.UserId}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        var listed = await contributor.GetAsync("colleagues").ExpectAsync(HttpStatusCode.OK);
        var items = listed["items"]!.AsArray();
        Assert.Equal(
            new[] { workspace.Administrator.UserId, contributor.UserId }.Order(), items.Select(it => it!["id"]!.GetValue<Guid>()).Order());
        Assert.All(items, it => Assert.Equal(["id", "name", "role"], it!.AsObject().Select(field => field.Key)));
    }
}
