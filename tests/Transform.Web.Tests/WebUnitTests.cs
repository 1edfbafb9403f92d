using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Transform.Web.Tests.Service;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Transform.Web.Tests;

/// <summary>Says how many units ran even when all is well.</summary>
public sealed class Announcer(IMessageSink sink)
{
    public void Say(string message) => sink.OnMessage(new DiagnosticMessage(message));
}

/// <summary>What npm knows how to check runs here as well, so that one command runs everything.</summary>
public sealed class WebUnitTests(Announcer announcer) : IClassFixture<Announcer>
{
    [Fact]
    public async Task The_sources_are_formatted_typed_and_without_dead_code()
    {
        var (code, said) = await RunAsync("npm run --silent check");
        Assert.True(code == 0, said);
        announcer.Say("The web sources passed Biome, TypeScript and knip.");
    }

    [Fact]
    public async Task The_units_of_the_page_pass()
    {
        var report = Path.Combine(Directory.CreateTempSubdirectory("transform-web-").FullName, "units.json");
        var (code, said) = await RunAsync($"npm test --silent -- --reporter=default --reporter=json --outputFile.json=\"{report}\"");
        Assert.True(code == 0, said);
        var results = JsonNode.Parse(await File.ReadAllTextAsync(report))!;
        var passed = results["numPassedTests"]!.GetValue<int>();
        Assert.True(passed > 0, said);
        announcer.Say(string.Create(CultureInfo.InvariantCulture, $"Web units: {passed} passed, {results["numFailedTests"]} failed."));
    }

    private static async Task<(int Code, string Said)> RunAsync(string command)
    {
        var shell = OperatingSystem.IsWindows() ? new ProcessStartInfo("cmd.exe", ["/c", command]) : new ProcessStartInfo("/bin/sh", ["-c", command]);
        shell.WorkingDirectory = WebJourney.WebFolder;
        shell.UseShellExecute = false;
        shell.RedirectStandardOutput = true;
        shell.RedirectStandardError = true;
        shell.Environment["NO_COLOR"] = "1";
        using var process = Process.Start(shell)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
