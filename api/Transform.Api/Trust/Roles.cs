namespace Transform.Api.Trust;

/// <summary>What a person is in a workspace.</summary>
public static class Roles
{
    public const string Administrator = "administrator";
    public const string ProgrammeLead = "programmeLead";
    public const string Contributor = "contributor";
    public const string SystemLeader = "systemLeader";

    /// <summary>An API key: its rights are its scopes alone. Not a role that a person can be given.</summary>
    internal const string Integrator = "integrator";
}

/// <summary>What may be done. A role is a set of scopes; a key is given its own.</summary>
public static class Scopes
{
    public const string ReadProgrammes = "programmes:read";
    public const string WriteProgrammes = "programmes:write";
    public const string ReadPeople = "people:read";
    public const string WritePeople = "people:write";
    public const string ReadInterviews = "interviews:read";
    public const string WriteInterviews = "interviews:write";
    public const string ReadScores = "scores:read";
    public const string ReadChanges = "changes:read";

    /// <summary>Users, keys, taxonomies, jobs. Never given to a key.</summary>
    public const string Administer = "workspace:administer";

    private static readonly HashSet<string> Everyday =
        [ReadProgrammes, WriteProgrammes, ReadPeople, WritePeople, ReadInterviews, WriteInterviews, ReadScores];

    private static readonly Dictionary<string, IReadOnlySet<string>> ByRole = new(StringComparer.Ordinal)
    {
        [Roles.Administrator] = new HashSet<string>([.. Everyday, ReadChanges, Administer]),
        [Roles.ProgrammeLead] = new HashSet<string>([.. Everyday, ReadChanges]),
        [Roles.Contributor] = Everyday,
        [Roles.SystemLeader] = new HashSet<string>([ReadProgrammes, ReadScores]),
    };

    /// <summary>Everything that a key can be given.</summary>
    public static IReadOnlySet<string> ForKeys { get; } = new HashSet<string>([.. Everyday, ReadChanges]);

    public static IReadOnlySet<string> Of(string role) => ByRole.TryGetValue(role, out var scopes) ? scopes : new HashSet<string>();
}
