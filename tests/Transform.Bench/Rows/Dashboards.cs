using System.Text.Json.Nodes;
using Transform.Bench.Ground;
using Transform.Bench.Machine;

namespace Transform.Bench.Rows;

/// <summary>A portfolio of 200 programmes from the score rows that the service itself made.</summary>
public static class Dashboards
{
    private const int Programmes = 200;
    private const int Rounds = 5;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(1.2);

    public static async Task MeasureAsync(TestBed bed, Report report)
    {
        var workspace = await bed.PrepareAsync("portfolio");
        Guid portfolioId;
        using (var filling = new Filling(workspace))
        {
            var programmes = filling.Programmes(Programmes);
            filling.Activities(programmes, 50);
            portfolioId = filling.Portfolio(programmes);
        }

        await using var service = await bed.StartAsync(workspace.Folder);
        await ScoreRows.WaitAsync(workspace, Programmes, 1);
        await using var byHand = await bed.StartReferenceAsync("handwritten", workspace.Folder);
        var path = $"/api/v1/portfolios/{portfolioId}/dashboard";
        var ours = Load.Get(path, workspace.Authorization);
        var theirs = Load.Get($"/{workspace.Id}/portfolios/{portfolioId}/balance-glance-published");
        var (status, _, body) = await Load.OnceAsync(service, ours);
        if (status != 200 || JsonNode.Parse(body)!["rows"]!.AsArray() is not { Count: Programmes } rows || rows.Any(it => it!["computedAt"] is null))
        {
            throw new InvalidOperationException($"{path}: {status} {body[..Math.Min(body.Length, 2000)]}");
        }

        Func<Task<Round>>[] kinds = [() => Load.RunAsync(service, ours, 1, Time), () => Load.RunAsync(byHand, theirs, 1, Time)];
        await Load.InterleaveAsync(2, kinds);
        var measured = await Load.InterleaveAsync(Rounds, kinds);
        report.Add("dashboard: service", measured[0]);
        report.Add("dashboard: by hand", measured[1]);
        report.Add("dashboard: server time, 200 programmes", measured[0].P50, "ms", atMost: 10);
        report.Add("dashboard: CPU to by hand", measured[0].CpuMicroseconds / measured[1].CpuMicroseconds, "×");
    }
}
