using System.Text.Json.Nodes;
using Transform.Bench.Ground;
using Transform.Bench.Machine;

namespace Transform.Bench.Rows;

/// <summary>50 of 100,000 interviews of a programme, newest first; and the same list where the caller holds it already.</summary>
public static class Lists
{
    public const int Interviews = 100_000;
    private const int Connections = 16;
    private const int Rounds = 7;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(1.2);

    public static async Task MeasureAsync(TestBed bed, Report report)
    {
        var workspace = await bed.PrepareAsync("interviews");
        Guid programmeId;
        using (var filling = new Filling(workspace))
        {
            programmeId = filling.Programmes(1)[0];
            filling.Interviews(programmeId, Interviews, filling.People(2000), filling.Themes(40));
        }

        await using var service = await bed.StartAsync(workspace.Folder);
        await using var byHand = await bed.StartReferenceAsync("handwritten", workspace.Folder);
        await using var dapper = await bed.StartReferenceAsync("dapper", workspace.Folder);
        var path = $"/api/v1/programmes/{programmeId}/interviews";
        var ours = Load.Get(path, workspace.Authorization);
        var theirs = Load.Get($"/{workspace.Id}/{programmeId}/interviews");

        var (status, head, body) = await Load.OnceAsync(service, ours);
        if (status != 200)
        {
            throw new InvalidOperationException($"{path}: {status} {body}");
        }

        await DemandSameItemsAsync(body, byHand, theirs);
        await DemandSameItemsAsync(body, dapper, theirs);
        var held = Load.Get(path, workspace.Authorization, "If-None-Match: " + head.Split("\r\n").First(it => it.StartsWith("ETag: ", StringComparison.OrdinalIgnoreCase))[6..]);

        Func<Task<Round>>[] kinds =
        [
            () => Load.RunAsync(service, ours, Connections, Time),
            () => Load.RunAsync(byHand, theirs, Connections, Time),
            () => Load.RunAsync(dapper, theirs, Connections, Time),
            () => Load.RunAsync(service, held, Connections, Time, expected: 304),
        ];
        await Load.InterleaveAsync(2, kinds);               // until everything hot is compiled for good
        var rounds = await Load.InterleaveAsync(Rounds, kinds);

        report.Add("list: service", rounds[0]);
        report.Add("list: by hand", rounds[1]);
        report.Add("list: tuned Dapper", rounds[2]);
        report.Add("list: 304", rounds[3]);
        report.Add("list: kB of JSON", body.Length / 1000.0, "kB");
        report.Add("list: CPU to tuned Dapper", rounds[0].CpuMicroseconds / rounds[2].CpuMicroseconds, "×", atMost: 1.25);
        report.Add("list: CPU to by hand (goal)", rounds[0].CpuMicroseconds / rounds[1].CpuMicroseconds, "×", atMost: 1.2);
        report.Add("list: p99 at 16 to tuned Dapper", rounds[0].P99 / rounds[2].P99, "×", atMost: 1.5);
        report.Add("list: rate of 304 to full", rounds[3].RequestsPerSecond / rounds[0].RequestsPerSecond, "×", atLeast: 3);

        var (resident, anonymous) = service.Memory();
        report.Add("memory after load: resident", resident, "MB");
        report.Add("memory after load: anonymous", anonymous, "MB", atMost: 150);
    }

    /// <summary>A reference that answers something else is no reference.</summary>
    private static async Task DemandSameItemsAsync(string body, RunningService reference, byte[] request)
    {
        var (_, _, theirs) = await Load.OnceAsync(reference, request);
        if (JsonNode.Parse(theirs)!["items"]!.ToJsonString() != JsonNode.Parse(body)!["items"]!.ToJsonString())
        {
            throw new InvalidOperationException($"The reference answers otherwise than the service:\n{theirs[..600]}\n{body[..600]}");
        }
    }
}
