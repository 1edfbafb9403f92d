using System.IO.Compression;
using System.Text.RegularExpressions;
using Transform.Bench.Machine;

namespace Transform.Bench.Rows;

/// <summary>What a browser fetches before the first page shows: the scripts and styles that the page itself names, compressed.</summary>
public static partial class WebLoads
{
    public static Task MeasureAsync(Report report)
    {
        var dist = Path.Combine(Repository.Root, "web", "dist");
        var index = Path.Combine(dist, "index.html");
        if (!File.Exists(index))
        {
            report.Note("web: not measured, since web/dist is not built (npm run build in web).");
            return Task.CompletedTask;
        }

        var named = Reference().Matches(File.ReadAllText(index)).Select(it => it.Groups[1].Value).Distinct(StringComparer.Ordinal).ToList();
        report.Add("web: script at first load", Gzipped(dist, named, ".js"), "kB", atMost: 130);
        report.Add("web: script at first load (goal)", Gzipped(dist, named, ".js"), "kB", atMost: 100);
        report.Add("web: style at first load", Gzipped(dist, named, ".css"), "kB", atMost: 30);
        report.Note("web: first content on a throttled phone is not measured here.");
        return Task.CompletedTask;
    }

    private static double Gzipped(string dist, List<string> named, string ending) =>
        named.Where(it => it.EndsWith(ending, StringComparison.Ordinal)).Sum(it =>
        {
            using var compressed = new MemoryStream();
            using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
            {
                gzip.Write(File.ReadAllBytes(Path.Combine(dist, it.TrimStart('/'))));
            }

            return compressed.Length / 1000.0;
        });

    [GeneratedRegex("""(?:src|href)="([^"]+\.(?:js|css))""", RegexOptions.NonBacktracking)]
    private static partial Regex Reference();
}
