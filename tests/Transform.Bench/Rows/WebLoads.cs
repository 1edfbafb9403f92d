using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Transform.Bench.Ground;
using Transform.Bench.Machine;
using Transform.Web.Tests.Service;

namespace Transform.Bench.Rows;

/// <summary>
/// What a browser fetches before the first page shows: the scripts and styles that the page itself names, compressed; and how long a phone waits
/// that has never been here: 375 px, 1.6 Mbit/s, 150 ms to the service and back, a processor four times slower than this one.
/// </summary>
public static partial class WebLoads
{
    private const int Rounds = 5;

    /// <summary>When the first thing is drawn, and when the page's own heading is.</summary>
    private const string Times = """
        () => new Promise(done => {
            const look = () => {
                const first = performance.getEntriesByName('first-contentful-paint')[0];
                if (first && document.querySelector('h1')) requestAnimationFrame(() => setTimeout(() => done([first.startTime, performance.now()])));
                else setTimeout(look, 5);
            };
            look();
        })
        """;

    public static async Task MeasureAsync(TestBed bed, Report report)
    {
        var dist = Path.Combine(Repository.Root, "web", "dist");
        var index = Path.Combine(dist, "index.html");
        if (!File.Exists(index))
        {
            report.Note("web: not measured, since web/dist is not built (npm run build in web).");
            return;
        }

        var named = Reference().Matches(File.ReadAllText(index)).Select(it => it.Groups[1].Value).Distinct(StringComparer.Ordinal).ToList();
        report.Add("web: script at first load", Gzipped(dist, named, ".js"), "kB", atMost: 130);
        report.Add("web: script at first load (goal)", Gzipped(dist, named, ".js"), "kB", atMost: 100);
        report.Add("web: style at first load", Gzipped(dist, named, ".css"), "kB", atMost: 30);

        bed.PutPage(dist);
        await using var service = await bed.StartAsync((await bed.PrepareAsync("phone")).Folder);
        foreach (var (page, path, isSignedIn) in ((string, string, bool)[])[("sign-in", "/sign-in", false), ("Home", "/", true)])
        {
            var rounds = new List<double[]>();
            for (var i = 0; i < Rounds; i++)
            {
                rounds.Add(await OpenOnPhoneAsync(service.Address, path, isSignedIn));
            }

            report.Add($"web: first content on a throttled phone, {page}", Median(rounds.Select(it => it[0])), "ms", atMost: 1500);
            report.Add($"web: heading on a throttled phone, {page}", Median(rounds.Select(it => it[1])), "ms");
        }
    }

    private static async Task<double[]> OpenOnPhoneAsync(Uri address, string path, bool isSignedIn)
    {
        var browser = await Chromium.SharedAsync();
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(), ViewportSize = new ViewportSize { Width = 375, Height = 740 }, ServiceWorkers = ServiceWorkerPolicy.Block,
        });
        if (isSignedIn)
        {
            await context.APIRequest.PostAsync("/api/v1/session", new APIRequestContextOptions { DataObject = new { email = TestBed.Email, password = TestBed.Password } });
        }

        var page = await context.NewPageAsync();
        var throttle = await context.NewCDPSessionAsync(page);
        await throttle.SendAsync("Network.enable");
        await throttle.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
        {
            ["offline"] = false, ["latency"] = 150, ["downloadThroughput"] = 1_600_000 / 8, ["uploadThroughput"] = 750_000 / 8,
        });
        await throttle.SendAsync("Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = 4 });
        await page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
        return await page.EvaluateAsync<double[]>(Times);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

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
