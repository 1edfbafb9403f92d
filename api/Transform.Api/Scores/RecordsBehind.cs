namespace Transform.Api.Scores;

/// <param name="Reason">Set where the number is withheld.</param>
public sealed record ConversationCount(int? Count, string? Reason);

/// <summary>Records that this reader may not open.</summary>
/// <param name="Reason">Why they are not open, or why not even their number is told.</param>
public sealed record RecordsNotOpen(int? Count, string? Reason)
{
    public const string ToOthers = "interviews are open only to those who work on the programme";

    public static RecordsNotOpen None { get; } = new(0, Reason: null);
}
