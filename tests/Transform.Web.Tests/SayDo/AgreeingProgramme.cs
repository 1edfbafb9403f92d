using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;
using Transform.Domain;
using Transform.Web.Tests.Service;

namespace Transform.Web.Tests.SayDo;

/// <summary>A programme in which everybody agrees: some are asked to act, fewer commit, and four keep what they promised.</summary>
internal static class AgreeingProgramme
{
    private const string Act = "Open Thursday's list to the other site";

    /// <param name="id">Whose figures these become; its organisations are those of four sectors and of one that nobody is met from.</param>
    public static async Task FillAsync(WebJourney journey, Guid id, int people = 21, int asked = 14)
    {
        var administrator = journey.Workspace.Administrator;
        var sectors = new[] { Sectors.Acute, Sectors.CommunityAndMentalHealth, Sectors.PrimaryCare, Sectors.PatientAndPublic };
        var organisations = new List<Guid>();
        foreach (var sector in sectors.Append(Sectors.Ambulance))
        {
            organisations.Add(IdOf(await administrator.PostAsync("organisations", new { name = NameOf(sector), sector = sector == sectors[0] ? Sectors.Other : sector }).ExpectAsync(HttpStatusCode.Created)));
        }

        var path = $"programmes/{id}";
        var found = await administrator.GetAsync(path).ExpectAsync(HttpStatusCode.OK);
        var members = found["members"]!.AsArray().Select(it => new { userId = it!["userId"]!.GetValue<Guid>(), part = it["part"]!.GetValue<string>() });
        await administrator.PutAsync(
            path, new { name = found["name"]!.GetValue<string>(), startsOn = "2024-01-08", dataController = "Northfield Hospitals", organisationIds = organisations, members },
            await administrator.Client.ETagAsync(path)).ExpectAsync(HttpStatusCode.OK);
        var proposition = IdOf(await administrator.PostAsync("propositions", new { statement = "Clinics should be planned together." }).ExpectAsync(HttpStatusCode.Created));
        var verifier = IdOf((await administrator.GetAsync("session").ExpectAsync(HttpStatusCode.OK))["user"]!);

        for (var i = 0; i < people; i++)
        {
            var isAsked = i < asked;
            // Nine commit: four keep it, two are not yet due, three miss it.
            var dueOn = !isAsked || i >= 9 ? null : Day(i is 4 or 5 ? 300 : -30);
            var made = await administrator.PostAsync($"{path}/interviews", new
            {
                heldAt = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-200 + i), participants = new[] { new { name = $"Leader {i + 1}", organisationId = organisations[i % sectors.Length] } },
                confidentiality = "programme", participationConsent = "given", commitmentAsked = isAsked ? "asked" : "notAsked",
                stances = new[] { new { propositionId = proposition, endorsement = 5, elicited = i % 3 == 0 } },
                commitments = dueOn is null ? [] : new[] { new { act = Act, dueOn } },
            }).ExpectAsync(HttpStatusCode.Created);
            if (dueOn is not null && i is not (4 or 5))
            {
                await SettleAsync(administrator, $"{path}/commitments/{IdOf(made["commitments"]![0]!)}", dueOn, isKept: i < 4, verifier);
            }
        }

        // A sector put right moves every fourth conversation in one step. Otherwise what a system leader sees may have been published
        // a few conversations before the last, and stay there for want of a fifth.
        var first = $"organisations/{organisations[0]}";
        await administrator.PutAsync(first, new { name = NameOf(sectors[0]), sector = sectors[0] }, await administrator.Client.ETagAsync(first)).ExpectAsync(HttpStatusCode.OK);
        using var touched = await administrator.PostAsync($"{path}/activities", new { title = "Board meeting", kind = "meeting", startsOn = "2026-02-03", status = "planned" });
        await journey.FiguresHoldAsync(id, touched);
    }

    private static async Task SettleAsync(Browser administrator, string path, string dueOn, bool isKept, Guid verifier)
    {
        await administrator.PutAsync(path, new
        {
            act = Act, dueOn, status = isKept ? "kept" : "missed", evidence = isKept ? "The list of 2 April" : null, verifiedBy = isKept ? verifier : (Guid?)null,
        }, await administrator.Client.ETagAsync(path)).ExpectAsync(HttpStatusCode.OK);
    }

    private static string NameOf(string sector) => $"Northfield {sector}";

    private static string Day(int offset) => TimeProvider.System.GetUtcNow().AddDays(offset).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Guid IdOf(JsonNode node) => node["id"]!.GetValue<Guid>();
}
