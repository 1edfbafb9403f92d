using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Interviews;

/// <summary>
/// The rows that an interview has beside its own, checked against the workspace and then written; with the words that an answer shows of
/// each, in its order, so that nothing need be read back.
/// </summary>
internal sealed record InterviewParts(
    IReadOnlyList<Participant> Participants, IReadOnlyList<InterviewParts.NewPerson> NewPeople, IReadOnlyList<Interviewer> Interviewers, IReadOnlyList<Stance> Stances, IReadOnlyList<Mention> Mentions)
{
    private const string Remembered = "remembered";

    public sealed record NewPerson(Guid Id, string Name, Guid? OrganisationId, string? JobTitle);

    public sealed record PersonRow(Guid Id, string Name, string Status, Guid? OrganisationId, string? OrganisationName, string? Sector)
    {
        internal Participant Shown => new(Id, Name, OrganisationId, OrganisationName, Sector);
    }

    public sealed record OrganisationRow(Guid Id, string Name, string Sector);

    public sealed record PropositionRow(Guid Id, string? CoderName);

    public sealed record StanceRow(Guid PropositionId, int Endorsement, bool Elicited, Guid? CodedBy);

    public sealed record ThemeRow(Guid Id, string Name, string Dimension, bool IsCodable);

    [PortableSql(typeof(PersonRow))]
    public const string PeopleSql = """
        SELECT p.Id, p.Name, p.Status, p.OrganisationId, o.Name AS OrganisationName, o.Sector
        FROM People p
        LEFT JOIN Organisations o ON o.WorkspaceId = p.WorkspaceId AND o.Id = p.OrganisationId
        WHERE p.WorkspaceId = @WorkspaceId AND p.Id IN @Ids
        """;

    [PortableSql(typeof(OrganisationRow))]
    public const string OrganisationsSql = "SELECT Id, Name, Sector FROM Organisations WHERE WorkspaceId = @WorkspaceId AND Id IN @Ids";

    [PortableSql(typeof(Interviewer))]
    public const string UsersSql = "SELECT Id AS UserId, Name FROM Users WHERE WorkspaceId = @WorkspaceId AND Id IN @Ids ORDER BY EmailKey";

    [PortableSql(typeof(PropositionRow))]
    public const string PropositionsSql = """
        SELECT p.Id, COALESCE(u.Name, k.Name) AS CoderName
        FROM Propositions p
        LEFT JOIN Users u ON u.WorkspaceId = p.WorkspaceId AND u.Id = @UserId
        LEFT JOIN ApiKeys k ON k.WorkspaceId = p.WorkspaceId AND k.Id = @UserId
        WHERE p.WorkspaceId = @WorkspaceId AND p.Id IN @Ids
        ORDER BY p.StatementKey
        """;

    [PortableSql(typeof(ThemeRow))]
    public const string ThemesSql = "SELECT Id, Name, Dimension, IsCodable FROM Themes WHERE WorkspaceId = @WorkspaceId AND Id IN @Ids ORDER BY NameKey";

    /// <summary>What the interview mentions already, as far as the caller may know: a mention outlasts its theme's becoming one that only groups others.</summary>
    [PortableSql]
    public const string MentionedSql = """
        SELECT m.ThemeId
        FROM InterviewMentions m
        JOIN Interviews i ON i.WorkspaceId = m.WorkspaceId AND i.Id = m.InterviewId
        WHERE m.WorkspaceId = @WorkspaceId AND m.ProgrammeId = @ProgrammeId AND m.InterviewId = @InterviewId AND NOT
        """ + " " + QuoteRule.CodedBlindSql;

    [PortableSql]
    public const string DimensionsSql = """
        SELECT d.Code
        FROM Programmes p
        JOIN FocusTaxonomies t ON t.WorkspaceId = p.WorkspaceId AND t.Id = p.TaxonomyId
        JOIN FocusDimensions d ON d.WorkspaceId = t.WorkspaceId AND d.TaxonomyId = t.Id AND d.Edition = t.Version
        WHERE p.WorkspaceId = @WorkspaceId AND p.Id = @ProgrammeId
        """;

    [PortableSql]
    public const string InsertPersonSql = """
        INSERT INTO People (WorkspaceId, Id, Name, NameKey, Email, OrganisationId, JobTitle, ProfessionalGroup, CareerStage, Status, CreatedAt, RevisedAt, Version)
        VALUES (@WorkspaceId, @Id, @Name, @NameKey, NULL, @OrganisationId, @JobTitle, 'notStated', 'notStated', 'active', @Now, @Now, 1)
        """;

    [PortableSql]
    public const string InsertParticipantSql = """
        INSERT INTO InterviewParticipants (WorkspaceId, ProgrammeId, InterviewId, PersonId)
        VALUES (@WorkspaceId, @ProgrammeId, @InterviewId, @PersonId)
        """;

    [PortableSql]
    public const string InsertInterviewerSql = """
        INSERT INTO InterviewInterviewers (WorkspaceId, ProgrammeId, InterviewId, UserId)
        VALUES (@WorkspaceId, @ProgrammeId, @InterviewId, @UserId)
        """;

    [PortableSql]
    public const string InsertStanceSql = """
        INSERT INTO InterviewStances (WorkspaceId, ProgrammeId, InterviewId, PropositionId, Endorsement, Elicited, CodedBy)
        VALUES (@WorkspaceId, @ProgrammeId, @InterviewId, @PropositionId, @Endorsement, @Elicited, @CodedBy)
        """;

    [PortableSql(typeof(StanceRow))]
    public const string StancesSql = """
        SELECT PropositionId, Endorsement, Elicited, CodedBy
        FROM InterviewStances
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId
        """;

    [PortableSql]
    public const string InsertMentionSql = """
        INSERT INTO InterviewMentions (WorkspaceId, ProgrammeId, InterviewId, ThemeId, Dimension)
        VALUES (@WorkspaceId, @ProgrammeId, @InterviewId, @ThemeId, @Dimension)
        """;

    [PortableSql]
    public const string InsertNotesSql = """
        INSERT INTO InterviewNotes (WorkspaceId, InterviewId, KeyId, Notes)
        VALUES (@WorkspaceId, @InterviewId, @KeyId, @Notes)
        """;

    [PortableSql]
    public const string DeleteParticipantsSql = "DELETE FROM InterviewParticipants WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId";

    [PortableSql]
    public const string DeleteInterviewersSql = "DELETE FROM InterviewInterviewers WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId";

    [PortableSql]
    public const string DeleteStancesSql = "DELETE FROM InterviewStances WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId";

    [PortableSql]
    public const string DeleteMentionsSql = "DELETE FROM InterviewMentions WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId";

    [PortableSql]
    public const string DeleteNotesSql = "DELETE FROM InterviewNotes WHERE WorkspaceId = @WorkspaceId AND InterviewId = @InterviewId";

    /// <summary>Looks up everything that the request names and says of each, by its pointer, what cannot stand.</summary>
    /// <exception cref="ProblemException">Something that it names is not in the workspace, or stands twice.</exception>
    public static async Task<InterviewParts> CheckAsync(
        Unit unit, CurrentUser user, Guid programmeId, Guid interviewId, InterviewRequest body, IEnumerable<(string Pointer, Guid PersonId)> furtherPeople, DateTime now)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        void Refuse(string pointer, string message) => errors.TryAdd(pointer, [message]);

        var people = new List<(string Pointer, Guid Id)>();
        var fresh = new List<NewPerson>();
        var organisations = new List<(string Pointer, Guid Id)>();
        for (var i = 0; i < body.Participants.Count; i++)
        {
            var at = $"/participants/{i}";
            switch (body.Participants[i])
            {
                case { PersonId: { } personId, Name: null, OrganisationId: null, JobTitle: null }:
                    people.Add(($"{at}/personId", personId));
                    break;
                case { PersonId: null, Name: { } name } person when body.Level == Confidentiality.Sealed:
                    Refuse($"{at}/name", "A sealed interview leaves no trace, but a new person is seen by everybody. Add the person first, or choose another confidentiality.");
                    break;
                case { PersonId: null, Name: { } name } person:
                    fresh.Add(new NewPerson(NewId.Next(), name.Trim(), person.OrganisationId, person.JobTitle?.Trim()));
                    if (person.OrganisationId is { } organisationId)
                    {
                        organisations.Add(($"{at}/organisationId", organisationId));
                    }

                    break;
                default:
                    Refuse(at, "Give either personId alone, or the name of a new person.");
                    break;
            }
        }

        if (fresh.Count > 0 && !user.Has(Scopes.WritePeople))
        {
            throw new ProblemException(Problems.Forbidden($"To add a person needs {Scopes.WritePeople}. Name somebody who is here already, by personId."));
        }

        var interviewers = (body.InterviewerIds ?? (user.Role == Roles.Integrator ? [] : [user.Id])).Select((id, i) => (Pointer: $"/interviewerIds/{i}", Id: id)).ToList();
        var stances = (body.Stances ?? []).Select((it, i) => (Pointer: $"/stances/{i}/propositionId", Id: it.PropositionId)).ToList();
        var mentions = (body.Mentions ?? []).Select((it, i) => (Pointer: $"/mentions/{i}/themeId", Id: it.ThemeId)).ToList();
        foreach (var list in new[] { people, interviewers, stances, mentions })
        {
            foreach (var again in list.GroupBy(it => it.Id).SelectMany(it => it.Skip(1)))
            {
                Refuse(again.Pointer, "This stands twice. Take one out.");
            }
        }

        var alsoNamed = people.Concat(furtherPeople).ToList();
        var knownPeople = await FindAsync<PersonRow>(unit, user, PeopleSql, alsoNamed);
        foreach (var (pointer, id) in alsoNamed)
        {
            if (knownPeople.Find(it => it.Id == id) is not { } person)
            {
                Refuse(pointer, "There is no such person.");
            }
            else if (person.Status == Remembered && body.HeldAt > now)
            {
                Refuse(pointer, "This person is remembered: a meeting with them cannot lie ahead.");
            }
        }

        var knownOrganisations = await FindAsync<OrganisationRow>(unit, user, OrganisationsSql, organisations);
        Demand(knownOrganisations.ConvertAll(it => it.Id), organisations, "There is no such organisation.", Refuse);
        var askedBy = await FindAsync<Interviewer>(unit, user, UsersSql, interviewers);
        Demand(askedBy.ConvertAll(it => it.UserId), interviewers, "There is no such user.", Refuse);
        var propositions = await FindAsync<PropositionRow>(unit, user, PropositionsSql, stances);
        Demand(propositions.ConvertAll(it => it.Id), stances, "There is no such proposition.", Refuse);
        var spokenOf = await MentionsAsync(unit, user, programmeId, interviewId, body.Mentions ?? [], mentions, Refuse);

        if (body.FollowsId is { } followsId && await FollowUps.WhyNotAsync(unit, user, programmeId, interviewId, followsId) is { } why)
        {
            Refuse("/followsId", why);
        }

        if (errors.Count > 0)
        {
            throw new ProblemException(Problems.Invalid(errors));
        }

        var participants = people.Select(it => knownPeople.Find(known => known.Id == it.Id)!.Shown).Concat(fresh.Select(it =>
        {
            var organisation = knownOrganisations.Find(known => known.Id == it.OrganisationId);
            return new Participant(it.Id, it.Name, it.OrganisationId, organisation?.Name, organisation?.Sector);
        }));
        return new InterviewParts(
            [.. participants.OrderBy(it => it.Name.ToKey(), StringComparer.Ordinal).ThenBy(it => it.PersonId)], fresh, askedBy,
            [.. propositions.Select(it => (it.CoderName, Said: body.Stances!.First(stance => stance.PropositionId == it.Id)))
                .Select(it => new Stance(it.Said.PropositionId, it.Said.Endorsement, it.Said.Elicited, new InterviewActor(user.Id, it.CoderName)))],
            spokenOf);
    }

    /// <param name="before">The stances as they stood: one that is judged as before was coded by whom it was.</param>
    public async Task InsertAsync(Unit unit, CurrentUser user, Guid programmeId, Guid interviewId, IReadOnlyList<StanceRow> before, DateTime now)
    {
        await unit.ExecuteAsync(InsertPersonSql, NewPeople.Select(it => new { user.WorkspaceId, it.Id, it.Name, NameKey = it.Name.ToKey(), it.OrganisationId, it.JobTitle, Now = now }));
        await unit.ExecuteAsync(InsertParticipantSql, Participants.Select(it => new { user.WorkspaceId, ProgrammeId = programmeId, InterviewId = interviewId, it.PersonId }));
        await unit.ExecuteAsync(InsertInterviewerSql, Interviewers.Select(it => new { user.WorkspaceId, ProgrammeId = programmeId, InterviewId = interviewId, it.UserId }));
        await unit.ExecuteAsync(InsertStanceSql, Stances.Select(it => new
        {
            user.WorkspaceId, ProgrammeId = programmeId, InterviewId = interviewId, it.PropositionId, it.Endorsement, it.Elicited,
            CodedBy = before.FirstOrDefault(was => (was.PropositionId, was.Endorsement, was.Elicited) == (it.PropositionId, it.Endorsement, it.Elicited)) is { } same ? same.CodedBy : user.Id,
        }));
        await unit.ExecuteAsync(InsertMentionSql, Mentions.Select(it => new { user.WorkspaceId, ProgrammeId = programmeId, InterviewId = interviewId, it.ThemeId, it.Dimension }));
    }

    /// <summary>Takes out everything but the notes.</summary>
    public static async Task DeleteAsync(Unit unit, CurrentUser user, Guid programmeId, Guid interviewId)
    {
        var args = new { user.WorkspaceId, ProgrammeId = programmeId, InterviewId = interviewId };
        await unit.ExecuteAsync(DeleteParticipantsSql, args);
        await unit.ExecuteAsync(DeleteInterviewersSql, args);
        await unit.ExecuteAsync(DeleteStancesSql, args);
        await unit.ExecuteAsync(DeleteMentionsSql, args);
    }

    private static async Task<List<Mention>> MentionsAsync(
        Unit unit, CurrentUser user, Guid programmeId, Guid interviewId, IReadOnlyList<MentionRequest> asked, List<(string Pointer, Guid Id)> places, Action<string, string> refuse)
    {
        if (asked.Count == 0)
        {
            return [];
        }

        var mentions = new List<(int Place, Mention Mention)>();
        var themes = await FindAsync<ThemeRow>(unit, user, ThemesSql, places);
        var dimensions = await unit.QueryAsync<string>(DimensionsSql, new { user.WorkspaceId, ProgrammeId = programmeId });
        var mentioned = themes.TrueForAll(it => it.IsCodable) ? []
            : await unit.QueryAsync<Guid>(MentionedSql, new { user.WorkspaceId, ProgrammeId = programmeId, InterviewId = interviewId, UserId = user.Id });
        for (var i = 0; i < asked.Count; i++)
        {
            var place = themes.FindIndex(it => it.Id == asked[i].ThemeId);
            if (place < 0)
            {
                refuse(places[i].Pointer, "There is no such theme.");
                continue;
            }

            if (!themes[place].IsCodable && !mentioned.Contains(themes[place].Id))
            {
                refuse(places[i].Pointer, $"“{themes[place].Name}” only holds other themes. Choose one of these.");
                continue;
            }

            var dimension = asked[i].Dimension ?? themes[place].Dimension;
            if (!dimensions.Contains(dimension, StringComparer.Ordinal))
            {
                refuse($"/mentions/{i}/dimension", $"The programme's focus taxonomy has no dimension {dimension}. Choose one of: {string.Join(", ", dimensions.Order(StringComparer.Ordinal))}.");
            }

            mentions.Add((place, new Mention(asked[i].ThemeId, dimension)));
        }

        return [.. mentions.OrderBy(it => it.Place).Select(it => it.Mention)];
    }

    private static async Task<List<T>> FindAsync<T>(Unit unit, CurrentUser user, string sql, List<(string Pointer, Guid Id)> named) =>
        named.Count == 0 ? [] : await unit.QueryAsync<T>(sql, new { user.WorkspaceId, UserId = user.Id, Ids = named.Select(it => it.Id).Distinct() });

    private static void Demand(List<Guid> known, List<(string Pointer, Guid Id)> named, string message, Action<string, string> refuse)
    {
        foreach (var (pointer, id) in named)
        {
            if (!known.Contains(id))
            {
                refuse(pointer, message);
            }
        }
    }
}
