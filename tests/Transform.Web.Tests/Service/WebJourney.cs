using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Transform.Api.Tests.Service;

namespace Transform.Web.Tests.Service;

/// <summary>A person at a page: a workspace of its own, somebody signed in to it, and a browser window of a given size.</summary>
public sealed class WebJourney : IAsyncDisposable
{
    /// <summary>Where the page's sources stand.</summary>
    public static readonly string WebFolder = typeof(WebJourney).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(it => it.Key == "WebFolder").Value!;

    private static readonly Lazy<Task<string>> Axe = new(() => File.ReadAllTextAsync(Path.Combine(WebFolder, "node_modules", "axe-core", "axe.min.js")));

    private WebJourney(TestWorkspace workspace, string email, IBrowserContext context, IPage page)
    {
        Workspace = workspace;
        Email = email;
        Context = context;
        Page = page;
    }

    public TestWorkspace Workspace { get; }

    /// <summary>Of the person at the page; the password is <see cref="TestWorkspace.Password"/>.</summary>
    public string Email { get; }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>Whose session the page has; empty until somebody signed in.</summary>
    public Guid UserId { get; private set; }

    /// <summary>A new workspace with a user of this role, not yet signed in, before an empty window.</summary>
    public static async Task<WebJourney> PrepareAsync(string role = "programmeLead", int width = 1280, int height = 900)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var email = role == "administrator" ? await AdministratorEmailAsync(workspace) : $"dana-{Guid.CreateVersion7():N}@example.org";
        if (role != "administrator")
        {
            await workspace.Administrator.PostAsync("users", new { name = "Dana Whitlock", email, role, password = TestWorkspace.Password }).ExpectAsync(HttpStatusCode.Created);
        }

        var browser = await Chromium.SharedAsync();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = workspace.Service.Address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            HasTouch = width < 600,
            Locale = "en-GB",
            TimezoneId = "Europe/London",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(15_000);
        return new WebJourney(workspace, email, context, await context.NewPageAsync());
    }

    /// <summary>As <see cref="PrepareAsync"/>, with the session already begun.</summary>
    public static async Task<WebJourney> SignedInAsync(string role = "programmeLead", int width = 1280, int height = 900)
    {
        var journey = await PrepareAsync(role, width, height);
        var answer = await journey.Context.APIRequest.PostAsync("/api/v1/session", new APIRequestContextOptions
        {
            DataObject = new { email = journey.Email, password = TestWorkspace.Password },
        });
        Assert.True(answer.Ok, await answer.TextAsync());
        journey.UserId = JsonNode.Parse(await answer.TextAsync())!["user"]!["id"]!.GetValue<Guid>();
        return journey;
    }

    /// <summary>A programme that the person at the page leads.</summary>
    public async Task<Guid> StartProgrammeAsync(string name)
    {
        var made = await Workspace.Administrator.PostAsync("programmes", new
        {
            name, startsOn = "2024-01-08", dataController = "Northfield Hospitals", members = new[] { new { userId = UserId, part = "lead" } },
        }).ExpectAsync(HttpStatusCode.Created);
        return made["id"]!.GetValue<Guid>();
    }

    /// <summary>Waits until a programme's figures hold what was just written, so that a page which is opened now shows it.</summary>
    public async Task FiguresHoldAsync(Guid programmeId, HttpResponseMessage written)
    {
        var sequence = written.Headers.GetValues("Change-Sequence").Single();
        for (var attempt = 0; attempt < 300; attempt++)
        {
            using var response = await Workspace.Administrator.GetAsync($"programmes/{programmeId}/balance?atLeast={sequence}");
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail("The figures have not followed in thirty seconds.");
    }

    /// <summary>What the service has of a programme's interviews.</summary>
    public async Task<JsonArray> InterviewsAsync(Guid programmeId)
    {
        var listed = await Workspace.Key.GetAsync(new Uri($"programmes/{programmeId}/interviews", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
        return listed["items"]!.AsArray();
    }

    /// <summary>Opens an address of the page and waits for its heading.</summary>
    public async Task OpenAsync(string path, string? heading = null)
    {
        await Page.GotoAsync(path);
        await (heading is null ? Page.Locator("h1").First : Heading(heading)).WaitForAsync();
    }

    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = name, Level = 1 });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = name, Exact = true });

    /// <summary>What Deque's axe finds wrong with the page as it stands; each with the place.</summary>
    public async Task ExpectNoAxeViolationsAsync()
    {
        await Page.EvaluateAsync(await Axe.Value);
        var found = await Page.EvaluateAsync<string[]>(
            "async () => (await axe.run()).violations.flatMap(v => v.nodes.map(n => `${v.id}: ${v.help}: ${n.html.slice(0, 200)}`))");
        Assert.True(found.Length == 0, $"{Page.Url}\n{string.Join('\n', found)}");
    }

    /// <summary>At this width nothing may stand beyond the right edge.</summary>
    public async Task ExpectNoHorizontalScrollAsync()
    {
        var beyond = await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(beyond <= 0, $"{Page.Url} is {beyond} px wider than its window.");
    }

    private static async Task<string> AdministratorEmailAsync(TestWorkspace workspace)
    {
        var session = await workspace.Administrator.GetAsync("session").ExpectAsync(HttpStatusCode.OK);
        return session["user"]!["email"]!.GetValue<string>();
    }

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();
}
