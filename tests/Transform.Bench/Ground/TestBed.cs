using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Transform.Bench.Machine;

namespace Transform.Bench.Ground;

/// <summary>The service and the references as they are shipped, and folders for their data; all of it goes when the run ends.</summary>
public sealed class TestBed : IDisposable
{
    /// <summary>Of the administrator of every prepared workspace.</summary>
    public const string Email = "ada@example.org";

    public const string Password = "six blue kettles sing";

    private readonly string folder = Directory.CreateTempSubdirectory("transform-bench-").FullName;

    /// <summary>Where <c>service</c> and <c>references</c> were published before, to measure them once more (<c>TRANSFORM_BENCH_PUBLISHED</c>).</summary>
    private readonly string? published = Environment.GetEnvironmentVariable("TRANSFORM_BENCH_PUBLISHED");

    private string Service => Path.Combine(published ?? folder, "service", "Transform.Api.dll");

    private string References => Path.Combine(published ?? folder, "references", "Transform.Bench.dll");

    public async Task PublishAsync()
    {
        if (published is not null)
        {
            return;
        }

        Console.WriteLine("Publishing the service and the references …");
        await PublishAsync("api/Transform.Api", "service");
        await PublishAsync("tests/Transform.Bench", "references");
    }

    /// <summary>A data folder with a migrated database and one workspace, made through the front door.</summary>
    public async Task<Workspace> PrepareAsync(string name)
    {
        var data = Path.Combine(folder, name);
        await using var service = await StartAsync(data);
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(service.Address, "api/v1/") };
        var session = await PostAsync(client, "setup", new { workspaceName = "Bench", name = "Ada Administrator", email = Email, password = Password });
        client.DefaultRequestHeaders.Add("X-Anti-Forgery", session["antiForgeryToken"]!.GetValue<string>());
        string[] scopes = ["programmes:read", "programmes:write", "people:read", "people:write", "interviews:read", "interviews:write", "scores:read", "changes:read"];
        var key = await PostAsync(client, "api-keys", new { name = "bench", scopes });
        return new Workspace(data, session["workspace"]!["id"]!.GetValue<Guid>(), session["user"]!["id"]!.GetValue<Guid>(), key["secret"]!.GetValue<string>());
    }

    /// <summary>The service as its users run it: with sign-in, logs, headers and limits, the last set so high that the load is let in.</summary>
    public Task<RunningService> StartAsync(string data) => RunningService.StartAsync(Service, [], new()
    {
        ["TRANSFORM_DATA"] = data, ["TRANSFORM_REQUESTS_PER_MINUTE"] = "1000000000",
    });

    /// <summary>Puts the built web page where the service looks for it.</summary>
    public void PutPage(string dist)
    {
        var page = Path.Combine(Path.GetDirectoryName(Service)!, "page");
        foreach (var file in Directory.EnumerateFiles(dist, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(page, Path.GetRelativePath(dist, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to, overwrite: true);
        }
    }

    public Task<RunningService> StartReferenceAsync(string kind, string data) => RunningService.StartAsync(References, ["reference", kind, data]);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task<JsonNode> PostAsync(HttpClient client, string path, object body)
    {
        using var response = await client.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{path}: {(int)response.StatusCode} {text}");
    }

    private async Task PublishAsync(string project, string to)
    {
        var start = new ProcessStartInfo("dotnet",
        [
            "publish", Path.Combine(Repository.Root, project), "-c", "Release", "--use-current-runtime", "--self-contained", "false",
            "-p:PublishReadyToRun=true", "-p:SkipWeb=true", "-o", Path.Combine(folder, to), "-v", "quiet", "--nologo",
        ])
        { RedirectStandardOutput = true, UseShellExecute = false };
        using var publishing = Process.Start(start)!;
        var words = await publishing.StandardOutput.ReadToEndAsync();
        await publishing.WaitForExitAsync();
        if (publishing.ExitCode != 0)
        {
            throw new InvalidOperationException(words);
        }
    }
}

/// <summary>A filled data folder, and who may ask.</summary>
public sealed record Workspace(string Folder, Guid Id, Guid AdministratorId, string Key)
{
    public string Database => Path.Combine(Folder, "transform.db");

    public string Authorization => $"Authorization: Bearer {Key}";
}
