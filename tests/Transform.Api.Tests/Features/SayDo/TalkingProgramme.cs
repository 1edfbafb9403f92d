using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Transform.Api.Data;
using Transform.Api.Tests.Features.Balance;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.SayDo;

/// <summary>A programme whose interviews these tests write, and the figures made of them.</summary>
internal sealed class TalkingProgramme
{
    private TalkingProgramme(TestWorkspace workspace, HttpClient key, Guid id, Guid propositionId, string statement, Guid verifier)
    {
        Workspace = workspace;
        Key = key;
        Id = id;
        PropositionId = propositionId;
        Statement = statement;
        Verifier = verifier;
    }

    public TestWorkspace Workspace { get; }

    public Guid Id { get; }

    public Guid PropositionId { get; }

    public string Statement { get; }

    /// <summary>Somebody who has promised nothing, and so may look at evidence.</summary>
    public Guid Verifier { get; }

    public HttpClient Key { get; }

    /// <summary>The sequence of the last write.</summary>
    public long Sequence { get; private set; }

    public static async Task<TalkingProgramme> CreateAsync(TestWorkspace? workspace = null, params Guid[] organisationIds)
    {
        workspace ??= await TestWorkspace.SharedAsync();
        var programme = await workspace.Key.PostAsJsonAsync("programmes", new
        {
            name = TestWorkspace.Unique("Talking"), startsOn = "2026-01-05", dataController = "Northfield NHS Trust", organisationIds,
        }).ExpectAsync(HttpStatusCode.Created);
        var statement = TestWorkspace.Unique("Clinics should be planned together.");
        var proposition = await workspace.Key.PostAsJsonAsync("propositions", new { statement }).ExpectAsync(HttpStatusCode.Created);
        var verifier = await workspace.SignInAsAsync("programmeLead");
        return new TalkingProgramme(workspace, workspace.Key, programme.Id(), proposition.Id(), statement, verifier.UserId);
    }

    /// <summary>The same programme in a service that stands on a copy of the data.</summary>
    public TalkingProgramme On(TestService service) =>
        new(Workspace, TestWorkspace.KeyClient(service, Key.DefaultRequestHeaders.Authorization!.Parameter!), Id, PropositionId, Statement, Verifier);

    /// <summary>Logs a conversation with somebody new.</summary>
    /// <param name="endorsement">On the proposition; null for no stance.</param>
    /// <param name="dueOn">One commitment for each.</param>
    public async Task<Talk> TalkAsync(
        int? endorsement = 5, string asked = "asked", string[]? dueOn = null, string level = "programme", string heldAt = "2026-03-02T10:00:00Z", bool elicited = false, Guid? organisationId = null,
        Guid[]? themes = null, string consent = "given", Guid? propositionId = null, string? notes = null)
    {
        var person = await Key.PostAsJsonAsync("people", new { name = TestWorkspace.Unique("Leader"), organisationId }).ExpectAsync(HttpStatusCode.Created);
        using var response = await Key.PostAsJsonAsync($"programmes/{Id}/interviews", new
        {
            heldAt, participants = new[] { new { personId = person.Id() } }, confidentiality = level, commitmentAsked = asked, participationConsent = consent, notes,
            stances = endorsement is null ? [] : new[] { new { propositionId = propositionId ?? PropositionId, endorsement, elicited } },
            commitments = (dueOn ?? []).Select(day => new { act = "Open Thursday's list to the other site", dueOn = day }),
            mentions = (themes ?? []).Select(it => new { themeId = it, dimension = "P1" }),
        });
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        Sequence = BalanceReading.Sequence(response);
        var made = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        return new Talk(made.Id(), [.. made["commitments"]!.AsArray().OrderBy(it => it!["dueOn"]!.GetValue<string>(), StringComparer.Ordinal).Select(it => it!["id"]!.GetValue<Guid>())], person.Id());
    }

    /// <summary>Says what came of a commitment; kept with evidence that somebody has looked at, unless told.</summary>
    public async Task SettleAsync(Guid commitmentId, string status = "kept", bool isVerified = true, string dueOn = "2026-04-01")
    {
        var path = $"programmes/{Id}/commitments/{commitmentId}";
        using var response = await Key.PutAsync(path, new
        {
            act = "Open Thursday's list to the other site", dueOn, status, evidence = status == "kept" ? "The list of 2 April" : null, statusReason = status == "withdrawn" ? "She has left" : null,
            verifiedBy = status == "kept" && isVerified ? Verifier : (Guid?)null,
        }, await Key.ETagAsync(path));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        Sequence = BalanceReading.Sequence(response);
    }

