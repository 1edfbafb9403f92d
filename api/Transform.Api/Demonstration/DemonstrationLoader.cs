using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Transform.Api.Jobs;

namespace Transform.Api.Demonstration;

/// <summary>Fills an empty service with made-up programmes through its own API, as five made-up people would.</summary>
public sealed class DemonstrationLoader(TransformOptions options, TimeProvider clock, JobPause jobs)
{
    private const int MostInOneBatch = 100;
    private static readonly JsonSerializerOptions Indented = new(Http.Json.Options) { WriteIndented = true };

    private DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private string File => Path.Combine(options.DataFolder, "demo-credentials.json");

    /// <summary>How to get in, once the demonstration has been filled; null before.</summary>
    public DemonstrationCredentials? Read() =>
        System.IO.File.Exists(File) ? JsonSerializer.Deserialize<DemonstrationCredentials>(System.IO.File.ReadAllText(File), Http.Json.Options) : null;

    /// <summary>Fills the service, unless an earlier start did; in both cases the credentials name the present address. The figures are worked out once all is there.</summary>
    public async Task<DemonstrationCredentials> FillAsync(Uri service, CancellationToken ct)
    {
        var credentials = Read() ?? await jobs.WhileAsync(() => LoadAsync(service, ct));
        credentials = credentials with { Url = service.GetLeftPart(UriPartial.Authority) };
        var fresh = File + ".new";
        await System.IO.File.WriteAllTextAsync(fresh, JsonSerializer.Serialize(credentials, Indented), ct);
        System.IO.File.Move(fresh, File, overwrite: true);
        return credentials;
    }

    private async Task<DemonstrationCredentials> LoadAsync(Uri service, CancellationToken ct)
    {
        today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var data = await JsonSerializer.DeserializeAsync<DemonstrationData>(
            typeof(DemonstrationLoader).Assembly.GetManifestResourceStream("demo/demonstration.json")!, Http.Json.Options, ct) ?? throw new InvalidOperationException("The demonstration's data are missing.");

        using var administrator = new DemonstrationClient(service);
        using var lead = new DemonstrationClient(service);
        using var contributor = new DemonstrationClient(service);
        List<DemonstrationCredentials.User> users =
        [
            new("administrator", "ash.lindqvist@demo.example", NewPassword()),
            new("programmeLead", "dana.whitlock@demo.example", NewPassword()),
            new("contributor", "rob.marsh@demo.example", NewPassword()),
            new("systemLeader", "ruth.adeyemi@demo.example", NewPassword()),
        ];
        await administrator.BeginAsync("setup", new { workspaceName = data.Workspace, name = "Ash Lindqvist", email = users[0].Email, password = users[0].Password }, ct);
        foreach (var (user, name) in users.Skip(1).Zip(["Dana Whitlock", "Rob Marsh", "Ruth Adeyemi"]))
        {
            await administrator.PostAsync("users", new { name, email = user.Email, role = user.Role, password = user.Password }, ct);
        }

        await lead.BeginAsync("session", new { email = users[1].Email, password = users[1].Password }, ct);
        await contributor.BeginAsync("session", new { email = users[2].Email, password = users[2].Password }, ct);
        var key = await administrator.PostAsync("api-keys", new { name = "Demonstration integrator", scopes = Trust.Scopes.ForKeys.Order(StringComparer.Ordinal) }, ct);

        var organisations = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var it in data.Organisations)
        {
            organisations[it.Name] = await lead.MakeAsync("organisations", new { it.Name, it.Sector, it.OdsCode }, ct);
        }

