using System.Net;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Workspaces;

public sealed class WorkspacesTests
{
    [Fact]
    public async Task An_administrator_reads_and_revises_the_settings()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var administrator = workspace.Administrator;
        var before = await administrator.GetAsync("workspace").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((workspace.Id, 10), (before["id"]!.GetValue<Guid>(), before["disclosureThreshold"]!.GetValue<int>()));
        var after = await administrator.PutAsync("workspace", new { name = "North", disclosureThreshold = 5 }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(("North", 5, 2), (after["name"]!.GetValue<string>(), after["disclosureThreshold"]!.GetValue<int>(), after["version"]!.GetValue<int>()));
        await administrator.PutAsync("workspace", new { name = "North", disclosureThreshold = 5 }, "\"v1\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        await administrator.PutAsync("workspace", new { name = "North", disclosureThreshold = 5 }, etag: null!).ExpectAsync(HttpStatusCode.PreconditionRequired);
    }

    [Fact]
    public async Task The_threshold_never_goes_below_five()
    {
        var administrator = (await TestWorkspace.CreateAsync()).Administrator;
        var refused = await administrator.PutAsync("workspace", new { name = "North", disclosureThreshold = 4 }, "\"v1\"").ExpectAsync(HttpStatusCode.BadRequest);
        Assert.NotNull(refused["errors"]!["/disclosureThreshold"]);
    }

    [Fact]
    public async Task The_step_stays_where_it_is_left_out_and_never_goes_below_five()
    {
        var administrator = (await TestWorkspace.CreateAsync()).Administrator;
        Assert.Equal(5, await StepAsync(new { name = "North", disclosureThreshold = 10 }, "\"v1\""));
        Assert.Equal(7, await StepAsync(new { name = "North", disclosureThreshold = 10, snapshotStep = 7 }, "\"v2\""));
        Assert.Equal(7, await StepAsync(new { name = "North", disclosureThreshold = 10 }, "\"v3\""));
        var refused = await administrator.PutAsync("workspace", new { name = "North", disclosureThreshold = 10, snapshotStep = 4 }, "\"v4\"").ExpectAsync(HttpStatusCode.BadRequest);
        Assert.NotNull(refused["errors"]!["/snapshotStep"]);

        async Task<int> StepAsync(object body, string version) =>
            (await administrator.PutAsync("workspace", body, version).ExpectAsync(HttpStatusCode.OK))["snapshotStep"]!.GetValue<int>();
    }

    [Fact]
    public async Task Settings_and_jobs_are_the_administrators()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var lead = await workspace.SignInAsAsync("programmeLead");
        foreach (var path in new[] { "workspace", "jobs" })
        {
            await lead.GetAsync(path).ExpectAsync(HttpStatusCode.Forbidden);
            await workspace.Key.GetAsync(new Uri(path, UriKind.Relative)).ExpectAsync(HttpStatusCode.Forbidden);
        }

        await lead.PutAsync("workspace", new { name = "Mine", disclosureThreshold = 5 }, "\"v1\"").ExpectAsync(HttpStatusCode.Forbidden);
        var jobs = await workspace.Administrator.GetAsync("jobs").ExpectAsync(HttpStatusCode.OK);
        Assert.All(jobs["items"]!.AsArray(), job => Assert.NotEmpty(job!["description"]!.GetValue<string>()));
    }
}
