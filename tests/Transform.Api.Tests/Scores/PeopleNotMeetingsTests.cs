using System.Net;
using System.Net.Http.Json;
using Transform.Api.Tests.Features.SayDo;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Scores;

/// <summary>What is published moves when five people's conversations have changed, not when one person's have changed five times over.</summary>
public sealed class PeopleNotMeetingsTests
{
    [Fact]
    public async Task However_often_one_leader_is_met_what_others_are_shown_stands_still_until_five_have_changed()
    {
        var programme = await TalkingProgramme.CreateAsync(await TestWorkspace.CreateAsync());
        var leader = await programme.Workspace.SignInAsAsync("systemLeader");
        await programme.Key.PostAsJsonAsync("portfolios", new { name = "Portfolio", programmeIds = new[] { programme.Id }, readerIds = new[] { leader.UserId } }).ExpectAsync(HttpStatusCode.Created);
        var talks = new List<Talk>();
        for (var i = 0; i < 10; i++)
        {
            talks.Add(await programme.TalkAsync(endorsement: 5, asked: "notAsked"));
            if (i % 5 == 4)
            {
                await programme.ReadAsync("say-do");                             // five by five, at whatever pace the job runs
            }
        }

        var shown = await ShownAsync();
        Assert.Equal("10", shown);
        for (var i = 0; i < 6; i++)
        {
            await MeetAsync(talks[0]);
        }

        await programme.ReadAsync("say-do");
        Assert.Equal(shown, await ShownAsync());
        for (var i = 1; i < 5; i++)
        {
            Assert.Equal(shown, await ShownAsync());
            await MeetAsync(talks[i]);
            await programme.ReadAsync("say-do");
        }

        Assert.Equal("20", await ShownAsync());

        async Task<string> ShownAsync() => (await programme.ReadAsync("say-do", leader.Client))["conversations"]!["count"]!.ToString();

        async Task MeetAsync(Talk talk)
        {
            using var response = await programme.Key.PostAsJsonAsync($"programmes/{programme.Id}/interviews", new
            {
                heldAt = "2026-04-02T10:00:00Z", participants = new[] { new { personId = talk.PersonId } }, confidentiality = "programme", participationConsent = "given",
                stances = new[] { new { propositionId = programme.PropositionId, endorsement = 1 } },
            });
            programme.Noted(response);
        }
    }
}
