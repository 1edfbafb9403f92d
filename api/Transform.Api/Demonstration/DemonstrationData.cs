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

    /// <param name="Parent">The name of the theme that it stands under.</param>
    public sealed record ThemeData(string Name, string Dimension, string Definition, string? Colour = null, string? Parent = null, bool IsCodable = true);

    public sealed record GroupData(string Name, string Organisation, string ProfessionalGroup, int HeadCount, int Vacancies, double HoursAsked, double HoursBackfilled);

    /// <param name="Coder">Who coded its focus: <c>lead</c> or <c>contributor</c>.</param>
    public sealed record ActivityData(
        string Title, string Kind, int DaysAgo, IReadOnlyDictionary<string, double> Focus, string Coder, double? Hours = null, long? Pence = null, bool Capital = false,
        int? Agenda = null, bool Present = false, bool Milestone = false, int? Horizon = null);

    public sealed record StanceData(int P, int E, bool Elicited);

    public sealed record CommitmentData(string Act, int DueIn, string Status, string? Evidence = null);

    /// <summary>A passage of the notes under its themes, coded by the lead.</summary>
    /// <param name="Second">What the contributor finds in it who codes blind, where that differs; empty where they pass over it.</param>
    public sealed record QuoteData(string Text, IReadOnlyList<int> Themes, IReadOnlyList<int>? Second = null);

    /// <param name="By">Who logged it: <c>lead</c> or <c>contributor</c>.</param>
    /// <param name="Consent">To take part.</param>
    /// <param name="Quoting">Consent to be quoted.</param>
    /// <param name="Mentions">Themes that were ticked; those of the quotes come of themselves.</param>
    public sealed record InterviewData(
        string By, string Person, int DaysAgo, int Minutes, string Notes, string Consent, IReadOnlyList<StanceData> Stances, IReadOnlyList<int> Mentions, string Asked,
        IReadOnlyList<CommitmentData>? Commitments = null, string? Confidentiality = null, string? Quoting = null, IReadOnlyList<QuoteData>? Quotes = null);

    /// <param name="Interview">Its place among the programme's interviews.</param>
    /// <param name="Quote">Its place among that interview's quotes; with neither this nor a commitment, the interview itself is meant.</param>
    public sealed record EvidenceData(int Interview, string Stand, int? Quote = null, int? Commitment = null);

    public sealed record BarrierData(
        string Name, string Definition, string System, string Status, IReadOnlyList<EvidenceData> Evidence, string? Organisation = null, string? Owner = null,
        int? AskedDaysAgo = null, int? AnsweredDaysAgo = null, int? RemovedDaysAgo = null, string? Answer = null);

    public sealed record ContributionData(string Text, string Consent, IReadOnlyList<QuoteData> Quotes, string? Author = null);

    public sealed record DiscussionData(string Title, string Kind, int DaysAgo, string SourceLink, string Invitation, IReadOnlyList<ContributionData> Contributions);

    /// <summary>What the lead thought while coding: about a theme, an interview, or the whole.</summary>
    public sealed record MemoData(string Text, int? Theme = null, int? Interview = null);

    public sealed record ProgrammeData(
        string Name, string Pathway, IReadOnlyList<string> Organisations, double Target, int StartedDaysAgo, long KnownBudgetPence, int KnownAgendaMinutes,
        IReadOnlyList<GroupData> Groups, IReadOnlyList<ActivityData> Activities, IReadOnlyList<InterviewData> Interviews,
        IReadOnlyList<BarrierData>? Barriers = null, IReadOnlyList<DiscussionData>? Discussions = null, IReadOnlyList<MemoData>? Memos = null);
}

/// <summary>How to get into the demonstration; written to <c>demo-credentials.json</c> in its data folder.</summary>
public sealed record DemonstrationCredentials(string Url, string ApiKey, IReadOnlyList<DemonstrationCredentials.User> Users)
{
    public sealed record User(string Role, string Email, string Password);
}
