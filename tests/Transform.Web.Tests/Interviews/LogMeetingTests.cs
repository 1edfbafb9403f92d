using System.Net;
using Microsoft.Playwright;
using Transform.Api.Tests.Service;
using Transform.Web.Tests.Service;

namespace Transform.Web.Tests.Interviews;

/// <summary>Log a meeting: the journey that must take under a minute, on a phone, whatever the connection does.</summary>
public sealed class LogMeetingTests
{
    private const int PhoneWidth = 375;
    private const int PhoneHeight = 740;

    [Fact]
    public async Task A_meeting_is_logged_on_a_phone_in_six_taps_and_stands_in_the_list()
    {
        await using var journey = await WebJourney.SignedInAsync(width: PhoneWidth, height: PhoneHeight);
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        await journey.Workspace.Administrator.PostAsync("people", new { name = "Priya Raman", jobTitle = "Chief nurse", professionalGroup = "nursingAndMidwifery" }).ExpectAsync(HttpStatusCode.Created);
        var page = journey.Page;
        var taps = 0;
        async Task Tap(ILocator target)
        {
            await target.TapAsync();
            taps++;
        }

        await journey.OpenAsync("/");
        await Tap(page.Locator(".next-step").GetByText("Log a meeting"));
        await Tap(page.GetByLabel("Who did you meet?"));
        await page.Keyboard.TypeAsync("priya");
        await Tap(page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { Name = "Priya Raman" }));
        await Tap(page.GetByLabel("What was said?"));
        await page.Keyboard.TypeAsync("Agrees that the ward teams have to shape it.");
        await page.GetByText("Saved on this phone").WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
        await Tap(journey.Button("Save meeting"));
        await journey.Heading("Did you ask for a commitment?").WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
        await Tap(journey.Button("Asked, none made"));
        await page.GetByText("Noted: you asked, and none was made.").WaitForAsync();
        Assert.Equal(6, taps);

        await page.GetByText("Sent and saved at").WaitForAsync();
        var logged = Assert.Single(await journey.InterviewsAsync(programme))!;
        Assert.Equal("asked", logged["commitmentAsked"]!.GetValue<string>());
        Assert.Equal("leadsOnly", logged["confidentiality"]!.GetValue<string>());
        Assert.Equal("Priya Raman", logged["participants"]![0]!["name"]!.GetValue<string>());

