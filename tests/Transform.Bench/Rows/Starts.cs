using Transform.Bench.Ground;
using Transform.Bench.Machine;

namespace Transform.Bench.Rows;

/// <summary>From the start of the process to the first 200 of <c>/health/ready</c>, on a database that is there already.</summary>
public static class Starts
{
    private const int Rounds = 7;

    public static async Task MeasureAsync(TestBed bed, Report report)
    {
        var workspace = await bed.PrepareAsync("start");
        var ours = new List<double>();
        var theirs = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            await using (var service = await bed.StartAsync(workspace.Folder))
            {
                ours.Add(service.ReadyAfter.TotalSeconds);
            }

            await using (var minimal = await bed.StartReferenceAsync("start", workspace.Folder))
            {
                theirs.Add(minimal.ReadyAfter.TotalSeconds);
            }
        }

        report.Add("start: service", Load.Median(ours), "s");
        report.Add("start: minimal service", Load.Median(theirs), "s");
        report.Add("start: to minimal service", Load.Median(ours) / Load.Median(theirs), "×", atMost: 1.5);
    }
}
