using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Interviews;

/// <summary>A later talk with the same people, and who may know that it was with the same people.</summary>
public sealed class FollowUpsTests
{
    [Fact]
    public async Task A_follow_up_names_what_it_follows_and_is_named_by_it()
    {
        var programme = await TestProgramme.CreateAsync();
        var first = await LogAsync(programme, programme.Contributor);
        var second = await LogAsync(programme, programme.Lead, followsId: Id(first));
        Assert.Equal(Id(first), second["followsId"]!.GetValue<Guid>());
        var before = await programme.Colleague.Client.ETagAsync($"{programme.Interviews}/{Id(second)}");
        var third = await LogAsync(programme, programme.Lead, followsId: Id(second));
        Assert.NotEqual(before, await programme.Colleague.Client.ETagAsync($"{programme.Interviews}/{Id(second)}"));
        Assert.Equal([Id(third)], FollowedBy(await ReadAsync(programme, programme.Colleague, second)));

        // Saved whole, without it, it follows nothing any more.
        await programme.Lead.PutAsync($"{programme.Interviews}/{Id(third)}", TermsTests.Body(third, new JsonObject { ["followsId"] = null }), "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Empty(FollowedBy(await ReadAsync(programme, programme.Colleague, second)));
    }

    [Fact]
    public async Task An_interview_follows_another_of_its_programme_and_never_itself()
    {
        var programme = await TestProgramme.CreateAsync();
        var other = await TestProgramme.CreateAsync();
        var elsewhere = await LogAsync(other, other.Lead);
        var first = await LogAsync(programme, programme.Lead);
        var second = await LogAsync(programme, programme.Lead, followsId: Id(first));
        foreach (var wrong in new[] { Id(elsewhere), Guid.CreateVersion7(), Id(first), Id(second) })
        {
            var refused = await programme.Lead.PutAsync($"{programme.Interviews}/{Id(first)}", TermsTests.Body(first, new JsonObject { ["followsId"] = wrong }), "\"v1\"").ExpectAsync(HttpStatusCode.BadRequest);
            Assert.Equal(["/followsId"], refused["errors"]!.AsObject().Select(it => it.Key));
        }
    }

    [Theory]
    [InlineData("nonAttributable", "programme")]
    [InlineData("programme", "nonAttributable")]
    [InlineData("sealed", "programme")]
    [InlineData("programme", "sealed")]
    public async Task A_link_that_would_tell_who_took_part_is_shown_to_those_alone_who_may_know(string earlier, string later)
    {
        var programme = await TestProgramme.CreateAsync();
        var author = programme.Contributor;
        var first = await LogAsync(programme, author, earlier);
        var second = await LogAsync(programme, author, later, Id(first));
        var shown = await ReadAsync(programme, author, second);
        Assert.Equal((Id(first), 1), (shown["followsId"]!.GetValue<Guid>(), (await ReadAsync(programme, author, first))["followedBy"]!.AsArray().Count));

        foreach (var (interview, level) in new[] { (first, earlier), (second, later) })
        {
            if (level != "sealed")
            {
                var text = (await ReadAsync(programme, programme.Colleague, interview)).ToJsonString();
                Assert.DoesNotContain(Id(interview == first ? second : first).ToString(), text, StringComparison.OrdinalIgnoreCase);
            }
        }

        // Who cannot see the link neither takes it out by saving, nor makes one to what is held from them.
        if (later == "programme")
        {
            var theirs = await ReadAsync(programme, programme.Colleague, second);
            await programme.Colleague.PutAsync($"{programme.Interviews}/{Id(second)}", TermsTests.Body(theirs, []), "\"v1\"").ExpectAsync(HttpStatusCode.OK);
            Assert.Equal(Id(first), (await ReadAsync(programme, author, second))["followsId"]!.GetValue<Guid>());
            var refused = await programme.Colleague.PostAsync(programme.Interviews, new { heldAt = "2026-03-09T10:00:00Z", participants = new[] { new { name = "A" } }, followsId = Id(first) }).ExpectAsync(HttpStatusCode.BadRequest);
            Assert.Contains("/followsId", refused["errors"]!.AsObject().Select(it => it.Key));
        }
    }

    [Fact]
    public async Task When_one_is_removed_the_rest_stay_one_conversation()
    {
        var programme = await TestProgramme.CreateAsync();
        var first = await LogAsync(programme, programme.Lead);
        var second = await LogAsync(programme, programme.Lead, followsId: Id(first));
        var third = await LogAsync(programme, programme.Lead, followsId: Id(second));
        await programme.Lead.DeleteAsync($"{programme.Interviews}/{Id(second)}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        Assert.Equal(Id(first), (await ReadAsync(programme, programme.Lead, third))["followsId"]!.GetValue<Guid>());

        var fourth = await LogAsync(programme, programme.Lead, followsId: Id(first));
        await programme.Lead.DeleteAsync($"{programme.Interviews}/{Id(first)}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        var root = await ReadAsync(programme, programme.Lead, third);
        Assert.Null(root["followsId"]);
        Assert.Equal([Id(fourth)], FollowedBy(root));
    }

    [Fact]
    public async Task How_the_rest_hang_together_when_one_is_removed_never_tells_of_a_sealed_one()
    {
        var programme = await TestProgramme.CreateAsync();
        var root = await LogAsync(programme, programme.Lead);
        var hidden = await LogAsync(programme, programme.Contributor, "sealed", Id(root));
        var (second, third) = (await LogAsync(programme, programme.Lead, followsId: Id(root)), await LogAsync(programme, programme.Lead, followsId: Id(root)));
        await programme.Lead.DeleteAsync($"{programme.Interviews}/{Id(root)}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        Assert.Equal([Id(third)], FollowedBy(await ReadAsync(programme, programme.Colleague, second)));
        Assert.Equal(Id(second), (await ReadAsync(programme, programme.Contributor, hidden))["followsId"]!.GetValue<Guid>());
    }

    private static async Task<JsonObject> LogAsync(TestProgramme programme, Browser author, string level = "programme", Guid? followsId = null)
    {
        var person = await programme.Workspace.Key.PostAsJsonAsync("people", new { name = "Rosa Ruiz" }).ExpectAsync(HttpStatusCode.Created);
        return await author.PostAsync(programme.Interviews, new
        {
            heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { personId = Id(person) } }, confidentiality = level, notes = "What she said", followsId,
        }).ExpectAsync(HttpStatusCode.Created);
    }

    private static Task<JsonObject> ReadAsync(TestProgramme programme, Browser reader, JsonObject interview) => reader.GetAsync($"{programme.Interviews}/{Id(interview)}").ExpectAsync(HttpStatusCode.OK);

    private static Guid Id(JsonObject record) => record["id"]!.GetValue<Guid>();

    private static IEnumerable<Guid> FollowedBy(JsonObject interview) => interview["followedBy"]!.AsArray().Select(it => it!.GetValue<Guid>());
}