        await journey.OpenAsync($"/programmes/{programme}/interviews", "Meetings");
        await journey.Link("Priya Raman").WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
        await journey.Link("Priya Raman").TapAsync();
        await journey.Heading("Meeting with Priya Raman").WaitForAsync();
        await page.GetByText("Agrees that the ward teams have to shape it.").First.WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
        await journey.ExpectNoHorizontalScrollAsync();
    }

    [Fact]
    public async Task What_is_typed_survives_a_reload()
    {
        await using var journey = await WebJourney.SignedInAsync(width: PhoneWidth, height: PhoneHeight);
        var programme = await journey.StartProgrammeAsync("Frailty at home");
        var page = journey.Page;
        await journey.OpenAsync($"/programmes/{programme}/log-a-meeting", "Log a meeting");
        await page.GetByLabel("Who did you meet?").FillAsync("Chief nurse");
        await page.GetByLabel("What was said?").FillAsync("Nobody has asked the night staff.");
        await page.GetByText("Saved on this phone").WaitForAsync();

        await page.ReloadAsync();
        await Assertions.Expect(page.GetByLabel("What was said?")).ToHaveValueAsync("Nobody has asked the night staff.");
        await Assertions.Expect(page.GetByLabel("Who did you meet?")).ToHaveValueAsync("Chief nurse");
        await journey.OpenAsync("/");
        await journey.Link("Meeting with Chief nurse").WaitForAsync();
        Assert.Empty(await journey.InterviewsAsync(programme));
    }

    [Fact]
    public async Task Without_a_connection_a_meeting_and_its_commitment_wait_and_are_sent_once()
    {
        await using var journey = await WebJourney.SignedInAsync(width: PhoneWidth, height: PhoneHeight);
        var programme = await journey.StartProgrammeAsync("Outpatients");
        var page = journey.Page;
        await journey.OpenAsync($"/programmes/{programme}/log-a-meeting", "Log a meeting");
        await page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => true)");
        await page.GetByLabel("Who did you meet?").FillAsync("Clinic manager");
        await page.GetByLabel("What was said?").FillAsync("Would free two clinics a month.");

        await journey.Context.SetOfflineAsync(true);
        await journey.Button("Save meeting").TapAsync();
        await journey.Heading("Did you ask for a commitment?").WaitForAsync();
        await page.GetByText("It will be sent when you are connected").WaitForAsync();
        await journey.Button("Add a commitment").TapAsync();
        await page.GetByLabel("What will they do?").FillAsync("Free two clinics a month");
        await journey.Button("Save commitment").TapAsync();
        await page.GetByText("Noted: Clinic manager").WaitForAsync();
        Assert.Empty(await journey.InterviewsAsync(programme));

        // The page itself is kept on the device: even a reload without a connection loses nothing.
        await page.ReloadAsync();
        await page.GetByText("It will be sent when you are connected").WaitForAsync();

        await journey.Context.SetOfflineAsync(false);
        await page.GetByText("Sent and saved at").WaitForAsync();
        var logged = Assert.Single(await journey.InterviewsAsync(programme))!;
        Assert.Equal("asked", logged["commitmentAsked"]!.GetValue<string>());
        var promised = await journey.Workspace.Key.GetAsync(new Uri($"programmes/{programme}/commitments", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
        Assert.Single(promised["items"]!.AsArray());

        await journey.OpenAsync("/drafts", "Drafts not sent");
        await page.GetByText("There is none").WaitForAsync();
    }

    [Fact]
    public async Task An_answer_that_was_lost_on_the_way_makes_no_second_meeting()
    {
        await using var journey = await WebJourney.SignedInAsync(width: PhoneWidth, height: PhoneHeight);
        var programme = await journey.StartProgrammeAsync("Theatres");
        var page = journey.Page;
        await journey.OpenAsync($"/programmes/{programme}/log-a-meeting", "Log a meeting");
        await page.GetByLabel("Who did you meet?").FillAsync("Theatre lead");
        var (isCut, hasArrived) = (true, false);
        await page.RouteAsync("**/api/v1/programmes/*/interviews", async route =>
        {
            if (route.Request.Method != "POST" || !isCut)
            {
                await route.ContinueAsync();
                return;
            }

            if (!hasArrived)
            {
                hasArrived = true;
                await route.FetchAsync();           // the service has it; the answer never comes back
            }

            await route.AbortAsync();
        });
        await journey.Button("Save meeting").TapAsync();
        await page.GetByText("It will be sent when you are connected").WaitForAsync();
        isCut = false;
        await page.EvaluateAsync("() => window.dispatchEvent(new Event('online'))");
        await page.GetByText("Sent and saved at").WaitForAsync();
        Assert.Single(await journey.InterviewsAsync(programme));
    }

    [Fact]
    public async Task When_somebody_saved_first_both_texts_are_shown_and_the_person_chooses()
    {
        await using var journey = await WebJourney.SignedInAsync();
        var programme = await journey.StartProgrammeAsync("Cancer pathway");
        var made = await journey.Workspace.Administrator.PostAsync($"programmes/{programme}/interviews", new
        {
            heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name = "Ward sister" } }, notes = "First words.",
        }).ExpectAsync(HttpStatusCode.Created);
        var path = $"programmes/{programme}/interviews/{made["id"]}";
        var page = journey.Page;
        await journey.OpenAsync($"/{path}/edit", "Change this meeting");
        await page.GetByLabel("What was said?").FillAsync("My words.");

        var person = made["participants"]![0]!["personId"]!.GetValue<Guid>();
        await journey.Workspace.Administrator.PutAsync(path, new { heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { personId = person } }, notes = "Their words." }, "\"v1\"")
            .ExpectAsync(HttpStatusCode.OK);
        await journey.Button("Save changes").ClickAsync();
        await page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Somebody else saved this" }).WaitForAsync();
        await page.GetByRole(AriaRole.Cell, new PageGetByRoleOptions { Name = "Their words." }).WaitForAsync();
        await page.GetByRole(AriaRole.Cell, new PageGetByRoleOptions { Name = "My words." }).WaitForAsync();
        await Assertions.Expect(page.GetByLabel("What was said?")).ToHaveValueAsync("My words.");
        await journey.ExpectNoAxeViolationsAsync();

        await page.GetByLabel("What was said?").FillAsync("Their words. And mine.");
        await journey.Button("Save mine over theirs").ClickAsync();
        await journey.Heading("Meeting with Ward sister").WaitForAsync();
        await page.GetByText("Their words. And mine.").WaitForAsync();
        var read = await journey.Workspace.Administrator.GetAsync(path).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal("Their words. And mine.", read["notes"]!.GetValue<string>());
        Assert.Equal(3, read["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_whole_journey_goes_by_keyboard()
    {
        await using var journey = await WebJourney.SignedInAsync();
        var programme = await journey.StartProgrammeAsync("Discharge");
        var page = journey.Page;
        await journey.OpenAsync("/");
        await TabToAsync(page, "Log a meeting", within: ".next-step");
        await page.Keyboard.PressAsync("Enter");
        await journey.Heading("Log a meeting").WaitForAsync();
        await TabToAsync(page, "Who did you meet?");
        await page.Keyboard.TypeAsync("Matron");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Remove Matron" }).WaitForAsync();
        await TabToAsync(page, "Yesterday");
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, "What was said?");
        await page.Keyboard.TypeAsync("Beds are found by telephone.");
        await TabToAsync(page, "Save meeting");
        await page.Keyboard.PressAsync("Enter");
        await journey.Heading("Did you ask for a commitment?").WaitForAsync();
        await TabToAsync(page, "Not asked");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Noted: not asked.").WaitForAsync();
        await page.GetByText("Sent and saved at").WaitForAsync();
        var logged = Assert.Single(await journey.InterviewsAsync(programme))!;
        Assert.Equal("notAsked", logged["commitmentAsked"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_meeting_that_was_saved_can_be_undone_and_comes_back_as_a_draft()
    {
        await using var journey = await WebJourney.SignedInAsync(width: PhoneWidth, height: PhoneHeight);
        var programme = await journey.StartProgrammeAsync("Dermatology");
        var page = journey.Page;
        await journey.OpenAsync($"/programmes/{programme}/log-a-meeting", "Log a meeting");
        await page.GetByLabel("Who did you meet?").FillAsync("Registrar");
        await page.GetByLabel("What was said?").FillAsync("Wrong programme.");
        await journey.Button("Save meeting").TapAsync();
        await page.GetByText("Sent and saved at").WaitForAsync();
        await journey.Button("Undo").TapAsync();
        await Assertions.Expect(page.GetByLabel("What was said?")).ToHaveValueAsync("Wrong programme.");
        Assert.Empty(await journey.InterviewsAsync(programme));
    }

    [Fact]
    public async Task Notes_that_are_held_back_are_explained_in_words()
    {
        await using var journey = await WebJourney.SignedInAsync("contributor");
        var made = await journey.Workspace.Administrator.PostAsync("programmes", new
        {
            name = "Maternity", startsOn = "2024-01-08", dataController = "Northfield Hospitals", members = new[] { new { userId = journey.UserId, part = "contributor" } },
        }).ExpectAsync(HttpStatusCode.Created);
        var programme = made["id"]!.GetValue<Guid>();
        var interview = await journey.Workspace.Administrator.PostAsync($"programmes/{programme}/interviews", new
        {
            heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name = "Midwife" } }, notes = "Not for everybody.",
        }).ExpectAsync(HttpStatusCode.Created);
        await journey.OpenAsync($"/programmes/{programme}/interviews/{interview["id"]}", "Meeting with Midwife");
        await journey.Page.GetByText("There are notes, and they are not open to you.").WaitForAsync();
        Assert.DoesNotContain("Not for everybody", await journey.Page.ContentAsync(), StringComparison.Ordinal);
    }

    /// <summary>Tabs until the focus is on what is called so: what cannot be reached this way is not there for everybody.</summary>
    private static async Task TabToAsync(IPage page, string name, string? within = null)
    {
        for (var i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var isThere = await page.EvaluateAsync<bool>(
                """
                ([name, within]) => {
                  const it = document.activeElement;
                  const labels = [...(it.labels ?? [])].map(l => l.textContent.trim());
                  return (it.textContent.trim() === name || labels.includes(name)) && (!within || it.closest(within) !== null);
                }
                """,
                new[] { name, within });
            if (isThere)
            {
                return;
            }
        }

        Assert.Fail($"“{name}” cannot be reached by the Tab key.");
    }
}
