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
    public const string Memo = "memo";

    /// <summary>Why a level was made wider.</summary>
    public const string Reason = "reason";

    /// <summary>A further interviewer's own notes on an interview.</summary>
    public static string FurtherNotesOf(Guid userId) => $"furtherNotes {userId:N}";
}
