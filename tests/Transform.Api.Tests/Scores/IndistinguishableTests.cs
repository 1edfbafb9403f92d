using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Contract;
using Transform.Api.Tests.Features.Balance;
using Transform.Api.Tests.Features.SayDo;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Scores;

/// <summary>
/// Two copies of one database: whatever happens to one person interviewed in the first happens to another in the second. A system leader who asks everything,
/// of every day, by every filter, after every step, cannot tell the two apart; and sees nothing at all before conversations with five people have changed.
/// </summary>
public sealed class IndistinguishableTests
{
    private const int Conversations = 15;
    private const int Step = 5;

    /// <summary>Before the first day has passed, and after a snapshot has, the view stands still until five conversations have changed.</summary>
    private const int DaysEvery = 12;

    private const string Notes = "She said that the ward rings too late. Nobody had asked her before. She would lend two nurses.";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_system_leader_can_never_tell_one_persons_change_from_anothers(int seed)
    {
        var random = new Random(seed);
        var clock = new StandingClock(new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero));
        await using var first = new TwinService(clock);
        var ground = await Ground.LayAsync(first);
        await using var second = new TwinService(clock, first.DataFolder);
        var one = await Side.OpenAsync(first, ground, ground.Ours);
        var other = await Side.OpenAsync(second, ground, ground.Theirs);
        Side[] sides = [one, other];

        var days = Enumerable.Range(0, 4).Select(it => new DateOnly(2026, 5, 3).AddDays(it)).ToList();
        var walk = new LeaderWalk(ContractFile.Parse(await ContractTests.RunningAsync()), ground.Ids, days);
        var everything = walk.Count;
        Assert.Null(LeaderWalk.Difference(await one.SeeAsync(walk), await other.SeeAsync(walk)));
        await walk.NarrowAsync(one.Leader);
        Assert.InRange(walk.Count, 40, everything - 1);

        var before = await one.SeeAsync(walk);
        var changed = new HashSet<int>();
        var moved = 0;
        var kinds = Enum.GetValues<Happening>();
        random.Shuffle(kinds);
        for (var step = 0; step < kinds.Length; step++)
        {
            // The pair is one conversation on either side; the others are the same on both.
            var who = random.Next(3) == 0 ? 0 : random.Next(Conversations - 1);
            var seedOfStep = random.Next();
            if (kinds[step] == Happening.LeadLeft)
            {
                await Both(side => side.LoseLeadAsync());                        // of that everybody may know
                before = await SameAsync(step);
            }

            await Both(side => side.ChangeAsync(kinds[step], who, new Random(seedOfStep)));
            changed.Add(who);
            var after = await SameAsync(step);
            if (!before.SequenceEqual(after))
            {
                Assert.True(changed.Count >= Step, $"After {changed.Count} conversations ({string.Join(", ", one.Done)}) the view {LeaderWalk.Difference(before, after)}");
                changed.Clear();
                moved++;
            }

            before = after;
            if (step % DaysEvery == DaysEvery - 1)
            {
                clock.Now = clock.Now.AddDays(1);                                // commitments of many fall due at once; the look before is a visit past
                await Both(side => side.LookAgainAsync());
                before = await SameAsync(step);
                changed.UnionWith(Enumerable.Range(0, Conversations - 1));
            }
        }

        Assert.NotEqual(0, moved);                                               // the walk is not about nothing
        Assert.True(one.Done.Count(it => it.EndsWith('✓')) >= kinds.Length - 3, $"Too much was refused: {string.Join(", ", one.Done)}");

        async Task Both(Func<Side, Task> change)
        {
            foreach (var side in sides)
            {
                await change(side);
            }
        }

