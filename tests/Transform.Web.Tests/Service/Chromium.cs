using System.Diagnostics;
using Microsoft.Playwright;

namespace Transform.Web.Tests.Service;

/// <summary>The one real browser that all journeys share; each has a context of its own. Found on this machine, never downloaded by Playwright.</summary>
public static class Chromium
{
    private const string Missing = "No Chromium was found: install Chromium or Google Chrome (on Debian or Ubuntu: sudo apt-get install chromium), or name its program in TRANSFORM_CHROMIUM.";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe", "msedge.exe"];

    private static readonly string[] Places =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
        @"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
    ];

    private static readonly Lazy<Task<IBrowser>> Lazily = new(LaunchAsync);

    public static Task<IBrowser> SharedAsync() => Lazily.Value;

    private static async Task<IBrowser> LaunchAsync()
    {
        var program = Find() ?? await InstallAsync();
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program ?? throw new InvalidOperationException(Missing),
            Args = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-dev-shm-usage"],
        });
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("TRANSFORM_CHROMIUM") is { Length: > 0 } named)
        {
            return named;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).Concat(Places).FirstOrDefault(File.Exists);
    }

    /// <summary>As root on Debian (a build machine's container) the package manager is asked; elsewhere a person decides.</summary>
    private static async Task<string?> InstallAsync()
    {
        if (!File.Exists("/usr/bin/apt-get") || Environment.UserName != "root")
        {
            return null;
        }

        foreach (var arguments in (string[][])[["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]])
        {
            using var process = Process.Start(new ProcessStartInfo("apt-get", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var reading = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            await reading;
        }

        return Find();
    }
}
