using System.Text.Json.Nodes;
using Transform.Api.Tests.Features.Balance;
using Transform.Api.Tests.Features.SayDo;

namespace Transform.Api.Tests.Features.CodingAgreements;

/// <summary>How far those agree who code the same interviews.</summary>
public sealed class CodingAgreementTests
{
    [Fact]
    public async Task Five_interviews_coded_twice_tell_how_far_coders_agree_and_lift_the_grade_of_what_is_said()
    {
        var programme = await TalkingProgramme.CreateAsync();
        var themes = await programme.Key.ThemesAsync(2);
        var coder = (await programme.Workspace.SignInAsAsync("contributor")).UserId;
        var talks = new List<Talk>();
        for (var i = 0; i < 30; i++)
        {
            talks.Add(await programme.TalkAsync(themes: [themes[0]]));
        }

        Assert.Equal("indicative", await GradeAsync());
        Assert.Equal("nothing yet, because no interview has been coded by two people", Text(await programme.ReadAsync("coding-agreement"), "reason"));
        for (var i = 0; i < 4; i++)
        {
            await CodedTwiceAsync(talks[i], (true, true), (false, i == 0));
        }

        var few = await programme.ReadAsync("coding-agreement");
        Assert.False(few["known"]!.GetValue<bool>());
        Assert.Equal("nothing yet, because 4 interviews have been coded by two people; 5 are needed", Text(few, "reason"));
        Assert.Null(few["figures"]!["alpha"]);
        Assert.Equal("indicative", await GradeAsync());

        await CodedTwiceAsync(talks[4], (true, true), (true, true));
        var known = await programme.ReadAsync("coding-agreement");
        var figures = known["figures"]!;
        Assert.True(known["known"]!.GetValue<bool>());
        Assert.Equal((5, 10, 2), (figures["interviews"]!.GetValue<int>(), figures["units"]!.GetValue<int>(), figures["coders"]!.GetValue<int>()));
        Assert.Equal(0.9, figures["kappa"]!.Number("po"), 6);                    // nine of ten units alike: 6 yes, 3 no, 1 apart
        Assert.Equal((0.9 - 0.54) / 0.46, figures["kappa"]!.Number("kappa"), 6);
        Assert.Equal(1 - 19.0 / (13 * 7), figures.Number("alpha"), 6);
        Assert.Null(figures["fleiss"]);
        Assert.Equal("tentative", Text(known, "verdict"));
        Assert.Contains("0.667 to 0.80", Text(known, "ruleOfThumb"), StringComparison.Ordinal);
        var worst = known["themes"]![0]!;
        Assert.Equal((themes[1], 5, 1), (worst["themeId"]!.GetValue<Guid>(), worst["units"]!.GetValue<int>(), worst["disagreements"]!.GetValue<int>()));
        Assert.Equal(talks[0].Id, known["interviews"]!.AsArray().Single(it => it!["disagreements"]!.GetValue<int>() == 1)!["interviewId"]!.GetValue<Guid>());
        Assert.Equal("reportable", await GradeAsync());

        // One that is withdrawn takes its codes along.
        await programme.ReviseAsync(talks[4].Id, it => it["participationConsent"] = "withdrawn");
        Assert.False((await programme.ReadAsync("coding-agreement"))["known"]!.GetValue<bool>());

        async Task<string> GradeAsync()
        {
            await programme.TouchAsync();
            return Text((await programme.Key.BalanceAsync(programme.Id, programme.Sequence)).Stream("mentions"), "grade");
        }

        async Task CodedTwiceAsync(Talk talk, params (bool First, bool Blind)[] found)
        {
            var args = new
            {
                WorkspaceId = programme.Workspace.Id, ProgrammeId = programme.Id, InterviewId = talk.Id, CoderId = coder, AskedBy = programme.Verifier,
                At = new DateTime(2026, 3, 9, 0, 0, 0, DateTimeKind.Utc),
            };
            await programme.WriteAsync(
                """
                INSERT INTO BlindCodings (WorkspaceId, ProgrammeId, InterviewId, CoderId, Status, AskedBy, AskedAt, FinishedAt, Version)
                VALUES (@WorkspaceId, @ProgrammeId, @InterviewId, @CoderId, 'finished', @AskedBy, @At, @At, 2)
                """,
                args);
            for (var i = 0; i < found.Length; i++)
            {
                await programme.WriteAsync(
                    """
                    INSERT INTO BlindCodingThemes (WorkspaceId, ProgrammeId, InterviewId, CoderId, ThemeId, InFirst, InBlind)
                    VALUES (@WorkspaceId, @ProgrammeId, @InterviewId, @CoderId, @ThemeId, @InFirst, @InBlind)
                    """,
                    new { args.WorkspaceId, args.ProgrammeId, args.InterviewId, args.CoderId, ThemeId = themes[i], InFirst = found[i].First, InBlind = found[i].Blind });
            }

            await programme.TouchAsync();
        }
    }

    private static string Text(JsonNode node, string field) => node[field]!.GetValue<string>();
}
