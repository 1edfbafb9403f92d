using System.Globalization;
using System.Text.Json;

namespace Transform.Bench.Machine;

/// <summary>One figure of a run.</summary>
/// <param name="Id">Its name from run to run.</param>
/// <param name="Target">What we hold ourselves to, if it is such a figure.</param>
/// <param name="Most">True where the target is the most that may be; false where it is the least.</param>
public sealed record Figure(string Id, double Value, string Unit, double? Target = null, bool Most = true)
{
    public bool? IsMet => Target is { } target ? Most ? Value <= target : Value >= target : null;
}

/// <summary>The figures of this run beside those of the last that was kept.</summary>
public sealed class Report
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly List<Figure> figures = [];
    private readonly List<string> notes = [];
    private readonly Dictionary<string, double> before;

    private Report(Dictionary<string, double> before) => this.before = before;

    public static Report Of(string lastRun)
    {
        if (!File.Exists(lastRun))
        {
            return new Report([]);
        }

        using var document = JsonDocument.Parse(File.ReadAllText(lastRun));
        return new Report(document.RootElement.GetProperty("figures").EnumerateObject().ToDictionary(it => it.Name, it => it.Value.GetDouble(), StringComparer.Ordinal));
    }

    public void Add(string id, double value, string unit, double? atMost = null, double? atLeast = null) =>
        figures.Add(new Figure(id, value, unit, atMost ?? atLeast, Most: atLeast is null));

    public void Note(string text) => notes.Add(text);

    /// <summary>What a round tells of one kind of load.</summary>
    public void Add(string id, Round round)
    {
        Add($"{id}: CPU a request", round.CpuMicroseconds, "µs");
        Add($"{id}: requests a second", round.RequestsPerSecond, "/s");
        Add($"{id}: p50", round.P50, "ms");
        Add($"{id}: p99", round.P99, "ms");
        if (round.Failures > 0)
        {
            Note($"{id}: {round.Failures} failures, the first: {round.FirstFailure}");
        }
    }

    public void Print()
    {
        var width = figures.Select(it => it.Id.Length).DefaultIfEmpty(4).Max();
        Console.WriteLine();
        Console.WriteLine($"{"".PadRight(width)}  {"this run",12}  {"target",10}  {"",-14}  {"last run",10}  to last");
        foreach (var figure in figures)
        {
            var last = before.TryGetValue(figure.Id, out var value) ? value : (double?)null;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{figure.Id.PadRight(width)}  {Show(figure.Value) + " " + figure.Unit,12}  {(figure.Target is { } target ? (figure.Most ? "≤ " : "≥ ") + Show(target) : ""),10}  {Verdict(figure),-14}  {(last is { } it ? Show(it) : ""),10}  {(last is > 0 ? Show(figure.Value / last.Value) + " ×" : "")}"));
        }

        foreach (var note in notes)
        {
            Console.WriteLine(note);
        }
    }

    public void Save()
    {
        var kept = new Dictionary<string, double>(before, StringComparer.Ordinal);
        foreach (var figure in figures)
        {
            kept[figure.Id] = Math.Round(figure.Value, 3);
        }

        var machine = $"{Environment.ProcessorCount} shared x64 cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GB, virtual disk, Linux, .NET {Environment.Version}";
        File.WriteAllText(Repository.LastRun, JsonSerializer.Serialize(new { machine, figures = kept }, Indented) + "\n");
    }

    private static string Verdict(Figure figure) => figure.IsMet switch
    {
        null => "",
        true => "met",
        false => string.Create(CultureInfo.InvariantCulture, $"missed by {Math.Abs(figure.Value / figure.Target!.Value - 1):P0}"),
    };

    private static string Show(double value) => value.ToString(Math.Abs(value) >= 100 ? "0" : Math.Abs(value) >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
