using System.Net;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Commitments;

public sealed class EvidenceTests
{
    [Fact]
    public async Task Removed_evidence_leaves_what_was_claimed_unchecked()
    {
        var programme = await TestProgramme.CreateAsync();
        var path = await KeptAsync(programme, programme.Lead);
        var kept = await programme.Lead.GetAsync(path).ExpectAsync(HttpStatusCode.OK);
        Assert.True(kept["isChecked"]!.GetValue<bool>());

        var left = await programme.Lead.DeleteAsync($"{path}/evidence", "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(("kept", false, 2, "Lend a room"), (left["status"]!.GetValue<string>(), left["isChecked"]!.GetValue<bool>(), left["version"]!.GetValue<int>(), left["act"]!.GetValue<string>()));
        Assert.Equal("As she said", left["statusReason"]!.GetValue<string>());
        Assert.All(new[] { "evidence", "evidenceLink", "verifiedBy" }, it => Assert.Null(left[it]));
        Assert.Equal(left.ToJsonString(), (await programme.Lead.GetAsync(path).ExpectAsync(HttpStatusCode.OK)).ToJsonString());
        await programme.Lead.DeleteAsync($"{path}/evidence", "\"v2\"").ExpectAsync(HttpStatusCode.Conflict);

        // What stood without evidence may go on so, and new evidence checks it again.
        var moved = await programme.Lead.PutAsync(path, new { act = "Lend two rooms", status = "kept" }, "\"v2\"").ExpectAsync(HttpStatusCode.OK);
        Assert.False(moved["isChecked"]!.GetValue<bool>());
        var again = await programme.Lead.PutAsync(path, new { act = "Lend two rooms", status = "kept", evidenceLink = "https://example.org/rooms", verifiedBy = programme.Lead.UserId }, "\"v3\"").ExpectAsync(HttpStatusCode.OK);
        Assert.True(again["isChecked"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Evidence_that_nobody_looked_at_checks_nothing()
    {
        var programme = await TestProgramme.CreateAsync();
        var made = await programme.Lead.PostAsync(programme.Commitments, new { act = "Lend a room", status = "kept", evidence = "The booking" }).ExpectAsync(HttpStatusCode.Created);
        Assert.False(made["isChecked"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Only_who_may_change_a_commitment_removes_its_evidence()
    {
        var programme = await TestProgramme.CreateAsync();
        var interview = await programme.LogAsync(programme.Lead.Client, "leadsOnly");
        var path = $"{programme.Commitments}/{interview["commitments"]![0]!["id"]}";
        await programme.Lead.PutAsync(path, new { act = "Lend two nurses in May", status = "kept", evidence = "The rota" }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        await programme.Colleague.DeleteAsync($"{path}/evidence", "\"v2\"").ExpectAsync(HttpStatusCode.Forbidden);
        await programme.Lead.DeleteAsync($"{path}/evidence", "\"v1\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        await programme.Lead.Client.DeleteAsync($"{path}/evidence", etag: null).ExpectAsync(HttpStatusCode.PreconditionRequired);
        var elsewhere = await TestWorkspace.CreateAsync();
        await elsewhere.Administrator.DeleteAsync($"{path}/evidence", "\"v2\"").ExpectAsync(HttpStatusCode.NotFound);
        Assert.Equal("The rota", (await programme.Lead.GetAsync(path).ExpectAsync(HttpStatusCode.OK))["evidence"]!.GetValue<string>());
    }

    private static async Task<string> KeptAsync(TestProgramme programme, Browser author)
    {
        var made = await author.PostAsync(programme.Commitments, new
        {
            act = "Lend a room", status = "kept", statusReason = "As she said", evidence = "The booking", evidenceLink = "https://example.org/rooms", verifiedBy = programme.Lead.UserId,
        }).ExpectAsync(HttpStatusCode.Created);
        return $"{programme.Commitments}/{made["id"]}";
    }
}
