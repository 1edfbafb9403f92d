namespace Transform.Api.Demonstration;

/// <summary>What <c>db/demo/demonstration.json</c> holds. Days count back from today, so that the made-up programmes are always current.</summary>
public sealed record DemonstrationData(
    string Workspace,
    IReadOnlyList<DemonstrationData.OrganisationData> Organisations,
    IReadOnlyList<DemonstrationData.PersonData> People,
    IReadOnlyList<DemonstrationData.ThemeData> Themes,
    IReadOnlyList<string> Propositions,
    IReadOnlyList<DemonstrationData.ProgrammeData> Programmes)
{
    public sealed record OrganisationData(string Name, string Sector, string? OdsCode = null);

    public sealed record PersonData(string Name, string Organisation, string JobTitle, string ProfessionalGroup, string CareerStage, string Status = "active");

    public sealed record ThemeData(string Name, string Dimension, string Definition);

    public sealed record GroupData(string Name, string Organisation, string ProfessionalGroup, int HeadCount, int Vacancies, double HoursAsked, double HoursBackfilled);

    /// <param name="Coder">Who coded its focus: <c>lead</c> or <c>contributor</c>.</param>
    public sealed record ActivityData(
        string Title, string Kind, int DaysAgo, IReadOnlyDictionary<string, double> Focus, string Coder, double? Hours = null, long? Pence = null, bool Capital = false,
        int? Agenda = null, bool Present = false, bool Milestone = false, int? Horizon = null);

    public sealed record StanceData(int P, int E, bool Elicited);

    public sealed record CommitmentData(string Act, int DueIn, string Status, string? Evidence = null);

    /// <param name="By">Who logged it: <c>lead</c> or <c>contributor</c>.</param>
    public sealed record InterviewData(
        string By, string Person, int DaysAgo, int Minutes, string Notes, string Consent, IReadOnlyList<StanceData> Stances, IReadOnlyList<int> Mentions, string Asked,
        IReadOnlyList<CommitmentData>? Commitments = null);

    public sealed record ProgrammeData(
        string Name, string Pathway, IReadOnlyList<string> Organisations, double Target, int StartedDaysAgo, long KnownBudgetPence, int KnownAgendaMinutes,
        IReadOnlyList<GroupData> Groups, IReadOnlyList<ActivityData> Activities, IReadOnlyList<InterviewData> Interviews);
}

/// <summary>How to get into the demonstration; written to <c>demo-credentials.json</c> in its data folder.</summary>
public sealed record DemonstrationCredentials(string Url, string ApiKey, IReadOnlyList<DemonstrationCredentials.User> Users)
{
    public sealed record User(string Role, string Email, string Password);
}
