using System.Text.Json;
using Transform.Bench.Ground;
using Transform.Bench.Machine;

namespace Transform.Bench.Rows;

/// <summary>Logging an interview (two people, one interviewer, two mentions, notes), over 64 connections and over 16.</summary>
public static class Creates
{
    private const int Rounds = 5;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(1.5);

    public static async Task MeasureAsync(TestBed bed, Report report)
    {
        var (workspace, ours, _) = await PrepareAsync(bed, "create");
        var (copy, _, theirs) = await PrepareAsync(bed, "create-reference");
        await using var service = await bed.StartAsync(workspace.Folder);
        await using var grouped = await bed.StartReferenceAsync("create", copy.Folder);
        foreach (var (asked, request) in new[] { (service, ours), (grouped, theirs) })
        {
            if (await Load.OnceAsync(asked, request) is { Status: not 201 } refused)
            {
                throw new InvalidOperationException($"{refused.Status} {refused.Body}");
            }
        }

        Func<Task<Round>>[] kinds =
        [
            () => Load.RunAsync(service, ours, 64, Time, expected: 201),
            () => Load.RunAsync(grouped, theirs, 64, Time, expected: 201),
            () => Load.RunAsync(service, ours, 16, Time, expected: 201),
            () => Load.RunAsync(grouped, theirs, 16, Time, expected: 201),
        ];
        await Load.InterleaveAsync(2, kinds);
        var rounds = await Load.InterleaveAsync(Rounds, kinds);

        report.Add("create at 64: service", rounds[0]);
        report.Add("create at 64: group commit by hand", rounds[1]);
        report.Add("create at 16: service", rounds[2]);
        report.Add("create at 16: group commit by hand", rounds[3]);
        report.Add("create at 64: rate to group commit by hand", rounds[0].RequestsPerSecond / rounds[1].RequestsPerSecond, "×", atLeast: 0.7);
        report.Add("create at 16: rate to group commit by hand", rounds[2].RequestsPerSecond / rounds[3].RequestsPerSecond, "×", atLeast: 0.7);
        report.Add("create at 64: p99 to group commit by hand (goal)", rounds[0].P99 / rounds[1].P99, "×", atMost: 2);
        report.Add("create at 64 and 16: errors", rounds[0].Failures + rounds[2].Failures, "", atMost: 0);
    }

    private static async Task<(Workspace Workspace, byte[] Ours, byte[] Theirs)> PrepareAsync(TestBed bed, string name)
    {
        var workspace = await bed.PrepareAsync(name);
        using var filling = new Filling(workspace);
        var programmeId = filling.Programmes(1)[0];
        var people = filling.People(2000);
        var themes = filling.Themes(40);
        filling.Interviews(programmeId, 10_000, people, themes);
        var body = JsonSerializer.Serialize(new
        {
            heldAt = "2026-01-05T10:00:00.000Z", minutes = 45, kind = "oneToOne", participants = new[] { new { personId = people[7] }, new { personId = people[70] } },
            interviewerIds = new[] { workspace.AdministratorId }, participationConsent = "given", confidentiality = "programme", commitmentAsked = "asked",
            notes = "She runs the physiotherapy clinic on two sites. Says that the triage form takes her staff eleven minutes and that nobody has asked them about it. Would try the shared form if the backfill is found first.",
            mentions = new[] { new { themeId = themes[5], dimension = "P1" }, new { themeId = themes[11], dimension = "S2" } },
        });
        return (workspace, Load.Post($"/api/v1/programmes/{programmeId}/interviews", body, workspace.Authorization), Load.Post($"/{workspace.Id}/{programmeId}/interviews", body));
    }
}