        var people = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var it in data.People)
        {
            people[it.Name] = await lead.MakeAsync("people", new { it.Name, organisationId = organisations[it.Organisation], it.JobTitle, it.ProfessionalGroup, it.CareerStage, it.Status }, ct);
        }

        var themeOf = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var it in data.Themes.OrderBy(it => it.Parent is not null))
        {
            themeOf[it.Name] = await lead.MakeAsync("themes", new { it.Name, it.Dimension, it.Definition, it.Colour, it.IsCodable, parentId = it.Parent is null ? (Guid?)null : themeOf[it.Parent] }, ct);
        }

        var themes = data.Themes.Select(it => themeOf[it.Name]).ToList();

        var propositions = new List<Guid>();
        foreach (var statement in data.Propositions)
        {
            propositions.Add(await lead.MakeAsync("propositions", new { statement }, ct));
        }

        var programmes = new List<Guid>();
        foreach (var it in data.Programmes)
        {
            programmes.Add(await LoadProgrammeAsync(it, lead, contributor, organisations, people, themes, propositions, ct));
        }

        var readers = (await administrator.GetAsync("users", ct))["items"]!.AsArray().Where(user => user!["role"]!.GetValue<string>() == "systemLeader").Select(user => user!["id"]!.GetValue<Guid>());
        await administrator.PostAsync("portfolios", new { name = data.Workspace, programmeIds = programmes, readerIds = readers }, ct);
        return new DemonstrationCredentials(service.ToString(), key["secret"]!.GetValue<string>(), users);
    }

    private async Task<Guid> LoadProgrammeAsync(
        DemonstrationData.ProgrammeData data, DemonstrationClient lead, DemonstrationClient contributor, Dictionary<string, Guid> organisations, Dictionary<string, Guid> people,
        List<Guid> themes, List<Guid> propositions, CancellationToken ct)
    {
        var id = await lead.MakeAsync("programmes", new
        {
            data.Name, data.Pathway, startsOn = DaysAgo(data.StartedDaysAgo), dataController = "South Coast ICB", targetPeopleShare = data.Target,
            data.KnownBudgetPence, data.KnownAgendaMinutes, organisationIds = data.Organisations.Select(name => organisations[name]),
            members = new[] { new { userId = lead.UserId, part = "lead" }, new { userId = contributor.UserId, part = "contributor" } },
        }, ct);
        var path = $"programmes/{id}";

        var groups = new List<Guid>();
        foreach (var it in data.Groups)
        {
            groups.Add(await lead.MakeAsync($"{path}/change-groups", new
            {
                it.Name, organisationId = organisations[it.Organisation], it.ProfessionalGroup, it.HeadCount, it.Vacancies, it.HoursAsked, it.HoursBackfilled,
            }, ct));
        }

        var focusOf = new Dictionary<Guid, JsonArray>();
        foreach (var (coder, name) in new[] { (lead, "lead"), (contributor, "contributor") })
        {
            foreach (var batch in data.Activities.Where(it => it.Coder == name).Chunk(MostInOneBatch))
            {
                var made = await coder.PostAsync($"{path}/activities/batch", new { activities = batch.Select((it, index) => Activity(it, groups, index)) }, ct);
                foreach (var activity in made["items"]!.AsArray())
                {
                    focusOf[activity!["id"]!.GetValue<Guid>()] = activity["focus"]!.AsArray();
                }
            }
        }

        var interviews = new List<LoadedInterview>();
        foreach (var it in data.Interviews)
        {
            var (author, other) = it.By == "contributor" ? (contributor, lead) : (lead, contributor);
            interviews.Add(await LoadInterviewAsync(path, it, author, other, people, themes, propositions, ct));
        }

        await new EvidenceLoader(path, lead, contributor, themes, organisations, people, DaysAgo).LoadAsync(data, interviews, ct);
        await RateBlindAsync(path, contributor, focusOf, ct);
        await RateBlindAsync(path, lead, focusOf, ct);
        return id;
    }

    private object Activity(DemonstrationData.ActivityData it, List<Guid> groups, int index) => new
    {
        it.Title, it.Kind, startsOn = DaysAgo(it.DaysAgo), it.Hours, moneyPence = it.Pence, isCapital = it.Capital, agendaMinutes = it.Agenda, isMilestone = it.Milestone,
        horizonMonths = it.Horizon, status = "done", focus = it.Focus.Select(share => new { dimension = share.Key, share = share.Value }),
        groupsPresent = it.Present && groups.Count > 0 ? new[] { groups[index % groups.Count] } : [],
    };

    private async Task<LoadedInterview> LoadInterviewAsync(
        string path, DemonstrationData.InterviewData it, DemonstrationClient author, DemonstrationClient other, Dictionary<string, Guid> people, List<Guid> themes, List<Guid> propositions, CancellationToken ct)
    {
        var interview = await author.MakeAsync($"{path}/interviews", new
        {
            heldAt = DaysAgo(it.DaysAgo).ToDateTime(new TimeOnly(9 + (it.DaysAgo % 8), 30), DateTimeKind.Utc), it.Minutes, kind = "oneToOne",
            participants = new[] { new { personId = people[it.Person] } }, participationConsent = it.Consent, quotationConsent = it.Quoting, it.Confidentiality, it.Notes,
            stances = it.Stances.Select(stance => new { propositionId = propositions[stance.P], endorsement = stance.E, stance.Elicited }),
            commitmentAsked = it.Asked, mentions = it.Mentions.Select(theme => new { themeId = themes[theme] }),
        }, ct);
        var commitments = new List<Guid>();
        foreach (var commitment in it.Commitments ?? [])
        {
            commitments.Add(await author.MakeAsync($"{path}/commitments", new
            {
                interviewId = interview, personId = people[it.Person], commitment.Act, dueOn = DaysAgo(-commitment.DueIn), commitment.Status, commitment.Evidence,
                verifiedBy = commitment.Evidence is null ? (Guid?)null : other.UserId,
            }, ct));
        }

        return new LoadedInterview(interview, commitments);
    }

    /// <summary>A second person's split of what they are asked to re-rate: mostly the same as the first, now and then not.</summary>
    private static async Task RateBlindAsync(string path, DemonstrationClient rater, Dictionary<Guid, JsonArray> focusOf, CancellationToken ct)
    {
        var asked = await rater.GetAsync($"{path}/blind-ratings", ct);
        foreach (var (activity, index) in asked["items"]!.AsArray().Select((it, index) => (it!["activityId"]!.GetValue<Guid>(), index)))
        {
            var focus = index % 6 == 5 ? new JsonArray(new JsonObject { ["dimension"] = "S1", ["share"] = 1.0 }) : focusOf[activity].DeepClone();
            await rater.PutAsync($"{path}/blind-ratings/{activity}", new { focus }, ct);
        }
    }

    private DateOnly DaysAgo(int days) => today.AddDays(-days);

    private static string NewPassword() =>
        string.Create(CultureInfo.InvariantCulture, $"{Word()}-{Word()}-{Word()}-{RandomNumberGenerator.GetInt32(1000, 9999)}");

    private static string Word() => RandomNumberGenerator.GetItems<string>(["amber", "birch", "cobalt", "drift", "ember", "fennel", "gable", "harbour", "indigo", "juniper", "kestrel", "lantern", "meadow", "nutmeg", "orchard", "pebble"], 1)[0];
}
