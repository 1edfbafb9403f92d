namespace Transform.Api.Trust;

/// <summary>The names under which texts are bound to their records: a text sealed as one field does not open as another.</summary>
public static class SealedFields
{
    public const string Notes = "notes";
    public const string Act = "act";
    public const string Evidence = "evidence";
    public const string StatusReason = "statusReason";
    public const string Contribution = "contribution";
    public const string Author = "author";
    public const string Quote = "quote";
    public const string Answer = "answer";

    /// <summary>What a further interviewer wrote, bound to the interview.</summary>
    public const string FurtherNotes = "furtherNotes";

    /// <summary>Why a level was made wider.</summary>
    public const string Reason = "reason";
}
