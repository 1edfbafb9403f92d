using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Transform.Bench.Ground;
using Transform.Bench.Machine;

namespace Transform.Bench.Rows;

/// <summary>A codebook of 200 themes and 2,000 quotes, coded through the front door: reading it whole, coding one passage more, merging two themes.</summary>
public static class Codebooks
{
    private const int Themes = 200;
    private const int Quotes = 2000;
    private const int Interviews = 100;
    private const int Asked = 200;
    private const int Merged = 100;
    private const string Sentence = "She says that the triage form takes eleven minutes. ";

    public static async Task MeasureAsync(TestBed bed, Report report)
    {
        var workspace = await bed.PrepareAsync("codebook");
        Guid programmeId;
        List<Guid> themes;
        Guid personId;
        using (var filling = new Filling(workspace))
        {
            programmeId = filling.Programmes(1)[0];
            themes = filling.Themes(Themes);
            personId = filling.People(1)[0];
        }

        await using var service = await bed.StartAsync(workspace.Folder);
        var interviews = await CodeAsync(service, workspace, programmeId, personId, themes);
        var codebook = Load.Get("/api/v1/codebook", workspace.Authorization);
        var (status, _, body) = await Load.OnceAsync(service, codebook);
        if (status != 200 || JsonNode.Parse(body)!["items"]!.AsArray() is not { Count: Themes } items || items.Sum(it => it!["quotes"]!.GetValue<int>()) != Quotes)
        {
            throw new InvalidOperationException($"/codebook: {status} {body[..Math.Min(body.Length, 2000)]}");
        }

        byte[] Coding(int i) => Load.Post($"/api/v1/programmes/{programmeId}/quotes", QuoteOf(interviews[i % Interviews], i % 20, themes[i % Themes]), workspace.Authorization);
        byte[] Merging(int i) => Load.Post($"/api/v1/themes/{themes[2 * i]}/merges", JsonSerializer.Serialize(new { intoThemeId = themes[2 * i + 1] }), workspace.Authorization);

        await TimesAsync(service, Enumerable.Repeat(codebook, 50), 200);        // until everything hot is compiled for good
        await TimesAsync(service, Enumerable.Range(0, 50).Select(Coding), 201);
        Add(report, "getCodebook", await TimesAsync(service, Enumerable.Repeat(codebook, Asked), 200));
        Add(report, "createQuote", await TimesAsync(service, Enumerable.Range(50, Asked).Select(Coding), 201));
        Add(report, "mergeTheme", await TimesAsync(service, Enumerable.Range(0, Merged).Select(Merging), 200));
        report.Add("codebook: kB of JSON", body.Length / 1000.0, "kB");
    }

    private static void Add(Report report, string operation, List<double> times)
    {
        times.Sort();
        report.Add($"codebook: {operation}, median", times[times.Count / 2], "ms");
        report.Add($"codebook: {operation}, p95", times[(int)(times.Count * 0.95)], "ms", atMost: 100);
    }

    /// <summary>One request after the other, from the first byte sent to the last received.</summary>
    private static async Task<List<double>> TimesAsync(RunningService service, IEnumerable<byte[]> requests, int expected)
    {
        var times = new List<double>();
        foreach (var request in requests)
        {
            var start = Stopwatch.GetTimestamp();
            var (status, _, body) = await Load.OnceAsync(service, request);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (status != expected)
            {
                throw new InvalidOperationException($"{status} {body}");
            }
        }

        return times;
    }

    /// <summary>Notes are ciphertext under keys of their own, so interviews and quotes come in as people bring them in.</summary>
    private static async Task<List<Guid>> CodeAsync(RunningService service, Workspace workspace, Guid programmeId, Guid personId, List<Guid> themes)
    {
        using var client = new HttpClient { BaseAddress = new Uri(service.Address, $"api/v1/programmes/{programmeId}/") };
        client.DefaultRequestHeaders.Authorization = new("Bearer", workspace.Key);
        var notes = string.Concat(Enumerable.Repeat(Sentence, 20));
        var interviews = new List<Guid>();
        for (var i = 0; i < Interviews; i++)
        {
            using var made = await client.PostAsJsonAsync("interviews", new
            {
                heldAt = new DateTime(2026, 1, 5, 9, 0, 0, DateTimeKind.Utc).AddHours(i), participants = new[] { new { personId } }, participationConsent = "given", confidentiality = "programme", notes,
            });
            made.EnsureSuccessStatusCode();
            interviews.Add((await made.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<Guid>());
        }

        for (var i = 0; i < Quotes; i++)
        {
            using var content = new StringContent(QuoteOf(interviews[i % Interviews], i / Interviews, themes[(i * 7) % themes.Count]), System.Text.Encoding.UTF8, "application/json");
            using var made = await client.PostAsync(new Uri("quotes", UriKind.Relative), content);
            made.EnsureSuccessStatusCode();
        }

        return interviews;
    }

    private static string QuoteOf(Guid interviewId, int sentence, Guid themeId) => JsonSerializer.Serialize(new
    {
        interviewId, start = sentence * Sentence.Length, end = (sentence + 1) * Sentence.Length - 1, themeIds = new[] { themeId },
    });
}
