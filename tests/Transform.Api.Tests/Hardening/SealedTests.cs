using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Transform.Api.Jobs;
using Transform.Api.Tests.Contract;
using Transform.Api.Tests.Service;
using Transform.Api.Trust;

namespace Transform.Api.Tests.Hardening;

/// <summary>
/// Two databases that differ in the text of one confidential note, and in nothing else, give everybody without the right to it the same
/// bytes: on every read of the contract, with every filter, in searches, exports, feeds and refusals.
/// </summary>
public sealed class SealedTests
{
    private const string First = "zq-first-canary: she will lend two nurses in May, if nobody hears of it.";

    [Theory]
    [InlineData("sealed", 20260301)]
    [InlineData("leadsOnly", 20260302)]
    public async Task Two_databases_that_differ_in_one_confidential_text_answer_everybody_else_byte_for_byte_alike(string level, int seed)
    {
        await using var service = new TestService();
        var house = await House.BuildAsync(service, level);
        var random = new Random(seed);
        var now = TimeProvider.System.GetUtcNow().AddMinutes(1);
        foreach (var length in new[] { 1, First.Length, random.Next(2000, 40_000) })
        {
            var second = Text(random, length);
            await using var one = CopiedService.Of(service, now);
            await using var other = CopiedService.Of(service, now, folder => Replace(folder, house.InterviewId, second));
            var walk = new TwinWalk(house.Filled, house.Hidden, areSecret: level == "sealed", [First[..16], "nurses", second.Length > 12 ? second[..12] : second]);
            foreach (var reader in house.Without)
            {
                await walk.RunAsync(one, other, reader);
            }

            Assert.True(walk.Findings.Count == 0, $"A text of {length} was told:\n{string.Join("\n\n", walk.Findings.Take(3))}");
            Assert.Superset(house.Filled.Contract.Operations.Where(it => it.Method == "GET" && it.Id != "getSession" && it.Responses.ContainsKey("200")).Select(it => it.Id).ToHashSet(), walk.Answered.ToHashSet());
            Assert.True(walk.Asked > 3000, $"Only {walk.Asked} questions were asked.");

            // As a control: whoever has the right is told the difference, where the note is read and where it is searched.
            var heard = new TwinWalk(house.Filled, house.Hidden, areSecret: false, [First[..16], second.Length > 12 ? second[..12] : second]);
            foreach (var reader in house.With)
            {
                await heard.RunAsync(one, other, reader);
                foreach (var operation in new[] { "getInterview", "searchInterviews" })
                {
                    Assert.Contains(heard.Findings, it => it.StartsWith($"{operation} to {reader.Name} ", StringComparison.Ordinal));
                }
            }
        }
    }

    /// <summary>Writes another text under the note's own key, in the copy alone.</summary>
    private static void Replace(string folder, Guid interviewId, string text)
    {
        using var database = Open(Path.Combine(folder, "transform.db"));
        using var keys = Open(Path.Combine(folder, "keys.db"));
        var id = interviewId.ToString("D").ToUpperInvariant();
        var keyId = database.ExecuteScalar<string>("SELECT KeyId FROM InterviewNotes WHERE InterviewId = @id", new { id });
        var secret = keys.QuerySingle<byte[]>("SELECT Secret FROM RecordKeys WHERE Id = @keyId", new { keyId });
        var changed = database.Execute("UPDATE InterviewNotes SET Notes = @notes WHERE InterviewId = @id", new { id, notes = FreeText.Seal(secret, interviewId, SealedFields.Notes, text) });
        Assert.Equal(1, changed);
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static string Text(Random random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => "abcdefghijklmnopqrstuvwxyzäöüéñ€   \n"[random.Next(36)])) is var text && string.IsNullOrWhiteSpace(text) ? new string('x', length) : text;

