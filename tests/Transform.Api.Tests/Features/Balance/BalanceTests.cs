using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;
using Transform.Domain;

namespace Transform.Api.Tests.Features.Balance;

public sealed class BalanceTests
{
    private const double Tolerance = 1e-6;

    private static readonly string[] Dimensions = [.. FocusTaxonomy.Default.Dimensions.Select(d => d.Code)];

    [Fact]
    public async Task An_empty_programme_gives_reasons_and_no_figure()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var programme = (await workspace.MakeProgrammeAsync()).Id();
        var balance = await workspace.Key.BalanceAsync(programme);

        Assert.Equal(6, balance["streams"]!.AsArray().Count);
        foreach (var stream in balance["streams"]!.AsArray())
        {
            Assert.Equal("nothing", stream!["grade"]!.GetValue<string>());
            Assert.StartsWith("nothing yet, because ", stream["reason"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.Null(stream["peopleShare"]);
            Assert.Null(stream["band"]);
        }

        foreach (var part in new[] { "together", "quickWin", "talkEffortGap", "room", "backfill", "logged", "capital", "agreement" })
        {
            Assert.StartsWith("nothing yet, because ", balance[part]!["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        }

        Assert.Equal("agreement unknown", balance["agreement"]!["words"]!.GetValue<string>());
        Assert.Equal(0.4, balance.Number("target"));
        Assert.Equal(10, balance["taxonomy"]!["dimensions"]!.AsArray().Count);
        var history = await workspace.Key.ReadyAsync($"programmes/{programme}/balance/history");
        Assert.Empty(history["series"]!.AsArray());
        Assert.StartsWith("nothing yet, because ", history["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        var evidence = await workspace.Key.ReadyAsync($"programmes/{programme}/balance/evidence?stream=hours");
        Assert.Empty(evidence["items"]!.AsArray());
    }

    /// <summary>The case <c>bof-shares</c>, entered record by record.</summary>
    [Fact]
    public async Task The_figures_of_the_published_case_come_back_from_its_records()
    {
        int[] counts = [8, 4, 6, 3, 7, 2, 4, 3, 1, 2];
        int[] hours = [160, 80, 200, 60, 180, 20, 60, 20, 10, 10];
        int[] pence = [40000, 10000, 220000, 150000, 30000, 5000, 30000, 10000, 5000, 0];
        int[] minutes = [300, 240, 180, 90, 210, 45, 60, 45, 15, 15];
        int[] milestones = [5, 3, 4, 2, 6, 0, 2, 1, 0, 1];
        int[] mentions = [6, 4, 5, 2, 8, 21, 12, 14, 9, 19];
        var workspace = await TestWorkspace.SharedAsync();
        var programme = (await workspace.MakeProgrammeAsync()).Id();
        var themes = await workspace.Key.ThemesAsync(4);
        var said = Dimensions.SelectMany((code, d) => Enumerable.Repeat(code, mentions[d])).Select((code, i) => (code, Interview: i % 25)).ToLookup(it => it.Interview, it => it.code);
        foreach (var interview in said)
        {
            await workspace.Key.InterviewAsync(programme, themes, [.. interview]);
        }

        var sequence = await workspace.Key.LogAsync(programme, Dimensions.SelectMany((code, d) => Enumerable.Range(0, counts[d]).Select(i => (object)new
        {
            focus = BalanceReading.Focus((code, 1)), hours = (double)hours[d] / counts[d], moneyPence = Part(pence[d], counts[d], i), agendaMinutes = Part(minutes[d], counts[d], i), isMilestone = i < milestones[d],
        })));
        var balance = await workspace.Key.BalanceAsync(programme, sequence);

        foreach (var (stream, share, evenness, closeness) in new[]
        {
            ("mentions", .75, .919541, .65), ("activities", .3, .934744, .815), ("hours", .15, .832489, .685),
            ("money", .1, .656078, .5), ("agendaMinutes", .15, .850310, .705), ("milestones", .166667, .829900, .726667),
        })
        {
            Assert.Equal(share, balance.Stream(stream).Number("peopleShare"), Tolerance);
            Assert.Equal(evenness, balance.Stream(stream).Number("evenness"), Tolerance);
            Assert.Equal(closeness, balance.Stream(stream).Number("closeness"), Tolerance);
        }

        Assert.Equal((40, 0.175620, 0.452158), (
            balance.Stream("activities")["n"]!.GetValue<int>(), Math.Round(balance.Stream("activities")["band"].Number("low"), 6), Math.Round(balance.Stream("activities")["band"].Number("high"), 6)));
        Assert.Equal(.6, balance["talkEffortGap"].Number("value"), Tolerance);
        Assert.Equal((.3 + .15 + .1 + .15 + 1 / 6.0) / 5, balance["together"].Number("peopleShare"), Tolerance);
        Assert.Equal("indicative", balance.Stream("activities")["grade"]!.GetValue<string>());
        Assert.Equal((25, 25), (balance["interviews"]!["count"]!.GetValue<int>(), balance["interviews"]!["coded"]!.GetValue<int>()));
        Assert.Equal(500_000, balance["logged"].Number("loggedPence"));

        static int Part(int whole, int parts, int i) => (whole / parts) + (i < whole % parts ? 1 : 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_is_logged_the_shares_are_those_that_a_plain_sum_gives(int seed)
    {
#pragma warning disable CA5394 // A test wants the same numbers each time.
        var random = new Random(seed);
        var workspace = await TestWorkspace.SharedAsync();
        var programme = (await workspace.MakeProgrammeAsync()).Id();
        var records = Enumerable.Range(0, 120).Select(_ =>
        {
            var dimensions = random.GetItems(Dimensions, random.Next(0, 4)).Distinct().ToArray();
            var weights = dimensions.Select(_ => 1 + random.NextDouble()).ToArray();
            return (
                Focus: dimensions.Zip(weights, (d, w) => (Dimension: d, Share: Math.Round(w / weights.Sum(), 9))).ToArray(),
                Hours: random.Next(3) == 0 ? (double?)null : Math.Round(random.NextDouble() * 9, 2),
                Pence: random.Next(3) == 0 ? (long?)null : random.NextInt64(0, 900_000),
                IsCapital: random.Next(8) == 0,
                Minutes: random.Next(3) == 0 ? (int?)null : random.Next(0, 90),
                IsMilestone: random.Next(2) == 0,
                Status: random.Next(6) switch { 0 => "planned", 1 => "cancelled", _ => "done" },
                StartsOn: new DateOnly(2024, 1, 1).AddDays(random.Next(700)));
        }).ToList();
#pragma warning restore CA5394
        var sequence = await workspace.Key.LogAsync(programme, records.Select(it => (object)new
        {
            focus = BalanceReading.Focus(it.Focus), hours = it.Hours, moneyPence = it.Pence, isCapital = it.IsCapital, agendaMinutes = it.Minutes, isMilestone = it.IsMilestone, status = it.Status, startsOn = it.StartsOn,
        }));
        var balance = await workspace.Key.BalanceAsync(programme, sequence);

        var deeds = records.Where(it => it.Status == "done" && it.Focus.Length > 0).ToList();
        Check("activities", it => 1);
        Check("hours", it => it.Hours ?? 0);
        Check("money", it => it.IsCapital ? 0 : it.Pence ?? 0);
        Check("agendaMinutes", it => it.Minutes ?? 0);
        Check("milestones", it => it.IsMilestone ? 1 : 0);
        Assert.Equal(records.Count(it => it.Status == "done" && it.Focus.Length == 0), balance["uncoded"]!["activities"]!.GetValue<int>());
        Assert.Equal(records.Count(it => it.Status == "done" && it.Hours is null), balance["uncoded"]!["withoutHours"]!.GetValue<int>());
        Assert.Equal(deeds.Where(it => it.IsCapital).Sum(it => it.Pence ?? 0), balance["capital"].Number("moneyPence"));

        void Check(string stream, Func<((string Dimension, double Share)[] Focus, double? Hours, long? Pence, bool IsCapital, int? Minutes, bool IsMilestone, string Status, DateOnly StartsOn), double> amountOf)
        {
            var counted = deeds.Where(it => amountOf(it) > 0).ToList();
            var total = counted.Sum(amountOf);
            var toPeople = counted.Sum(it => amountOf(it) * it.Focus.Where(f => f.Dimension[0] == 'P').Sum(f => f.Share));
            Assert.Equal(counted.Count, balance.Stream(stream)["n"]!.GetValue<int>());
            Assert.Equal(total, balance.Stream(stream).Number("total"), 1e-6 * total);
            Assert.Equal(toPeople / total, balance.Stream(stream).Number("peopleShare"), Tolerance);
        }
    }

    [Fact]
    public async Task Capital_the_room_backfill_and_what_is_logged_stand_apart()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var programme = (await workspace.Key.PostAsJsonAsync("programmes", new
        {
            name = TestWorkspace.Unique("Logged"), startsOn = "2026-01-05", dataController = "Northfield NHS Trust", knownBudgetPence = 1_000_000, knownAgendaMinutes = 200, quickWinMonths = 3,
        }).ExpectAsync(HttpStatusCode.Created)).Id();
        var group = (await workspace.Key.PostAsJsonAsync($"programmes/{programme}/change-groups", new { name = "Physiotherapists", headCount = 30, hoursAsked = 120, hoursBackfilled = 30 }).ExpectAsync(HttpStatusCode.Created)).Id();
        var sequence = await workspace.Key.LogAsync(programme,
        [
            new { focus = BalanceReading.Focus(("S4", 1)), moneyPence = 400_000, isCapital = true },
            new { focus = BalanceReading.Focus(("P1", 1)), moneyPence = 100_000, agendaMinutes = 60, groupsPresent = new[] { group } },
            new { agendaMinutes = 40 },
            new { focus = BalanceReading.Focus(("S1", 1)), agendaMinutes = 90, status = "planned" },
        ]);
        var balance = await workspace.Key.BalanceAsync(programme, sequence);
        Assert.Equal((400_000, 1, "tooFew"), (balance["capital"].Number("moneyPence"), balance["capital"]!["n"]!.GetValue<int>(), balance["capital"]!["grade"]!.GetValue<string>()));
        Assert.Equal(100_000, balance.Stream("money").Number("total"));
        Assert.Equal((100, 60, .6), (balance["room"].Number("agendaMinutes"), balance["room"].Number("minutesWithGroupPresent"), balance["room"].Number("share")));
        Assert.Equal(.25, balance["backfill"].Number("share"));
        Assert.Equal((.5, .5, 1), (balance["logged"].Number("budgetShare"), balance["logged"].Number("calendarShare"), balance["logged"]!["loggedBy"]!.GetValue<int>()));
        Assert.Contains("too few", balance.Stream("money")["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Null(balance.Stream("money")["peopleShare"]);
    }

    [Fact]
    public async Task A_figure_follows_a_write_within_seconds_and_can_be_waited_for()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var programme = (await workspace.MakeProgrammeAsync()).Id();
        for (var i = 1; i <= 3; i++)
        {
            var (_, sequence) = await workspace.Key.LogOneAsync(programme, new { focus = BalanceReading.Focus(("P1", 1)) });
            var balance = await workspace.Key.BalanceAsync(programme, sequence);
            Assert.Equal(i, balance.Stream("activities")["n"]!.GetValue<int>());
            Assert.Equal(sequence, balance["sequence"]!.GetValue<long>());
        }

        // Another programme's change is waited for no longer than it takes to see that it changes nothing here.
        var (_, elsewhere) = await workspace.Key.LogOneAsync((await workspace.MakeProgrammeAsync()).Id(), new { focus = BalanceReading.Focus(("P1", 1)) });
        Assert.True((await workspace.Key.BalanceAsync(programme, elsewhere))["sequence"]!.GetValue<long>() < elsewhere);

        var beyond = await workspace.Key.GetAsync(Relative($"programmes/{programme}/balance?atLeast={elsewhere + 1_000_000}")).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Equal("malformed", beyond["code"]!.GetValue<string>());
        await workspace.Key.GetAsync(Relative($"programmes/{programme}/balance?since=1")).ExpectAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_the_caller_holds_still_stands_until_something_changes()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var programme = (await workspace.MakeProgrammeAsync()).Id();
        await workspace.Key.BalanceAsync(programme);
        var path = $"programmes/{programme}/balance";
        var etag = await workspace.Key.ETagAsync(path);
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync());
        var (_, sequence) = await workspace.Key.LogOneAsync(programme, new { focus = BalanceReading.Focus(("P1", 1)) });
        await workspace.Key.BalanceAsync(programme, sequence);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync());

        async Task<HttpStatusCode> StatusAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
            using var response = await workspace.Key.SendAsync(request);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task A_past_day_is_answered_with_its_own_row_and_todays_records_marked()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var programme = (await workspace.MakeProgrammeAsync()).Id();
        var first = await workspace.Key.LogAsync(programme, Enumerable.Range(0, 12).Select(i => new { focus = BalanceReading.Focus(("S1", 1)), hours = 1 + i }));
        await workspace.Key.BalanceAsync(programme, first);
        await workspace.DisturbAsync("UPDATE Scores SET Day = '2026-01-31' WHERE ProgrammeId = @Id", programme);
        var (added, second) = await workspace.Key.LogOneAsync(programme, new { focus = BalanceReading.Focus(("P1", 1)), hours = 100 });
        await workspace.Key.BalanceAsync(programme, second);

        var then = await workspace.Key.ReadyAsync($"programmes/{programme}/balance?asOf=2026-03-15");
        Assert.Equal(("2026-03-15", first, 12), (then["asOf"]!.GetValue<string>(), then["sequence"]!.GetValue<long>(), then.Stream("activities")["n"]!.GetValue<int>()));
        var none = await workspace.Key.GetAsync(Relative($"programmes/{programme}/balance?asOf=2026-01-30")).ExpectAsync(HttpStatusCode.NotFound);
        Assert.Contains("nothing was scored on or before 2026-01-30", none["detail"]!.GetValue<string>(), StringComparison.Ordinal);

        var evidence = await workspace.Key.ReadyAsync($"programmes/{programme}/balance/evidence?stream=hours&asOf=2026-03-15");
        Assert.Equal([added], evidence["items"]!.AsArray().Where(it => it!["changedSince"]!.GetValue<bool>()).Select(it => it!["recordId"]!.GetValue<Guid>()));
    }

    [Fact]
    public async Task The_records_behind_a_figure_add_up_to_it_in_any_order_and_over_pages()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var programme = (await workspace.MakeProgrammeAsync()).Id();
        var sequence = await workspace.Key.LogAsync(programme, Enumerable.Range(0, 23).Select(i => new
        {
            title = $"Activity {i}", startsOn = new DateOnly(2026, 1, 1).AddDays(i % 7), hours = 1 + (i * 5 % 11), focus = BalanceReading.Focus(("S1", i % 3 / 2.0), ("P1", 1 - (i % 3 / 2.0))),
        }));
        var stream = (await workspace.Key.BalanceAsync(programme, sequence)).Stream("hours");

        foreach (var (sort, key) in new (string, Func<JsonNode, IComparable>)[]
        {
            ("largest", it => -it.Number("amount")), ("newest", it => -DateOnly.Parse(it["date"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture).DayNumber), ("focus", it => -it.Number("peopleAmount") / it.Number("amount")),
        })
        {
            var items = new List<JsonNode>();
            JsonObject page;
            var cursor = "";
            do
            {
                page = await workspace.Key.ReadyAsync($"programmes/{programme}/balance/evidence?stream=hours&sort={sort}&limit=5{cursor}");
                items.AddRange(page["items"]!.AsArray().Select(it => it!));
                cursor = $"&cursor={page["next"]}";
            }
            while (page["next"] is not null);

            Assert.Equal(23, items.Select(it => it["recordId"]!.GetValue<Guid>()).Distinct().Count());
            Assert.Equal(items.Select(key).Order(), items.Select(key));
            Assert.Equal(stream.Number("total"), items.Sum(it => it.Number("amount")), Tolerance);
            Assert.Equal(stream.Number("peopleShare"), items.Sum(it => it.Number("peopleAmount")) / items.Sum(it => it.Number("amount")), Tolerance);
            Assert.Equal(1, items.Sum(it => it.Number("shareOfTotal")), Tolerance);
            Assert.Equal((23, stream.Number("total")), (page["n"]!.GetValue<int>(), page.Number("total")));
            Assert.All(items, it => Assert.Equal("tests", Assert.Single(it["codedBy"]!.AsArray())!.GetValue<string>()));
        }

        await workspace.Key.GetAsync(Relative($"programmes/{programme}/balance/evidence?stream=everything")).ExpectAsync(HttpStatusCode.BadRequest);
        await workspace.Key.GetAsync(Relative($"programmes/{programme}/balance/evidence?stream=hours&sort=name")).ExpectAsync(HttpStatusCode.BadRequest);
        await workspace.Key.GetAsync(Relative($"programmes/{programme}/balance/evidence")).ExpectAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_trend_stands_on_each_months_own_records()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var programme = (await workspace.MakeProgrammeAsync()).Id();
        double[] shares = [.30, .31, .29, .30, .32, .28, .30, .31, .29, .30, .31, .30, .90];
        var sequence = await workspace.Key.LogAsync(programme, shares.Select((share, i) => new
        {
            startsOn = new DateOnly(2024, 11, 15).AddMonths(i), hours = 10 + i, focus = BalanceReading.Focus(("P1", share), ("S1", 1 - share)),
        }));
        var history = await workspace.Key.ReadyAsync($"programmes/{programme}/balance/history?atLeast={sequence}");
        var chart = history["series"]!.AsArray().Single(it => it!["stream"]!.GetValue<string>() == "hours")!["chart"]!;
        var points = chart["points"]!.AsArray();
        Assert.Equal(Enumerable.Range(0, 13).Select(i => $"{new DateOnly(2024, 11, 1).AddMonths(i):yyyy-MM}"), points.Select(it => it!["period"]!.GetValue<string>()));
        Assert.All(points.Zip(shares), it => Assert.Equal(it.Second, it.First.Number("value"), Tolerance));
        Assert.Equal("outside", points[^1]!["flags"]![0]!.GetValue<string>());
        Assert.All(points.SkipLast(1), it => Assert.DoesNotContain("outside", it!["flags"]!.ToJsonString(), StringComparison.Ordinal));
        Assert.False(chart["trialLimits"]!.GetValue<bool>());
        Assert.Equal(7, chart["trendLength"]!.GetValue<int>());
        Assert.DoesNotContain(history["series"]!.AsArray(), it => it!["stream"]!.GetValue<string>() == "together");
    }

    [Fact]
    public async Task A_new_edition_of_the_taxonomy_is_scored_anew()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var programme = (await workspace.MakeProgrammeAsync()).Id();
        var before = await workspace.Key.BalanceAsync(programme, await workspace.Key.LogAsync(programme, Enumerable.Range(0, 12).Select(_ => new { focus = BalanceReading.Focus(("P1", 1)) })));
        var path = $"focus-taxonomies/{before["taxonomy"]!["id"]}";
        var taxonomy = await workspace.Administrator.GetAsync(path).ExpectAsync(HttpStatusCode.OK);
        var dimensions = taxonomy["dimensions"]!.DeepClone().AsArray();
        dimensions.Add(new JsonObject { ["code"] = "P6", ["name"] = "power & history", ["block"] = "people", ["words"] = new JsonArray() });
        using var response = await workspace.Administrator.PutAsync(path, new { name = taxonomy["name"]!.GetValue<string>(), dimensions }, await workspace.Administrator.Client.ETagAsync(path));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());

        var after = await workspace.Key.BalanceAsync(programme, BalanceReading.Sequence(response));
        Assert.Equal((1, 2), (before["taxonomy"]!["edition"]!.GetValue<int>(), after["taxonomy"]!["edition"]!.GetValue<int>()));
        Assert.Equal(11, after.Stream("activities")["shares"]!.AsArray().Count);
        Assert.NotEqual(before.Stream("activities")["band"].Number("low"), after.Stream("activities")["band"].Number("low"));
    }

    [Fact]
    public async Task Two_coders_who_agree_make_a_figure_reportable()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var lead = await workspace.SignInAsAsync("programmeLead");
        var programme = (await workspace.MakeProgrammeAsync("Coded twice", (lead.UserId, "lead"))).Id();
        var sequence = await workspace.Key.LogAsync(programme, Enumerable.Range(0, 80).Select(i => new { focus = BalanceReading.Focus((i % 2 == 0 ? "P1" : "S1", 1)) }));
        var alone = await workspace.Key.BalanceAsync(programme, sequence);
        Assert.Equal(("indicative", "agreement unknown"), (alone.Stream("activities")["grade"]!.GetValue<string>(), alone["agreement"]!["words"]!.GetValue<string>()));

        var asked = (await lead.GetAsync($"programmes/{programme}/blind-ratings").ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray();
        Assert.Equal(asked.Count, alone["agreement"]!["asked"]!.GetValue<int>());
        var evidence = (await workspace.Key.ReadyAsync($"programmes/{programme}/balance/evidence?stream=activities&limit=200"))["items"]!.AsArray().ToDictionary(it => it!["recordId"]!.GetValue<Guid>(), it => it!["focus"]![0]!["dimension"]!.GetValue<string>());
        foreach (var activity in asked.Select(it => it!["activityId"]!.GetValue<Guid>()))
        {
            using var response = await lead.Client.PutAsync($"programmes/{programme}/blind-ratings/{activity}", new { focus = BalanceReading.Focus((evidence[activity], 1)) }, etag: null);
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
            sequence = BalanceReading.Sequence(response);
        }

        var twice = await workspace.Key.BalanceAsync(programme, sequence);
        Assert.Equal((asked.Count, 2), (twice["agreement"]!["rated"]!.GetValue<int>(), twice["agreement"]!["coders"]!.GetValue<int>()));
        if (evidence.Where(it => asked.Any(a => a!["activityId"]!.GetValue<Guid>() == it.Key)).Select(it => it.Value).Distinct().Count() == 2)
        {
            Assert.Equal(1, twice["agreement"].Number("alpha"), Tolerance);
            Assert.Equal("reportable", twice.Stream("activities")["grade"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task One_programme_that_cannot_be_scored_holds_up_no_other()
    {
        var workspace = await TestWorkspace.CreateAsync(new TestService());
        var broken = (await workspace.MakeProgrammeAsync()).Id();
        await workspace.Key.BalanceAsync(broken, await workspace.Key.LogAsync(broken, [new { focus = BalanceReading.Focus(("P1", 1)) }]));
        await workspace.DisturbAsync("UPDATE ActivityFocus SET Share = 5 WHERE ProgrammeId = @Id", broken);
        await workspace.Key.LogAsync(broken, [new { focus = BalanceReading.Focus(("P1", 1)) }]);
        var sound = (await workspace.MakeProgrammeAsync()).Id();
        for (var i = 1; i <= 3; i++)
        {
            var (_, sequence) = await workspace.Key.LogOneAsync(sound, new { focus = BalanceReading.Focus(("P1", 1)) });
            Assert.Equal(i, (await workspace.Key.BalanceAsync(sound, sequence)).Stream("activities")["n"]!.GetValue<int>());
        }

        Assert.Equal(1, (await workspace.Key.BalanceAsync(broken)).Stream("activities")["n"]!.GetValue<int>());
        var seen = "";
        for (var attempt = 0; attempt < 50 && seen.Length == 0; attempt++)
        {
            await Task.Delay(100);
            var jobs = (await workspace.Administrator.GetAsync("jobs").ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray();
            seen = jobs.Single(it => it!["id"]!.GetValue<string>() == "scores")!["lastError"]?.GetValue<string>() ?? "";
        }

        Assert.Contains("could not be scored", seen, StringComparison.Ordinal);
        await workspace.DisturbAsync("UPDATE ActivityFocus SET Share = 1 WHERE ProgrammeId = @Id", broken);
        var (_, mended) = await workspace.Key.LogOneAsync(broken, new { focus = BalanceReading.Focus(("P1", 1)) });
        Assert.Equal(3, (await workspace.Key.BalanceAsync(broken, mended)).Stream("activities")["n"]!.GetValue<int>());
        await workspace.Service.DisposeAsync();
    }

    [Fact]
    public async Task Who_may_not_see_the_programme_finds_no_balance()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var programme = (await workspace.MakeProgrammeAsync()).Id();
        var elsewhere = await TestWorkspace.CreateAsync();
        var outsider = await workspace.SignInAsAsync("contributor");
        foreach (var path in new[] { "", "/history", "/evidence?stream=hours" }.Select(it => $"programmes/{programme}/balance{it}"))
        {
            await elsewhere.Key.GetAsync(Relative(path)).ExpectAsync(HttpStatusCode.NotFound);
            await outsider.GetAsync(path).ExpectAsync(HttpStatusCode.NotFound);
            using var nobody = new HttpClient { BaseAddress = workspace.Key.BaseAddress };
            await nobody.GetAsync(Relative(path)).ExpectAsync(HttpStatusCode.Unauthorized);
        }
    }

    private static Uri Relative(string path) => new(path, UriKind.Relative);
}
