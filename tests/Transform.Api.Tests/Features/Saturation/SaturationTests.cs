using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Features.Balance;
using Transform.Api.Tests.Features.SayDo;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Saturation;

/// <summary>When conversations stopped bringing new themes.</summary>
public sealed class SaturationTests
{
    /// <summary>The case guest-21: new themes in each of 21 interviews.</summary>
    private static readonly int[] NewThemes = [9, 6, 4, 3, 2, 2, 1, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0];

    [Fact]
    public async Task Twenty_one_coded_conversations_run_dry_where_the_definition_says()
    {
        var (programme, themes) = await CodedAsync();
        var saturation = await programme.ReadAsync("saturation");
        Assert.Equal(("7+2", 7, 30), (Text(saturation["headline"]!, "point"), saturation["headline"]!["at"]!.GetValue<int>(), saturation["themes"]!.GetValue<int>()));
        Assert.Equal(
            ["4 2 0.05 7+2", "4 2 0 10+2", "4 3 0.05 8+3", "4 3 0 13+3", "5 2 0.05 7+2", "5 2 0 10+2", "5 3 0.05 8+3", "5 3 0 13+3", "6 2 0.05 7+2", "6 2 0 10+2", "6 3 0.05 8+3", "6 3 0 13+3"],
            saturation["choices"]!.AsArray().Select(it => $"{it!["base"]} {it["runLength"]} {it["threshold"]} {it["point"]}"));
        Assert.Equal((1000, 21), (saturation["orders"]!["shuffles"]!.GetValue<int>(), saturation["conversations"]!["coded"]!.GetValue<int>()));
        Assert.NotNull(saturation["orders"]!["median"]);
        Assert.StartsWith("After 7 conversations the next 2 brought 5% new themes or fewer.", Text(saturation, "inWords"), StringComparison.Ordinal);
        Assert.EndsWith("nothing of whether the right people were heard.", Text(saturation, "inWords"), StringComparison.Ordinal);

        // Each point is the conversation that it came from, with what it brought first.
        var points = saturation["points"]!.AsArray();
        Assert.Equal(NewThemes, points.Select(it => it!["newThemeIds"]!.AsArray().Count));
        Assert.Equal(30, points[^1]!["heard"]!.GetValue<int>());
        Assert.Equal(themes.Take(9).Order(), points[0]!["newThemeIds"]!.AsArray().Select(it => it!.GetValue<Guid>()).Order());

        // Without the conversation that brought most, the point moves.
        await programme.RemoveAsync($"interviews/{points[0]!["interviewId"]}");
        var without = await programme.ReadAsync("saturation");
        Assert.Equal(20, without["conversations"]!["coded"]!.GetValue<int>());
        Assert.NotEqual(Text(saturation["headline"]!, "point"), without["headline"]!["point"]?.GetValue<string>());
    }

    [Fact]
    public async Task Who_cannot_open_the_interviews_is_shown_no_order()
    {
        var (programme, _) = await CodedAsync();
        var leader = await programme.Workspace.SignInAsAsync("systemLeader");
        await programme.Key.PostAsJsonAsync("portfolios", new { name = TestWorkspace.Unique("Portfolio"), programmeIds = new[] { programme.Id }, readerIds = new[] { leader.UserId } });
        await programme.ReadAsync("saturation");
        var shown = await programme.ReadAsync("saturation", leader.Client);
        Assert.Null(shown["headline"]);
        Assert.Empty(shown["points"]!.AsArray());
        Assert.Empty(shown["choices"]!.AsArray());
        Assert.Equal(20, shown["conversations"]!["coded"]!.GetValue<int>());     // published at 5, 10, 15 and 20
        Assert.Equal(1000, shown["orders"]!["shuffles"]!.GetValue<int>());
        Assert.DoesNotContain("in which people were met", Text(shown, "inWords"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_said_before_there_is_something_to_say()
    {
        var programme = await TalkingProgramme.CreateAsync();
        await programme.TalkAsync();
        var saturation = await programme.ReadAsync("saturation");
        Assert.Equal(("nothing", 0), (Text(saturation, "grade"), saturation["themes"]!.GetValue<int>()));
        Assert.Equal("0 conversations have been coded; 6 are needed to tell whether themes run dry.", Text(saturation, "inWords"));
        Assert.Null(saturation["headline"]!["point"]);
        Assert.NotNull(saturation["headline"]!["reason"]);
    }

    private static async Task<(TalkingProgramme Programme, IReadOnlyList<Guid> Themes)> CodedAsync()
    {
        var programme = await TalkingProgramme.CreateAsync();
        var themes = await programme.Key.ThemesAsync(30);
        var heard = 0;
        for (var i = 0; i < NewThemes.Length; i++)
        {
            // Something heard before, and what is new.
            Guid[] mentioned = [.. i == 0 ? Array.Empty<Guid>() : [themes[0]], .. themes.Skip(heard).Take(NewThemes[i])];
            heard += NewThemes[i];
            await programme.TalkAsync(themes: mentioned, heldAt: $"2026-03-{i + 1:00}T10:00:00Z");
            await programme.ReadAsync("saturation");
        }

        return (programme, themes);
    }

    private static string Text(JsonNode node, string field) => node[field]!.GetValue<string>();
}
