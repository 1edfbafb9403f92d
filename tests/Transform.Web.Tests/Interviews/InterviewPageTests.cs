using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Transform.Api.Tests.Service;
using Transform.Web.Tests.Service;

namespace Transform.Web.Tests.Interviews;

/// <summary>What happens to a meeting after it was logged: followed up, agreed and taken back, written on by two, found again.</summary>
public sealed class InterviewPageTests
{
    private const int PhoneWidth = 375;
    private const int PhoneHeight = 740;

    [Fact]
    public async Task A_follow_up_is_one_tap_away_and_the_two_meetings_name_each_other()
    {
        await using var journey = await WebJourney.SignedInAsync(width: PhoneWidth, height: PhoneHeight);
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        var first = await LogAsync(journey, programme, "programme", new { });
        var page = journey.Page;
        await journey.OpenAsync($"/programmes/{programme}/interviews/{first}", "Meeting with Rosa Ruiz");
        await journey.ExpectNoAxeViolationsAsync();
        await journey.Link("Log a follow-up").First.TapAsync();
        await journey.Heading("Log a follow-up").WaitForAsync();
        await page.GetByText("Rosa Ruiz").First.WaitForAsync();
        await page.GetByLabel("What was said?").FillAsync("The two nurses came.");
        await journey.ExpectNoAxeViolationsAsync();
        await journey.Button("Save meeting").TapAsync();
        await page.GetByText("Sent and saved at").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "See this meeting" }).TapAsync();
        await page.GetByText("It follows").WaitForAsync();
        await journey.ExpectNoHorizontalScrollAsync();
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "the meeting of" }).TapAsync();
        await page.GetByText("It was followed by").WaitForAsync();
        Assert.Equal(2, (await journey.InterviewsAsync(programme)).Count);
    }

    [Fact]
    public async Task A_consent_is_taken_back_where_it_stands_and_the_history_says_by_whom()
    {
        await using var journey = await WebJourney.SignedInAsync();
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        var id = await LogAsync(journey, programme, "leadsOnly", new { quotationConsent = "given" });
        var page = journey.Page;
        await journey.OpenAsync($"/programmes/{programme}/interviews/{id}", "Meeting with Rosa Ruiz");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Take it back : to be quoted" }).ClickAsync();
        await page.GetByText("They no longer agree.").WaitForAsync();
        await journey.Button("Take it back").ClickAsync();
        await page.GetByText("It was taken back, and holds from now on.").WaitForAsync();
        await page.GetByText("How it changed").ClickAsync();
        await page.GetByRole(AriaRole.Cell, new PageGetByRoleOptions { Name = "Dana Whitlock" }).WaitForAsync();
        await page.GetByText("Who opened it").WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
        var after = await journey.Workspace.Key.GetAsync(new Uri($"programmes/{programme}/interviews/{id}", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal("withdrawn", after["quotationConsent"]!.GetValue<string>());
    }

    [Fact]
    public async Task To_let_more_people_read_a_meeting_asks_for_the_reason()
    {
        await using var journey = await WebJourney.SignedInAsync();
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        var id = await LogAsync(journey, programme, "leadsOnly", new { });
        var page = journey.Page;
        await journey.OpenAsync($"/programmes/{programme}/interviews/{id}/edit", "Change this meeting");
        await page.GetByLabel("Who may open the notes?").SelectOptionAsync("programme");
        await journey.Button("Save changes").ClickAsync();
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Say why more people may read it now." }).WaitForAsync();
        await page.GetByLabel("Why may more people read it now?").FillAsync("She asked us to share it");
        await journey.Button("Save changes").ClickAsync();
        await journey.Heading("Meeting with Rosa Ruiz").WaitForAsync();
        await page.GetByText("How it changed").ClickAsync();
        await page.GetByText("She asked us to share it").WaitForAsync();
    }

    [Fact]
    public async Task Somebody_who_opens_the_same_meeting_twice_loses_neither_of_their_notes()
    {
        await using var journey = await WebJourney.SignedInAsync();
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        var id = await LogAsync(journey, programme, "programme", new { interviewerIds = new[] { journey.UserId } });
        var path = $"/programmes/{programme}/interviews/{id}";
        var page = journey.Page;
        await journey.OpenAsync(path, "Meeting with Rosa Ruiz");
        await journey.Button("Write your own notes").ClickAsync();
        await page.GetByLabel("What did you hear?").FillAsync("What I heard at my desk");

        // Meanwhile the same person writes on another device.
        await WriteFurtherNotesAsync(journey, path, "What I heard on my phone");

        await journey.Button("Save your notes").ClickAsync();
        await page.GetByText("Somebody else saved this since you opened it").WaitForAsync();
        await page.GetByRole(AriaRole.Cell, new PageGetByRoleOptions { Name = "What I heard on my phone" }).WaitForAsync();
        await page.GetByRole(AriaRole.Cell, new PageGetByRoleOptions { Name = "What I heard at my desk" }).WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
        await journey.Button("Take theirs").ClickAsync();
        await page.GetByLabel("What did you hear?").FillAsync("What I heard on my phone\n\nWhat I heard at my desk");
        await journey.Button("Save your notes").ClickAsync();
        await journey.Button("Change your notes").WaitForAsync();
        var read = await journey.Workspace.Key.GetAsync(new Uri($"programmes/{programme}/interviews/{id}", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal("What I heard on my phone\n\nWhat I heard at my desk", read["furtherNotes"]![0]!["notes"]!.GetValue<string>());
        Assert.Equal("She would lend two nurses in May.", read["notes"]!.GetValue<string>());
    }

    [Fact]
    public async Task Words_that_are_looked_for_open_in_their_place()
    {
        await using var journey = await WebJourney.SignedInAsync(width: PhoneWidth, height: PhoneHeight);
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        await LogAsync(journey, programme, "programme", new { });
        var page = journey.Page;
        await journey.OpenAsync($"/programmes/{programme}/interviews", "Meetings");
        await page.GetByLabel("Words in the notes").FillAsync("TWO NURSES");
        await journey.Button("Search").TapAsync();
        await journey.Heading("Search the notes").WaitForAsync();
        await page.GetByText("Found in 1. 1 meeting was looked through.").WaitForAsync();
        await Assertions.Expect(page.Locator("mark")).ToHaveTextAsync("two nurses");
        await journey.ExpectNoAxeViolationsAsync();
        await journey.ExpectNoHorizontalScrollAsync();
        await journey.Link("Rosa Ruiz").TapAsync();
        await journey.Heading("Meeting with Rosa Ruiz").WaitForAsync();
        await ExpectToStandAtAsync(journey, "two nurses");
    }

    [Fact]
    public async Task Words_in_a_further_interviewers_notes_open_in_their_place()
    {
        await using var journey = await WebJourney.SignedInAsync(width: PhoneWidth, height: PhoneHeight);
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        var id = await LogAsync(journey, programme, "programme", new { interviewerIds = new[] { journey.UserId } });
        var lines = Enumerable.Range(1, 40).Select(it => it == 30 ? "Then *she offered* a porter." : $"Line {it}.");
        await WriteFurtherNotesAsync(journey, $"/programmes/{programme}/interviews/{id}", string.Join("\n\n", lines));
        await journey.OpenAsync($"/programmes/{programme}/interviews?text=x", "Search the notes");
        await journey.Page.GetByLabel("Words in the notes").FillAsync("she offered");
        await journey.Button("Search").TapAsync();
        await journey.Page.GetByText("In the notes of Dana Whitlock.").WaitForAsync();
        await journey.Link("Rosa Ruiz").TapAsync();
        await ExpectToStandAtAsync(journey, "she offered");
        await journey.ExpectNoAxeViolationsAsync();
        await journey.ExpectNoHorizontalScrollAsync();
    }

    [Fact]
    public async Task A_calendars_file_says_who_and_when_without_a_connection()
    {
        await using var journey = await WebJourney.SignedInAsync(width: PhoneWidth, height: PhoneHeight);
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        var page = journey.Page;
        await journey.OpenAsync($"/programmes/{programme}/log-a-meeting", "Log a meeting");
        await page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => true)");
        await page.ReloadAsync();
        await journey.Heading("Log a meeting").WaitForAsync();
        await journey.Context.SetOfflineAsync(true);
        await page.GetByText("Take who and when from a calendar").TapAsync();
        await page.GetByLabel("A calendar’s file, which ends in .ics").SetInputFilesAsync(new FilePayload { Name = "huddles.ics", MimeType = "text/calendar", Buffer = Encoding.UTF8.GetBytes(Calendar) });
        await page.GetByText("Which of the 2 events was it?").WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
        await journey.Button("Ward huddle").TapAsync();
        await page.GetByText("Taken from “Ward huddle”: 12 March 2026, 45 minutes, Amara Whitcombe.").WaitForAsync();
        await journey.Button("Save meeting").TapAsync();
        await journey.Context.SetOfflineAsync(false);
        await page.GetByText("Sent and saved at").WaitForAsync();
        var logged = Assert.Single(await journey.InterviewsAsync(programme))!;
        Assert.Equal(("Amara Whitcombe", 45), (logged["participants"]![0]!["name"]!.GetValue<string>(), logged["minutes"]!.GetValue<int>()));
        Assert.StartsWith("2026-03-12", logged["heldAt"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private const string Calendar = """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Test//EN
        BEGIN:VEVENT
        UID:1@test
        DTSTAMP:20260301T080000Z
        SUMMARY:Ward huddle
        DTSTART:20260312T133000Z
        DTEND:20260312T141500Z
        ATTENDEE;CN=Amara Whitcombe:mailto:amara@example.org
        END:VEVENT
        BEGIN:VEVENT
        UID:2@test
        DTSTAMP:20260301T080000Z
        SUMMARY:Board
        DTSTART:20260310T090000Z
        DTEND:20260310T100000Z
        END:VEVENT
        END:VCALENDAR
        """;

    /// <summary>A meeting that an administrator logged, with these fields beside the usual.</summary>
    /// <summary>The words that were found are marked, in sight, and where the keyboard goes on from.</summary>
    private static async Task ExpectToStandAtAsync(WebJourney journey, string words)
    {
        var place = journey.Page.Locator("mark.found");
        await Assertions.Expect(place).ToHaveTextAsync(words);
        await Assertions.Expect(place).ToBeFocusedAsync();
        await Assertions.Expect(place).ToBeInViewportAsync();
    }

    /// <summary>As the person at the page, from another device.</summary>
    private static async Task WriteFurtherNotesAsync(WebJourney journey, string path, string notes)
    {
        var session = await journey.Context.APIRequest.GetAsync("/api/v1/session");
        var token = JsonNode.Parse(await session.TextAsync())!["antiForgeryToken"]!.GetValue<string>();
        var written = await journey.Context.APIRequest.PutAsync($"/api/v1{path}/further-notes", new APIRequestContextOptions
        {
            DataObject = new { notes }, Headers = new Dictionary<string, string> { ["If-Match"] = "\"v0\"", ["X-Anti-Forgery"] = token },
        });
        Assert.True(written.Ok, await written.TextAsync());
    }

    private static async Task<Guid> LogAsync(WebJourney journey, Guid programmeId, string level, object more)
    {
        var person = await journey.Workspace.Administrator.PostAsync("people", new { name = "Rosa Ruiz" }).ExpectAsync(HttpStatusCode.Created);
        var body = System.Text.Json.JsonSerializer.SerializeToNode(more)!.AsObject();
        body["heldAt"] = "2026-03-02T10:00:00Z";
        body["participants"] = new JsonArray(new JsonObject { ["personId"] = person["id"]!.GetValue<Guid>() });
        body["confidentiality"] = level;
        body["notes"] = "She would lend two nurses in May.";
        var made = await journey.Workspace.Administrator.PostAsync($"programmes/{programmeId}/interviews", body).ExpectAsync(HttpStatusCode.Created);
        return made["id"]!.GetValue<Guid>();
    }
}
