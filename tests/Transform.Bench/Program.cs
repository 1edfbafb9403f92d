using Transform.Bench.Ground;
using Transform.Bench.Machine;
using Transform.Bench.References;
using Transform.Bench.Rows;

if (args is ["reference", var kind, .. var rest])
{
    await Reference.RunAsync(kind, rest);               // the bench starts itself again as the service to compare with
    return 0;
}

string[] known = ["list", "create", "recompute", "dashboard", "codebook", "start", "web"];
var chosen = args.Where(it => !it.StartsWith("--", StringComparison.Ordinal)).ToList();
if (chosen.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
{
    Console.Error.WriteLine($"There is no row “{unknown}”. Choose of: {string.Join(", ", known)}; --save keeps the figures in last-run.json.");
    return 2;
}

var report = Report.Of(Repository.LastRun);
var failed = false;
using (var bed = new TestBed())
{
    await bed.PublishAsync();
    await MeasureAsync("list", () => Lists.MeasureAsync(bed, report));
    await MeasureAsync("create", () => Creates.MeasureAsync(bed, report));
    await MeasureAsync("start", () => Starts.MeasureAsync(bed, report));
    await MeasureAsync("dashboard", () => Dashboards.MeasureAsync(bed, report));
    await MeasureAsync("codebook", () => Codebooks.MeasureAsync(bed, report));
    await MeasureAsync("recompute", () => Recomputes.MeasureAsync(bed, report));
    await MeasureAsync("web", () => WebLoads.MeasureAsync(bed, report));
}

report.Print();
if (args.Contains("--save", StringComparer.Ordinal))
{
    report.Save();
}

return failed ? 1 : 0;

async Task MeasureAsync(string row, Func<Task> measure)
{
    if (chosen.Count == 0 || chosen.Contains(row, StringComparer.Ordinal))
    {
        Console.WriteLine($"Measuring {row} …");
        try
        {
            await measure();
        }
        catch (Exception exception)
        {
            failed = true;
            report.Note($"{row}: not measured. {exception.Message}");
        }
    }
}
