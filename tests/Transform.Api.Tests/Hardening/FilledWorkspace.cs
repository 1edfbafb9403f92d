using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Transform.Api.Features.Commitments;
using Transform.Api.Tests.Contract;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Hardening;

/// <summary>A workspace with two of everything that the contract can make, each of its texts carrying a mark.</summary>
public sealed class FilledWorkspace
{
    /// <summary>What must be there before what; anything else that can be made comes after.</summary>
    private static readonly string[] Order = ["organisations", "people", "focus-taxonomies", "themes", "propositions", "users", "programmes", "change-groups", "activities", "interviews", "discussions", "contributions", "quotes", "commitments", "barriers", "portfolios", "samples", "api-keys"];

    /// <summary>Posts that answer 201 but make no single record of a collection.</summary>
    private static readonly HashSet<string> MakeNothing = new(StringComparer.Ordinal) { "setUp", "signIn", "createActivities", "splitTheme", "withdrawConsent" };

    private readonly Dictionary<string, List<Guid>> ids = new(StringComparer.Ordinal);

    private JsonObject? firstUser;
    /// <summary>The secret of the newest calendar address: no id leads to it.</summary>
    private string calendarToken = "";

    private FilledWorkspace(TestWorkspace workspace, ContractFile contract, string marker)
    {
        Workspace = workspace;
        Contract = contract;
        Marker = marker;
    }

    public TestWorkspace Workspace { get; }

    public ContractFile Contract { get; }

    /// <summary>Stands in every text of this workspace and nowhere else.</summary>
    public string Marker { get; }

    public HttpClient Client => Workspace.Administrator.Client;

    public IReadOnlyCollection<string> Nouns => ids.Keys;