        async Task<IReadOnlyList<string>> SameAsync(int step)
        {
            var (seen, asSeen) = (await one.SeeAsync(walk), await other.SeeAsync(walk));
            Assert.Equal(one.Done, other.Done);                                  // the same was done and refused on both sides
            Assert.True(LeaderWalk.Difference(seen, asSeen) is null, $"Step {step}, {string.Join(", ", one.Done)}: {LeaderWalk.Difference(seen, asSeen)}");
            return seen;
        }
    }

    /// <summary>What may happen to one conversation; each does, in every walk.</summary>
    private enum Happening
    {
        Endorsed, Asked, Kept, Missed, CommitmentWithdrawn, EvidenceRemoved, Spoken, SpokenOtherwise, ParticipationWithdrawn, QuotationWithdrawn, SuccessionGiven, LeadLeft, HeldAnotherDay, OrganisationChanged,
        PutToBarrier, CommitmentPutToBarrier, QuotePutToBarrier, TakenFromBarrier, Quoted, QuoteNarrowed, QuoteDeleted, CodedTwice, CodedTwiceAgain, Settled, MetAgain, FollowedUp, FollowUpDeleted,
        RootWithdrawn, Noted, SealedOrDeleted,
    }

    /// <summary>What both copies begin with: the pair says the same, but early and late; the others differ.</summary>
    private sealed record Ground(
        TalkingProgramme Programme, string LeaderEmail, (Guid Id, string Email) Coder, Guid Portfolio, Guid Barrier, IReadOnlyList<Guid> Themes, IReadOnlyList<Guid> Organisations, Talk Ours, Talk Theirs, IReadOnlyList<Talk> Others,
        IReadOnlyDictionary<string, IReadOnlyList<Guid>> Ids)
    {
        public static async Task<Ground> LayAsync(TestService service)
        {
            var workspace = await TestWorkspace.CreateAsync(service);
            Guid[] organisations = [await OrganisationAsync("acute"), await OrganisationAsync("primaryCare")];
            var programme = await TalkingProgramme.CreateAsync(workspace, organisations);
            var email = $"leader-{Guid.CreateVersion7():N}@example.org";
            var leader = await workspace.Administrator.PostAsync("users", new { name = "A system leader", email, role = "systemLeader", password = TestWorkspace.Password }).ExpectAsync(HttpStatusCode.Created);
            var coder = $"coder-{Guid.CreateVersion7():N}@example.org";
            var coding = await workspace.Administrator.PostAsync("users", new { name = "A second coder", email = coder, role = "contributor", password = TestWorkspace.Password }).ExpectAsync(HttpStatusCode.Created);
            await programme.ReviseAsync((programme.Verifier, "lead"), (coding.Id(), "contributor"));
            var portfolio = await workspace.Key.PostAsJsonAsync("portfolios", new { name = "Portfolio", programmeIds = new[] { programme.Id }, readerIds = new[] { leader.Id() } }).ExpectAsync(HttpStatusCode.Created);
            var barrier = await workspace.Key.PostAsJsonAsync($"programmes/{programme.Id}/barriers", new { name = "Templates", systemName = "Booking", status = "noticed" }).ExpectAsync(HttpStatusCode.Created);
            var themes = await workspace.Key.ThemesAsync(6);
            await programme.Key.LogAsync(programme.Id, Enumerable.Range(0, 12).Select(i => new { hours = 1 + i, focus = BalanceReading.Focus(("S1", 0.5), ("P1", 0.5)) }));
            var talks = new List<Talk>();
            for (var i = 0; i < Conversations; i++)
            {
                var isOfPair = i is 0 or Conversations - 1;
                talks.Add(await programme.TalkAsync(
                    endorsement: isOfPair ? 5 : 1 + i % 5, asked: isOfPair || i % 3 != 0 ? "asked" : "unknown", dueOn: [isOfPair || i % 2 == 0 ? "2026-05-05" : "2026-04-01"],
                    heldAt: $"2026-03-{i + 1:00}T10:00:00Z", organisationId: organisations[isOfPair ? 0 : i % 2], themes: isOfPair ? [themes[0], themes[1]] : [themes[i % 6]], elicited: isOfPair || i % 4 == 0, notes: Notes));
                if (i % Step == Step - 1)
                {
                    await programme.ReadAsync("say-do");
                }
            }

            var ids = new Dictionary<string, IReadOnlyList<Guid>>(StringComparer.Ordinal)
            {
                ["programmes"] = [programme.Id], ["portfolios"] = [portfolio.Id()], ["barriers"] = [barrier.Id()], ["organisations"] = organisations, ["themes"] = themes,
                ["propositions"] = [programme.PropositionId], ["interviews"] = [talks[0].Id, talks[^1].Id], ["commitments"] = [talks[0].CommitmentIds[0], talks[^1].CommitmentIds[0]],
                ["people"] = [talks[0].PersonId, talks[^1].PersonId], ["users"] = [programme.Verifier],
            };
            return new Ground(programme, email, (coding.Id(), coder), portfolio.Id(), barrier.Id(), themes, organisations, talks[0], talks[^1], talks[1..^1], ids);

            async Task<Guid> OrganisationAsync(string sector) =>
                (await workspace.Key.PostAsJsonAsync("organisations", new { name = TestWorkspace.Unique(sector), sector }).ExpectAsync(HttpStatusCode.Created)).Id();
        }
    }

    /// <summary>One copy, with the person of the pair to whom things happen there.</summary>
    private sealed class Side
    {
        private readonly TestService service;
        private readonly Ground ground;
        private readonly TalkingProgramme programme;
        private readonly Talk ours;
        private readonly Browser browser;
        private readonly HashSet<Guid> gone = [];

        private Side(TestService service, Ground ground, TalkingProgramme programme, Talk ours, Browser browser)
        {
            this.service = service;
            this.ground = ground;
            this.programme = programme;
            this.ours = ours;
            this.browser = browser;
        }

        public HttpClient Leader => browser.Client;

        public Task<IReadOnlyList<string>> SeeAsync(LeaderWalk walk) => walk.SeeAsync(Leader);

        public List<string> Done { get; } = [];

        public static async Task<Side> OpenAsync(TestService service, Ground ground, Talk ours)
        {
            var side = new Side(service, ground, ground.Programme.On(service), ours, new Browser(service));
            await side.SignInAsync();
            return side;
        }

        /// <summary>The next day: a look at the portfolio, and a write that moves no figure by itself, so that what has fallen due is counted.</summary>
        public async Task LookAgainAsync()
        {
            Done.Add("a day");
            await SignInAsync();                                                 // a session does not last a day
            using var visit = await Leader.PostAsync(new Uri($"portfolios/{ground.Portfolio}/visits", UriKind.Relative), content: null);
            Assert.True(visit.IsSuccessStatusCode, await visit.Content.ReadAsStringAsync());
            await programme.ReviseAsync((programme.Verifier, "lead"), (ground.Coder.Id, "contributor"));
            await programme.ReadAsync("balance");
        }

        public async Task LoseLeadAsync()
        {
            await programme.ReviseAsync((ground.Coder.Id, "contributor"));
            await programme.ReadAsync("balance");
        }

        /// <summary>Something happens to one conversation, and the figures catch up.</summary>
        /// <param name="who">0 is this side's person of the pair; then the others.</param>
        public async Task ChangeAsync(Happening kind, int who, Random random)
        {
            var talk = who == 0 ? ours : ground.Others[who - 1];
            if (gone.Contains(talk.Id))
            {
                Done.Add($"{kind} of {who}, who is gone");
                return;
            }

            var before = programme.Sequence;
            await ChangeAsync(kind, talk, random);
            Done.Add($"{kind} of {who}{(programme.Sequence == before ? "" : " ✓")}");
            await programme.ReadAsync("balance");
        }

        private async Task SignInAsync() =>
            browser.Became(await browser.PostAsync("session", new { email = ground.LeaderEmail, password = TestWorkspace.Password }).ExpectAsync(HttpStatusCode.OK));

        private async Task ChangeAsync(Happening kind, Talk talk, Random random)
        {
            var number = random.Next(1, 6);
            switch (kind)
            {
                case Happening.Endorsed:
                    await programme.ReviseAsync(talk.Id, it => it["stances"] = new JsonArray(new JsonObject { ["propositionId"] = programme.PropositionId, ["endorsement"] = number, ["elicited"] = number > 3 }));
                    break;
                case Happening.Asked:
                    await programme.ReviseAsync(talk.Id, it => it["commitmentAsked"] = number > 2 ? "asked" : "notAsked");
                    break;
                case Happening.Kept:
                    await programme.SettleAsync(talk.CommitmentIds[0], isVerified: number > 1);
                    break;
                case Happening.Missed:
                    await programme.SettleAsync(talk.CommitmentIds[0], "missed");
                    break;
                case Happening.CommitmentWithdrawn:
                    await programme.SettleAsync(talk.CommitmentIds[0], "withdrawn");
                    break;
                case Happening.EvidenceRemoved:
                    await programme.SettleAsync(talk.CommitmentIds[0]);
                    await programme.RemoveAsync($"commitments/{talk.CommitmentIds[0]}", "evidence");
                    break;
                case Happening.Spoken or Happening.SpokenOtherwise:
                    await programme.ReviseAsync(talk.Id, it => it["mentions"] = new JsonArray([.. ground.Themes.Take(number).Select(theme => new JsonObject { ["themeId"] = theme, ["dimension"] = number > 3 ? "P2" : "S2" })]));
                    break;
                case Happening.ParticipationWithdrawn:
                    await programme.ReviseAsync(talk.Id, it => it["participationConsent"] = number > 3 ? "withdrawn" : "given");
                    break;
                case Happening.QuotationWithdrawn:
                    await QuoteAsync(talk, ground.Themes[number]);
                    await PostAsync($"interviews/{talk.Id}/withdrawals", new { consent = "quotation" }, await ETagAsync($"interviews/{talk.Id}"));
                    break;
                case Happening.SuccessionGiven:
                    await programme.ReviseAsync(talk.Id, it => it["successionConsent"] = "given");
                    break;
                case Happening.LeadLeft:
                    await PostAsync($"interviews/{talk.Id}/withdrawals", new { consent = "succession" }, await ETagAsync($"interviews/{talk.Id}"));
                    break;
                case Happening.HeldAnotherDay:
                    await programme.ReviseAsync(talk.Id, it => it["heldAt"] = $"2026-04-{number:00}T10:00:00Z");
                    break;
                case Happening.OrganisationChanged:
                    await MoveAsync(talk, ground.Organisations[number % 2]);
                    break;
                case Happening.PutToBarrier:
                    await PostAsync(Evidence, new { interviewId = talk.Id, stand = number > 1 ? "supports" : "counters" });
                    break;
                case Happening.CommitmentPutToBarrier:
                    await PostAsync(Evidence, new { commitmentId = talk.CommitmentIds[0], stand = "supports" });
                    break;
                case Happening.QuotePutToBarrier:
                    await PostAsync(Evidence, new { quoteId = await QuoteAsync(talk, ground.Themes[number]), stand = "supports" });
                    break;
                case Happening.TakenFromBarrier:
                    if (await PostAsync(Evidence, new { interviewId = talk.Id, stand = "supports" }) is { } evidence)
                    {
                        await programme.ReadAsync("balance");
                        using var taken = await programme.Key.DeleteAsync($"programmes/{programme.Id}/{Evidence}/{evidence}", "\"v1\"");
                        programme.Noted(taken);
                    }

                    break;
                case Happening.Quoted:
                    await QuoteAsync(talk, ground.Themes[number]);
                    break;
                case Happening.QuoteNarrowed:
                    if (await QuoteAsync(talk, ground.Themes[number]) is { } narrowed)
                    {
                        await programme.ReadAsync("balance");
                        using var response = await programme.Key.PutAsync(
                            $"programmes/{programme.Id}/quotes/{narrowed}", new { themeIds = new[] { ground.Themes[number] }, confidentiality = number > 3 ? "sealed" : "leadsOnly" }, await ETagAsync($"quotes/{narrowed}"));
                        programme.Noted(response);
                    }

                    break;
                case Happening.QuoteDeleted:
                    if (await QuoteAsync(talk, ground.Themes[number]) is { } deleted)
                    {
                        await programme.ReadAsync("balance");
                        await programme.RemoveAsync($"quotes/{deleted}");
                    }

                    break;
                case Happening.CodedTwice or Happening.CodedTwiceAgain:
                    await CodeBlindAsync(talk, ground.Themes[number]);
                    break;
                case Happening.Settled:
                    await CodeBlindAsync(talk, ground.Themes[number]);
                    await programme.ReadAsync("balance");
                    await SettleAsync(talk, ground.Themes[number]);
                    break;
                case Happening.MetAgain:
                    await MeetAsync(talk, follows: false, number);
                    break;
                case Happening.FollowedUp:
                    await MeetAsync(talk, follows: true, number);
                    break;
                case Happening.FollowUpDeleted:
                    if (await MeetAsync(talk, follows: true, number) is { } later)
                    {
                        await programme.ReadAsync("balance");
                        await programme.RemoveAsync($"interviews/{later}");
                    }

                    break;
                case Happening.RootWithdrawn:                                    // what followed it is a conversation of its own from now on, of the same person
                    await MeetAsync(talk, follows: true, number);
                    await MeetAsync(talk, follows: true, 6 - number);
                    await programme.ReadAsync("balance");
                    await PostAsync($"interviews/{talk.Id}/withdrawals", new { consent = "participation" }, await ETagAsync($"interviews/{talk.Id}"));
                    break;
                case Happening.Noted:
                    await PostAsync("memos", new { text = "What I make of it", interviewId = talk.Id });
                    break;
                default:
                    gone.Add(talk.Id);
                    await (number > 3 ? programme.ReviseAsync(talk.Id, it => it["confidentiality"] = "sealed") : programme.RemoveAsync($"interviews/{talk.Id}"));
                    break;
            }
        }

        private string Evidence => $"barriers/{ground.Barrier}/evidence";

        private Task<string> ETagAsync(string path) => programme.Key.ETagAsync($"programmes/{programme.Id}/{path}");

        /// <summary>Makes something in the programme; null where it was refused, as it is on both sides.</summary>
        private async Task<Guid?> PostAsync(string path, object body, string? etag = null)
        {
            using var response = await programme.Key.PostAsync($"programmes/{programme.Id}/{path}", body, etag);
            if ((int)response.StatusCode is 400 or 404 or 409)
            {
                return null;
            }

            programme.Noted(response);
            return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["id"]?.GetValue<Guid>();
        }

        private Task<Guid?> QuoteAsync(Talk talk, Guid theme) => PostAsync("quotes", new { interviewId = talk.Id, start = 14, end = 37, themeIds = new[] { theme } });

        /// <summary>The same person is met once more, and says more.</summary>
        private Task<Guid?> MeetAsync(Talk talk, bool follows, int number) => PostAsync("interviews", new
        {
            heldAt = $"2026-04-{10 + number:00}T10:00:00Z", participants = new[] { new { personId = talk.PersonId } }, confidentiality = "programme", participationConsent = "given",
            commitmentAsked = "asked", followsId = follows ? talk.Id : (Guid?)null, stances = new[] { new { propositionId = programme.PropositionId, endorsement = number } },
            mentions = new[] { new { themeId = ground.Themes[number], dimension = "P2" } }, commitments = new[] { new { act = "Come to the board", dueOn = "2026-05-05" } },
        });

        /// <summary>The second coder codes one passage without seeing the first coding, and says that they are done.</summary>
        private async Task CodeBlindAsync(Talk talk, Guid theme)
        {
            using var client = await CoderAsync();
            var path = $"programmes/{programme.Id}/interviews/{talk.Id}/blind-codings/{ground.Coder.Id}";
            using var asked = await client.PutAsync(path, new { }, etag: null);
            using var quoted = await client.PostAsJsonAsync($"programmes/{programme.Id}/quotes", new { interviewId = talk.Id, start = 0, end = 8, themeIds = new[] { theme } });
            using var finished = await client.PostAsJsonAsync($"{path}/finish", new { nothingToCode = true });
            if (finished.IsSuccessStatusCode)
            {
                programme.Noted(finished);
            }
        }

        private async Task SettleAsync(Talk talk, Guid theme)
        {
            using var response = await programme.Key.PutAsync($"programmes/{programme.Id}/interviews/{talk.Id}/blind-codings/{ground.Coder.Id}/settlement", new { themeIds = new[] { theme } }, "\"v2\"");
            if (response.IsSuccessStatusCode)
            {
                programme.Noted(response);
            }
        }

        private async Task MoveAsync(Talk talk, Guid organisationId)
        {
            var path = $"people/{talk.PersonId}";
            var person = await programme.Key.GetAsync(new Uri(path, UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
            using var response = await programme.Key.PutAsync(path, new { name = person["name"]!.GetValue<string>(), organisationId }, await programme.Key.ETagAsync(path));
            programme.Noted(response);
        }

        private async Task<HttpClient> CoderAsync()
        {
            var coder = new Browser(service);
            coder.Became(await coder.PostAsync("session", new { email = ground.Coder.Email, password = TestWorkspace.Password }).ExpectAsync(HttpStatusCode.OK));
            return coder.Client;
        }
    }
}