    /// <summary>Changes an interview as its page would.</summary>
    public async Task ReviseAsync(Guid id, Action<JsonObject> change)
    {
        var path = $"programmes/{Id}/interviews/{id}";
        var interview = await Key.GetAsync(new Uri(path, UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
        var body = new JsonObject
        {
            ["participants"] = new JsonArray([.. interview["participants"]!.AsArray().Select(it => new JsonObject { ["personId"] = it!["personId"]!.DeepClone() })]),
        };
        foreach (var field in new[] { "heldAt", "confidentiality", "participationConsent", "quotationConsent", "commitmentAsked", "mentions", "stances" })
        {
            body[field] = interview[field]!.DeepClone();
        }

        foreach (var field in new[] { "notes", "followsId", "successionConsent" })
        {
            body[field] = interview[field]?.DeepClone();
        }

        foreach (var stance in body["stances"]!.AsArray().Select(it => it!.AsObject()))
        {
            stance.Remove("codedBy");
        }

        change(body);
        using var response = await Key.PutAsync(path, body, await Key.ETagAsync(path));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        Sequence = BalanceReading.Sequence(response);
    }

    /// <summary>Saves the programme as it is, with these members.</summary>
    public async Task ReviseAsync(params (Guid UserId, string Part)[] members)
    {
        var path = $"programmes/{Id}";
        var programme = await Key.GetAsync(new Uri(path, UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
        using var response = await Key.PutAsync(path, new
        {
            name = programme["name"]!.GetValue<string>(), startsOn = "2026-01-05", dataController = "Northfield NHS Trust",
            organisationIds = programme["organisationIds"]!.AsArray().Select(it => it!.GetValue<Guid>()), members = members.Select(it => new { userId = it.UserId, part = it.Part }),
        }, await Key.ETagAsync(path));
        Noted(response);
    }

    /// <summary>Takes note of a write that was made elsewhere, so that figures are waited for.</summary>
    public void Noted(HttpResponseMessage write)
    {
        Assert.True(write.IsSuccessStatusCode, $"{(int)write.StatusCode} of {write.RequestMessage?.RequestUri}");
        Sequence = BalanceReading.Sequence(write);
    }

    /// <param name="part">What is removed of it, where it stays itself.</param>
    public async Task RemoveAsync(string path, string? part = null)
    {
        path = $"programmes/{Id}/{path}";
        using var response = await Key.DeleteAsync(part is null ? path : $"{path}/{part}", await Key.ETagAsync(path));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        Sequence = BalanceReading.Sequence(response);
    }

    /// <summary>Reads a figure that has caught up with the last write.</summary>
    public Task<JsonObject> ReadAsync(string path, HttpClient? reader = null) =>
        (reader ?? Key).ReadyAsync($"programmes/{Id}/{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}atLeast={Sequence}");

    public async Task<JsonNode> FiguresAsync(HttpClient? reader = null) => (await ReadAsync("say-do", reader))["figures"]!;

    /// <summary>Endorsed, asked, committed and kept.</summary>
    public async Task<string> ChainAsync(HttpClient? reader = null)
    {
        var chain = (await FiguresAsync(reader))["chain"]!;
        return $"{chain["endorsed"]} {chain["asked"]} {chain["committed"]} {chain["kept"]}";
    }

    public async Task<IReadOnlyList<JsonObject>> EvidenceAsync(string row, HttpClient? reader = null) =>
        [.. (await (reader ?? Key).ReadyAsync($"programmes/{Id}/say-do/evidence?row={row}&limit=200"))["items"]!.AsArray().Select(it => it!.AsObject())];

    /// <summary>Writes rows that no operation of this test is about.</summary>
    public async Task WriteAsync(string sql, object args)
    {
        var db = Workspace.Service.Services.GetRequiredService<Db>();
        Assert.NotEqual(0, await db.WriteUnannouncedAsync(unit => unit.ExecuteAsync(sql, args), CancellationToken.None));
    }

    /// <summary>A write on the programme that changes no figure, so that rows written beside the front door are taken up.</summary>
    public async Task TouchAsync() => (_, Sequence) = await Key.LogOneAsync(Id, new { status = "planned" });
}

/// <param name="CommitmentIds">In the order in which they fall due.</param>
internal sealed record Talk(Guid Id, IReadOnlyList<Guid> CommitmentIds, Guid PersonId);