    public static async Task<FilledWorkspace> CreateAsync(TestService? service = null)
    {
        var contract = ContractFile.Parse(await ContractTests.RunningAsync());
        var filled = new FilledWorkspace(await TestWorkspace.CreateAsync(service), contract, $"marked{Guid.CreateVersion7():N}");
        var makers = contract.Operations.Where(Makes).OrderBy(it => Array.IndexOf(Order, NounOf(it)) is >= 0 and var place ? place : Order.Length).ToList();
        foreach (var maker in makers)
        {
            await filled.MakeAsync(maker);
            await filled.MakeAsync(maker);
        }

        // Nobody posts a step: each change of the codebook leaves one.
        var steps = await filled.Client.GetAsync(new Uri("codebook/steps", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
        filled.ids["steps"] = [.. steps["items"]!.AsArray().Select(it => it!["id"]!.GetValue<Guid>())];
        await filled.CodeBlindAsync();
        await filled.RemindAsync();
        return filled;
    }

    public Guid Id(string noun, int index = 0) => ids.TryGetValue(noun, out var many) ? many[index] : throw new InvalidOperationException($"This workspace has no {noun}: nothing in the contract made one.");

    public JsonNode? BodyOf(ContractOperation operation)
    {
        var body = Bodies.Of(operation, noun => ids.TryGetValue(noun, out var many) ? many[0] : null, Marker);
        if (body?["programmeIds"] is JsonArray programmes)
        {
            programmes.Add(Id("programmes", 1));
        }

        if (body?["excludedProgrammeIds"] is JsonArray { Count: > 0 } excluded)
        {
            excluded[0] = Id("programmes", 1);          // one is left to draw
        }

        if (operation.Id == "reviseInterview")
        {
            body!.AsObject().Remove("followsId");            // no interview follows itself
        }

        return body;
    }

    /// <summary>The operation's address with this workspace's ids, or with others for some parameters.</summary>
    public Uri AddressOf(ContractOperation operation, Func<string, Guid?>? instead = null, string? query = null)
    {
        var path = operation.PathParameters.Aggregate(operation.Path, (path, parameter) =>
            path.Replace($"{{{parameter}}}", instead?.Invoke(parameter)?.ToString("D") ?? (parameter == "token" ? calendarToken : Id(Bodies.NounOf(operation, parameter)).ToString("D")), StringComparison.Ordinal));
        return new Uri(path[1..] + (query ?? NeededQuery(operation)), UriKind.Relative);
    }

    /// <summary>The query that the operation cannot do without: its required parameters, with their first allowed value.</summary>
    public static string NeededQuery(ContractOperation operation)
    {
        var needed = operation.Parameters.Where(it => it["in"]!.GetValue<string>() == "query" && it["required"]?.GetValue<bool>() == true)
            .Select(it => $"{it["name"]}={it["schema"]?["enum"]?[0]?.ToString() ?? "1"}").ToList();
        return needed.Count == 0 ? "" : "?" + string.Join('&', needed);
    }

    public static async Task<Answer> SendAsync(HttpClient client, ContractOperation operation, Uri address, JsonNode? body, string? ifMatch = "\"v1\"")
    {
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), address) { Content = body is null ? null : JsonContent.Create(body) };
        if (operation.NeedsIfMatch && ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var response = await client.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    /// <summary>A digest of every row that this workspace has, but for those that the service renews by itself.</summary>
    public string Digest()
    {
        using var connection = Open();
        var rows = new List<string>();
        foreach (var table in connection.Query<string>("SELECT name FROM sqlite_master m WHERE type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'WorkspaceId')").Where(it => it is not ("Scores" or "Sessions")))
        {
            foreach (var row in connection.Query($"SELECT * FROM {table} WHERE WorkspaceId = @id", new { id = Workspace.Id.ToString("D").ToUpperInvariant() }))
            {
                var values = ((IDictionary<string, object?>)row).Where(it => it.Key != "LastUsedAt").Select(it => it.Value is byte[] bytes ? Convert.ToHexString(bytes) : it.Value?.ToString());
                rows.Add($"{table}|{string.Join('|', values)}");
            }
        }

        rows.Sort(StringComparer.Ordinal);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))));
    }

    /// <summary>How far this workspace's spine has grown.</summary>
    public long Sequence()
    {
        using var connection = Open();
        return connection.ExecuteScalar<long>("SELECT Sequence FROM SpineCounters WHERE WorkspaceId = @id", new { id = Workspace.Id.ToString("D").ToUpperInvariant() });
    }

    /// <summary>The first user codes the first interview a second time: what is compared and settled is there.</summary>
    private async Task CodeBlindAsync()
    {
        var coder = new Browser(Workspace.Service);
        coder.Became(await coder.PostAsync("session", new { email = firstUser!["email"], password = firstUser["password"] }).ExpectAsync(HttpStatusCode.OK));
        var path = $"programmes/{Id("programmes")}/interviews/{Id("interviews")}/blind-codings/{coder.UserId}";
        await coder.Client.PutAsync(path, new { }, etag: null).ExpectAsync(HttpStatusCode.OK);
        await coder.PostAsync($"{path}/finish", new { nothingToCode = true }).ExpectAsync(HttpStatusCode.NoContent);
    }

    private static bool Makes(ContractOperation operation) =>
        operation.Method == "POST" && operation.Responses.ContainsKey("201") && !operation.Path.EndsWith('}') && !MakeNothing.Contains(operation.Id);

    private static string NounOf(ContractOperation operation) => operation.Path.Split('/')[^1];

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(Workspace.Service.DataFolder, "transform.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>Reminders are made by a job: the commitments of the contract's examples are overdue.</summary>
    private async Task RemindAsync()
    {
        await using var scope = Workspace.Service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RemindersJob>().RunAsync(CancellationToken.None);
        var reminders = await Client.GetAsync(new Uri("me/reminders", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
        ids["reminders"] = [.. reminders["items"]!.AsArray().Select(it => it!["id"]!.GetValue<Guid>())];
    }

    private async Task MakeAsync(ContractOperation maker)
    {
        var body = BodyOf(maker);
        var answer = await SendAsync(Client, maker, AddressOf(maker), body);
        Assert.True(answer.Status == HttpStatusCode.Created, $"{maker.Id} answered its own example {body?.ToJsonString()} with {answer}");
        Assert.Empty(SchemaCheck.Check(Contract, maker.ResponseSchema("201")!, answer.Json).Select(it => $"{maker.Id}: {it}"));
        if (!ids.TryGetValue(NounOf(maker), out var many))
        {
            ids[NounOf(maker)] = many = [];
        }

        if (maker.Id == "createUser")
        {
            firstUser ??= body!.AsObject();
        }

        many.Add(answer.Json["id"]!.GetValue<Guid>());
        if (maker.Id == "createCalendarFeed")
        {
            calendarToken = Path.GetFileNameWithoutExtension(answer.Json["url"]!.GetValue<string>());
        }
    }
}
