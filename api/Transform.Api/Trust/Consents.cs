namespace Transform.Api.Trust;

/// <summary>What somebody agreed to: to take part, or to be quoted.</summary>
public static class Consents
{
    public const string NotAsked = "notAsked";
    public const string Given = "given";
    public const string Refused = "refused";
    public const string Withdrawn = "withdrawn";
}
