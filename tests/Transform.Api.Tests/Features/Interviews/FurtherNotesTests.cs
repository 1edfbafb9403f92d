using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Transform.Api.Data;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Interviews;

/// <summary>Two people ask, and each writes down what they heard.</summary>
public sealed class FurtherNotesTests
{
    private const string Mine = "zq-canary-second";

    [Fact]
    public async Task Two_interviewers_write_at_once_and_neither_loses_a_word()
    {
        var (programme, made, path) = await TogetherAsync("programme");
        var second = programme.Colleague;
        var first = await second.PutAsync($"{path}/further-notes", new { notes = Mine }, "\"v0\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((1, Mine), (first["version"]!.GetValue<int>(), first["notes"]!.GetValue<string>()));

        // The interview's own version did not move: whoever had it open saves, and nothing of the other's is touched.
        var own = TermsTests.Body(made, new JsonObject { ["notes"] = "What I heard, mended" });
        await programme.Contributor.PutAsync(path, own, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        await second.PutAsync($"{path}/further-notes", new { notes = Mine + " and more" }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        var read = await programme.Lead.GetAsync(path).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(("What I heard, mended", Mine + " and more"), (read["notes"]!.GetValue<string>(), read["furtherNotes"]![0]!["notes"]!.GetValue<string>()));
        Assert.Equal(second.UserId, read["furtherNotes"]![0]!["userId"]!.GetValue<Guid>());

        await second.PutAsync($"{path}/further-notes", new { notes = "late" }, "\"v1\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        await second.PutAsync($"{path}/further-notes", new { notes = "late" }, "\"v0\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        await second.Client.PutAsync($"{path}/further-notes", new { notes = "late" }, etag: null).ExpectAsync(HttpStatusCode.PreconditionRequired);
        var tooLong = await second.PutAsync($"{path}/further-notes", new { notes = new string('a', 50_001) }, "\"v2\"").ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Contains("/notes", tooLong["errors"]!.AsObject().Select(it => it.Key));
    }

    [Fact]
    public async Task What_the_reader_holds_changes_its_mark_when_further_notes_do()
    {
        var (programme, _, path) = await TogetherAsync("programme");
        var before = await programme.Lead.Client.ETagAsync(path);
        await programme.Colleague.PutAsync($"{path}/further-notes", new { notes = Mine }, "\"v0\"").ExpectAsync(HttpStatusCode.OK);
        Assert.NotEqual(before, await programme.Lead.Client.ETagAsync(path));
    }

    [Theory]
    [InlineData("programme", true)]
    [InlineData("leadsOnly", false)]
    [InlineData("nonAttributable", false)]
    public async Task Further_notes_are_as_confidential_as_the_interview_and_open_to_their_own_author(string level, bool opensToAll)
    {
        var (programme, _, path) = await TogetherAsync(level);
        await programme.Colleague.PutAsync($"{path}/further-notes", new { notes = Mine }, "\"v0\"").ExpectAsync(HttpStatusCode.OK);
        var bystander = await programme.Workspace.SignInAsAsync("administrator");
        foreach (var (reader, opens) in new[] { (programme.Lead, true), (programme.Contributor, true), (programme.Colleague, true), (bystander, opensToAll) })
        {
            var read = await reader.GetAsync(path).ExpectAsync(HttpStatusCode.OK);
            var further = read["furtherNotes"]![0]!;
            Assert.Equal((opens ? Mine : null, !opens), (further["notes"]?.GetValue<string>(), further["notesHeld"]!.GetValue<bool>()));
        }

        // That the lead and the one who logged the interview opened them is written down; that their author did is not.
        var readers = (await programme.Lead.GetAsync($"{path}/readers").ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray().Select(it => it!["reader"]!["id"]!.GetValue<Guid>()).Order();
        Guid[] opened = opensToAll ? [] : [programme.Lead.UserId, programme.Contributor.UserId];
        Assert.Equal(opened.Order(), readers);
    }

    [Fact]
    public async Task Only_a_further_interviewer_writes_and_whoever_logged_it_writes_in_its_own_notes()
    {
        var (programme, _, path) = await TogetherAsync("programme");
        await programme.Lead.PutAsync($"{path}/further-notes", new { notes = "I was not there" }, "\"v0\"").ExpectAsync(HttpStatusCode.Forbidden);
        await programme.Contributor.PutAsync($"{path}/further-notes", new { notes = "Twice" }, "\"v0\"").ExpectAsync(HttpStatusCode.Forbidden);
        await programme.Colleague.PutAsync($"{programme.Interviews}/{Guid.CreateVersion7()}/further-notes", new { notes = "Nowhere" }, "\"v0\"").ExpectAsync(HttpStatusCode.NotFound);
        var sealedOne = await programme.LogAsync(programme.Contributor.Client, "sealed");
        await programme.Colleague.PutAsync($"{programme.Interviews}/{sealedOne["id"]}/further-notes", new { notes = "Hidden" }, "\"v0\"").ExpectAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_interview_with_anothers_notes_is_not_sealed_away_from_them()
    {
        var (programme, made, path) = await TogetherAsync("leadsOnly");
        await programme.Colleague.PutAsync($"{path}/further-notes", new { notes = Mine }, "\"v0\"").ExpectAsync(HttpStatusCode.OK);
        var body = TermsTests.Body(made, new JsonObject { ["confidentiality"] = "sealed" });
        var refused = await programme.Contributor.PutAsync(path, body, "\"v1\"").ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Contains("/confidentiality", refused["errors"]!.AsObject().Select(it => it.Key));
        await programme.Colleague.PutAsync($"{path}/further-notes", new { notes = "" }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        await programme.Contributor.PutAsync(path, body, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Notes_taken_out_are_gone_with_their_key_and_so_are_those_of_a_removed_interview()
    {
        var (programme, _, path) = await TogetherAsync("programme");
        await programme.Colleague.PutAsync($"{path}/further-notes", new { notes = Mine }, "\"v0\"").ExpectAsync(HttpStatusCode.OK);
        var (key, secret) = await KeyAsync();
        Assert.NotNull(secret);
        var emptied = await programme.Colleague.PutAsync($"{path}/further-notes", new { notes = " " }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(0, emptied["version"]!.GetValue<int>());
        Assert.Empty((await programme.Lead.GetAsync(path).ExpectAsync(HttpStatusCode.OK))["furtherNotes"]!.AsArray());
        Assert.Empty(await KeysAsync(key));

        await programme.Colleague.PutAsync($"{path}/further-notes", new { notes = Mine }, "\"v0\"").ExpectAsync(HttpStatusCode.OK);
        (key, _) = await KeyAsync();
        await programme.Contributor.DeleteAsync(path, "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        Assert.Empty(await KeysAsync(key));

        async Task<(Guid Id, byte[]? Secret)> KeyAsync()
        {
            var id = await programme.Workspace.Service.Services.GetRequiredService<Db>().FindAsync<Guid>(
                "SELECT KeyId FROM InterviewerNotes WHERE WorkspaceId = @Workspace AND UserId = @User", new { Workspace = programme.Workspace.Id, User = programme.Colleague.UserId }, CancellationToken.None);
            return (id, (await KeysAsync(id)).GetValueOrDefault(id));
        }

        Task<IReadOnlyDictionary<Guid, byte[]>> KeysAsync(Guid id) => programme.Workspace.Service.Services.GetRequiredService<Transform.Api.Trust.KeyStore>().FindAsync([id], CancellationToken.None);
    }

    /// <summary>An interview that two people held: one logged it, the other is named beside them.</summary>
    private static async Task<(TestProgramme Programme, JsonObject Made, string Path)> TogetherAsync(string level)
    {
        var programme = await TestProgramme.CreateAsync();
        var made = await programme.Contributor.PostAsync(programme.Interviews, new
        {
            heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name = "Rosa Ruiz" } }, confidentiality = level, notes = "What I heard",
            interviewerIds = new[] { programme.Contributor.UserId, programme.Colleague.UserId },
        }).ExpectAsync(HttpStatusCode.Created);
        return (programme, made, $"{programme.Interviews}/{made["id"]}");
    }
}
