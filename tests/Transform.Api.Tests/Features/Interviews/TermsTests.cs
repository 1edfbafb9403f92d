using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Transform.Api.Data;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Interviews;

/// <summary>What was agreed with the people interviewed, how it changes, and who learns of it.</summary>
public sealed class TermsTests
{
    [Fact]
    public async Task Every_change_of_what_was_agreed_is_kept_with_who_made_it()
    {
        var programme = await TestProgramme.CreateAsync();
        var made = await programme.LogAsync(programme.Contributor.Client, "leadsOnly");
        var path = $"{programme.Interviews}/{made["id"]}";
        await programme.Contributor.PutAsync(path, Body(made, new() { ["quotationConsent"] = "given" }), "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        await programme.Lead.PutAsync(path, Body(made, new() { ["quotationConsent"] = "given", ["minutes"] = 30 }), "\"v2\"").ExpectAsync(HttpStatusCode.OK);      // nothing agreed anew
        await programme.Lead.PutAsync(path, Body(made, new() { ["quotationConsent"] = "given", ["confidentiality"] = "programme", ["confidentialityReason"] = "She asked us to share it" }), "\"v3\"").ExpectAsync(HttpStatusCode.OK);

        var terms = (await programme.Lead.GetAsync($"{path}/terms").ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray();
        Assert.Equal(
            [(3, "given", "programme", "She asked us to share it"), (2, "given", "leadsOnly", null), (1, "notAsked", "leadsOnly", null)],
            terms.Select(it => (it!["edition"]!.GetValue<int>(), it["quotationConsent"]!.GetValue<string>(), it["confidentiality"]!.GetValue<string>(), it["reason"]?.GetValue<string>())));
        Assert.Equal(
            [programme.Lead.UserId, programme.Contributor.UserId, programme.Contributor.UserId],
            terms.Select(it => it!["setBy"]!["id"]!.GetValue<Guid>()));
        var page = await programme.Lead.GetAsync($"{path}/terms?limit=1").ExpectAsync(HttpStatusCode.OK);
        var next = await programme.Lead.GetAsync($"{path}/terms?limit=1&cursor={page["next"]}").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((3, 2), (page["items"]![0]!["edition"]!.GetValue<int>(), next["items"]![0]!["edition"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_reason_is_ciphertext_and_is_told_only_to_those_who_open_the_notes()
    {
        var programme = await TestProgramme.CreateAsync();
        var made = await programme.LogAsync(programme.Contributor.Client, "nonAttributable");
        var path = $"{programme.Interviews}/{made["id"]}";
        await programme.Contributor.PutAsync(path, Body(made, new() { ["confidentiality"] = "leadsOnly", ["confidentialityReason"] = "zq-canary-reason" }), "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal("zq-canary-reason", await ReasonAsync(programme.Lead));
        Assert.Null(await ReasonAsync(programme.Colleague));

        var rows = await programme.Workspace.Service.Services.GetRequiredService<Db>().QueryAsync<byte[]>(
            "SELECT Reason FROM InterviewTerms WHERE InterviewId = @Id AND Reason IS NOT NULL", new { Id = made["id"]!.GetValue<Guid>() }, CancellationToken.None);
        Assert.DoesNotContain("canary", System.Text.Encoding.UTF8.GetString(Assert.Single(rows)), StringComparison.Ordinal);

        async Task<string?> ReasonAsync(Browser who) => (await who.GetAsync($"{path}/terms").ExpectAsync(HttpStatusCode.OK))["items"]![0]!["reason"]?.GetValue<string>();
    }

    [Theory]
    [InlineData("leadsOnly", "programme", true)]
    [InlineData("nonAttributable", "leadsOnly", true)]
    [InlineData("sealed", "nonAttributable", true)]
    [InlineData("programme", "leadsOnly", false)]
    [InlineData("leadsOnly", "nonAttributable", false)]
    [InlineData("nonAttributable", "sealed", false)]
    [InlineData("leadsOnly", "leadsOnly", false)]
    public async Task More_may_read_it_only_for_a_reason_and_fewer_at_any_time(string from, string to, bool needsReason)
    {
        var programme = await TestProgramme.CreateAsync();
        var made = await programme.LogAsync(programme.Contributor.Client, from);
        var path = $"{programme.Interviews}/{made["id"]}";
        var etag = $"\"v{made["version"]}\"";
        var answer = await programme.Contributor.PutAsync(path, Body(made, new() { ["confidentiality"] = to, ["confidentialityReason"] = " " }), etag)
            .ExpectAsync(needsReason ? HttpStatusCode.BadRequest : HttpStatusCode.OK);
        Assert.Equal(needsReason, answer["errors"]?["/confidentialityReason"] is not null);
        if (needsReason)
        {
            await programme.Contributor.PutAsync(path, Body(made, new() { ["confidentiality"] = to, ["confidentialityReason"] = "Agreed" }), etag).ExpectAsync(HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData("participation", "participationConsent")]
    [InlineData("quotation", "quotationConsent")]
    [InlineData("succession", "successionConsent")]
    public async Task A_consent_is_taken_back_with_one_request_that_touches_nothing_else(string consent, string field)
    {
        var programme = await TestProgramme.CreateAsync();
        var made = await programme.LogAsync(programme.Contributor.Client, "leadsOnly");
        var path = $"{programme.Interviews}/{made["id"]}";
        var body = new { consent };
        var after = await programme.Lead.Client.PostAsync($"{path}/withdrawals", body, "\"v1\"").ExpectAsync(HttpStatusCode.Created);
        Assert.Equal(("withdrawn", 2), (after[field]!.GetValue<string>(), after["version"]!.GetValue<int>()));
        after.Remove(field);
        var before = made.DeepClone().AsObject();
        before.Remove(field);
        foreach (var changed in new[] { "version", "revisedAt" })
        {
            before.Remove(changed);
            after.Remove(changed);
        }

        Assert.Equal(before.ToJsonString(), after.ToJsonString());
        var terms = (await programme.Lead.GetAsync($"{path}/terms").ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray();
        Assert.Equal(("withdrawn", programme.Lead.UserId), (terms[0]![field]!.GetValue<string>(), terms[0]!["setBy"]!["id"]!.GetValue<Guid>()));

        await programme.Lead.Client.PostAsync($"{path}/withdrawals", body, "\"v2\"").ExpectAsync(HttpStatusCode.Conflict);
        await programme.Lead.Client.PostAsync($"{path}/withdrawals", body, "\"v1\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        await programme.Lead.PostAsync($"{path}/withdrawals", body).ExpectAsync(HttpStatusCode.PreconditionRequired);
        await programme.Colleague.Client.PostAsync($"{path}/withdrawals", body, "\"v2\"").ExpectAsync(HttpStatusCode.Forbidden);
        var wrong = await programme.Lead.Client.PostAsync($"{path}/withdrawals", new { consent = "all" }, "\"v2\"").ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Contains("/consent", wrong["errors"]!.AsObject().Select(it => it.Key));
    }

    [Fact]
    public async Task Who_opened_an_interview_is_told_to_those_who_may_open_it()
    {
        var programme = await TestProgramme.CreateAsync();
        var made = await programme.LogAsync(programme.Contributor.Client, "leadsOnly");
        var path = $"{programme.Interviews}/{made["id"]}";
        Assert.Empty((await programme.Contributor.GetAsync($"{path}/readers").ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray());
        await programme.Lead.GetAsync(path).ExpectAsync(HttpStatusCode.OK);
        var reader = Assert.Single((await programme.Contributor.GetAsync($"{path}/readers").ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray())!;
        Assert.Equal((programme.Lead.UserId, "A programmeLead"), (reader["reader"]!["id"]!.GetValue<Guid>(), reader["reader"]!["name"]!.GetValue<string>()));
        await programme.Colleague.GetAsync($"{path}/readers").ExpectAsync(HttpStatusCode.Forbidden);

        // Whoever may not know of a sealed interview finds neither its terms nor its readers.
        var hidden = await programme.LogAsync(programme.Contributor.Client, "sealed");
        foreach (var under in new[] { "terms", "readers" })
        {
            await programme.Lead.GetAsync($"{programme.Interviews}/{hidden["id"]}/{under}").ExpectAsync(HttpStatusCode.NotFound);
            await programme.Contributor.GetAsync($"{programme.Interviews}/{hidden["id"]}/{under}").ExpectAsync(HttpStatusCode.OK);
        }

        await programme.Lead.Client.PostAsync($"{programme.Interviews}/{hidden["id"]}/withdrawals", new { consent = "quotation" }, "\"v2\"").ExpectAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_stance_says_who_judged_it_last()
    {
        var programme = await TestProgramme.CreateAsync();
        var propositions = new List<Guid>();
        for (var i = 0; i < 2; i++)
        {
            var made = await programme.Workspace.Administrator.PostAsync("propositions", new { statement = TestWorkspace.Unique("Care closer to home") }).ExpectAsync(HttpStatusCode.Created);
            propositions.Add(made["id"]!.GetValue<Guid>());
        }

        var interview = await programme.Contributor.PostAsync(programme.Interviews, Body(4, 2)).ExpectAsync(HttpStatusCode.Created);
        Assert.Equal([programme.Contributor.UserId, programme.Contributor.UserId], Coders(interview));
        var revised = await programme.Lead.PutAsync($"{programme.Interviews}/{interview["id"]}", Body(4, 3), "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal([programme.Contributor.UserId, programme.Lead.UserId], Coders(revised));

        object Body(int first, int second) => new
        {
            heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name = "Rosa Ruiz" } },
            stances = new[] { new { propositionId = propositions[0], endorsement = first }, new { propositionId = propositions[1], endorsement = second } },
        };

        IEnumerable<Guid> Coders(JsonObject read) => propositions.Select(id => read["stances"]!.AsArray().Single(it => it!["propositionId"]!.GetValue<Guid>() == id)!["codedBy"]!["id"]!.GetValue<Guid>());
    }

    /// <summary>The interview as it is, with some fields set otherwise.</summary>
    internal static JsonObject Body(JsonObject read, JsonObject instead)
    {
        var body = new JsonObject
        {
            ["heldAt"] = read["heldAt"]!.DeepClone(), ["notes"] = read["notes"]?.DeepClone(),
            ["participants"] = new JsonArray([.. read["participants"]!.AsArray().Select(it => new JsonObject { ["personId"] = it!["personId"]!.DeepClone() })]),
            ["interviewerIds"] = new JsonArray([.. read["interviewers"]!.AsArray().Select(it => it!["userId"]!.DeepClone())]),
        };
        foreach (var field in new[] { "confidentiality", "participationConsent", "quotationConsent", "successionConsent", "followsId" })
        {
            if (read[field] is { } value)
            {
                body[field] = value.DeepClone();
            }
        }

        foreach (var (field, value) in instead)
        {
            body[field] = value?.DeepClone();
        }

        return body;
    }
}
