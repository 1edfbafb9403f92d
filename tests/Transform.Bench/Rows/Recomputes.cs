using System.Diagnostics;
using Transform.Bench.Ground;
using Transform.Bench.Machine;

namespace Transform.Bench.Rows;

/// <summary>The balance of 200 programmes of 5,000 activities each, all stale at once; and of one alone.</summary>
public static class Recomputes
{
    private const int Programmes = 200;
    private const int Activities = 5000;
    private const int Rounds = 3;

    /// <summary>The job rests after it worked, a second at most; one programme is measured once it has rested.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1.2);

    public static async Task MeasureAsync(TestBed bed, Report report)
    {
        var workspace = await bed.PrepareAsync("activities");
        using (var filling = new Filling(workspace))
        {
            filling.Activities(filling.Programmes(Programmes), Activities);
        }

        await using var service = await bed.StartAsync(workspace.Folder);
        await ScoreRows.WaitAsync(workspace, Programmes, 1);
        await using var byHand = await bed.StartReferenceAsync("recompute", workspace.Folder);
        var all = new List<(double Seconds, double Cpu)>();
        var one = new List<double>();
        var hand = new List<(double Seconds, double Cpu)>();
        for (var i = 0; i < Rounds; i++)
        {
            all.Add(await RecomputeAsync(service, workspace, Programmes));
            hand.Add(await TimeAsync(byHand, async () => await Load.OnceAsync(byHand, Load.Post("/recompute", ""))));
            for (var n = 0; n < 3; n++)
            {
                await Task.Delay(Rest);
                one.Add((await RecomputeAsync(service, workspace, 1)).Seconds);
            }
        }

        report.Add("recompute: 200 programmes of 5,000", Load.Median(all.Select(it => it.Seconds)), "s", atMost: 5);
        report.Add("recompute: 200 programmes of 5,000 (goal)", Load.Median(all.Select(it => it.Seconds)), "s", atMost: 2);
        report.Add("recompute: 200, by hand", Load.Median(hand.Select(it => it.Seconds)), "s");
        report.Add("recompute: 200, CPU", Load.Median(all.Select(it => it.Cpu)), "s");
        report.Add("recompute: 200, CPU to by hand", Load.Median(all.Select(it => it.Cpu)) / Load.Median(hand.Select(it => it.Cpu)), "×");
        report.Add("recompute: one programme, less the 100 ms that writes are gathered", Load.Median(one) * 1000 - 100, "ms", atMost: 50);
    }

    /// <summary>From the write that tells the service that something changed to the last fresh row.</summary>
    private static Task<(double Seconds, double Cpu)> RecomputeAsync(RunningService service, Workspace workspace, int programmes)
    {
        var sequence = ScoreRows.Stale(workspace, programmes);
        var nudge = Load.Post("/api/v1/organisations", $$"""{"name":"Organisation {{sequence}}","sector":"acute"}""", workspace.Authorization);
        return TimeAsync(service, async () =>
        {
            await Load.OnceAsync(service, nudge);
            await ScoreRows.WaitAsync(workspace, programmes, sequence);
        });
    }

    private static async Task<(double Seconds, double Cpu)> TimeAsync(RunningService service, Func<Task> work)
    {
        var cpu = service.Cpu;
        var watch = Stopwatch.StartNew();
        await work();
        return (watch.Elapsed.TotalSeconds, (service.Cpu - cpu).TotalSeconds);
    }
}