    /// <summary>A full workspace with one confidential interview in it, everything that can hang on one, and somebody of each kind to ask.</summary>
    private sealed record House(FilledWorkspace Filled, Guid InterviewId, IReadOnlyDictionary<string, Guid> Hidden, IReadOnlyList<Reader> With, IReadOnlyList<Reader> Without)
    {
        public static async Task<House> BuildAsync(TestService service, string level)
        {
            var filled = await FilledWorkspace.CreateAsync(service);
            var workspace = filled.Workspace;
            var author = await workspace.SignInAsAsync("contributor");
            var contributor = await workspace.SignInAsAsync("contributor");
            var lead = await workspace.SignInAsAsync("programmeLead");
            var leader = await workspace.SignInAsAsync("systemLeader");
            await AddAsync(filled, "reviseProgramme", "members", Member(author, "contributor"), Member(contributor, "contributor"), Member(lead, "lead"));
            await AddAsync(filled, "revisePortfolio", "readerIds", leader.UserId);

            var programme = $"programmes/{filled.Id("programmes")}";
            var hidden = new Dictionary<string, Guid>(StringComparer.Ordinal);
            var made = await author.PostAsync($"{programme}/interviews", new
            {
                heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { personId = filled.Id("people") } }, confidentiality = level, notes = First, minutes = 45,
                participationConsent = "given", quotationConsent = "given", successionConsent = "given", commitmentAsked = "asked", followsId = filled.Id("interviews"),
                stances = new[] { new { propositionId = filled.Id("propositions"), endorsement = 5 } }, mentions = new[] { new { themeId = filled.Id("themes") } },
                commitments = new[] { new { act = "Lend two nurses", dueOn = "2026-05-01" } },
            }).ExpectAsync(HttpStatusCode.Created);
            hidden["interviews"] = made["id"]!.GetValue<Guid>();
            hidden["commitments"] = made["commitments"]![0]!["id"]!.GetValue<Guid>();
            await HangAsync("quotes", $"{programme}/quotes", new { interviewId = hidden["interviews"], start = 0, end = 15, themeIds = new[] { filled.Id("themes") } });
            if (filled.Nouns.Contains("memos"))
            {
                await HangAsync("memos", $"{programme}/memos", new { text = "What I make of it", interviewId = hidden["interviews"] });
            }

            if (level != "sealed")                       // on a sealed one nothing stands that others see
            {
                await HangAsync("evidence", $"{programme}/barriers/{filled.Id("barriers")}/evidence", new { interviewId = hidden["interviews"], stand = "supports" });
            }

            // What the jobs make, they make once, before the data are copied.
            await using (var scope = service.Services.CreateAsyncScope())
            {
                foreach (var job in scope.ServiceProvider.GetServices<JobDescription>())
                {
                    await ((IJob)scope.ServiceProvider.GetRequiredService(job.Type)).RunAsync(CancellationToken.None);
                }
            }

            foreach (var computed in filled.Contract.Operations.Where(it => it.Method == "GET" && it.Responses.ContainsKey("202")))
            {
                await SettleAsync(filled, computed);
            }

            var authorReads = Reader.Of("the author", author);
            var leadReads = Reader.Of("a lead", lead);
            Reader[] others =
            [
                Reader.Nobody, Reader.Of("an administrator", workspace.Administrator), Reader.Of("a contributor", contributor), Reader.Of("a system leader", leader),
                Reader.Of("somebody of another workspace", (await TestWorkspace.CreateAsync(service)).Administrator), Reader.Of("an API key", workspace.Key),
            ];
            return level == "sealed" ? new House(filled, hidden["interviews"], hidden, [authorReads], [leadReads, .. others]) : new House(filled, hidden["interviews"], hidden, [authorReads, leadReads], others);

            async Task HangAsync(string noun, string path, object body) =>
                hidden[noun] = (await author.PostAsync(path, body).ExpectAsync(HttpStatusCode.Created))["id"]!.GetValue<Guid>();
        }

        private static JsonObject Member(Browser user, string part) => new() { ["userId"] = user.UserId, ["part"] = part };

        /// <summary>Adds to a list of a record, and leaves the rest as the contract's example has it.</summary>
        private static async Task AddAsync(FilledWorkspace filled, string operationId, string list, params IEnumerable<JsonNode?> more)
        {
            var operation = filled.Contract.Operations.Single(it => it.Id == operationId);
            var address = filled.AddressOf(operation);
            var body = filled.BodyOf(operation)!.AsObject();
            foreach (var one in more)
            {
                body[list]!.AsArray().Add(one);
            }

            await filled.Client.PutAsync(address.OriginalString, body, await filled.Client.ETagAsync(address.OriginalString)).ExpectAsync(HttpStatusCode.OK);
        }

        /// <summary>Waits until a computed answer has caught up with all that was written.</summary>
        private static async Task SettleAsync(FilledWorkspace filled, ContractOperation operation)
        {
            var sequence = filled.Sequence().ToString(CultureInfo.InvariantCulture);
            var canWait = operation.Parameters.Any(it => it["name"]!.GetValue<string>() == "atLeast");
            for (var i = 0; i < 300; i++)
            {
                using var response = await filled.Client.GetAsync(filled.AddressOf(operation, query: canWait ? $"?atLeast={sequence}" : null));
                if (response.StatusCode != HttpStatusCode.Accepted)
                {
                    return;
                }

                await Task.Delay(100);
            }

            Assert.Fail($"{operation.Id} did not catch up.");
        }
    }
}
