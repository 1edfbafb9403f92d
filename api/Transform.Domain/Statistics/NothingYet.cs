namespace Transform.Domain;

/// <summary>How an absent figure explains itself: never 0, never NaN.</summary>
public static class NothingYet
{
    /// <param name="because">Completes the sentence, without a full stop.</param>
    public static string Because(string because) => $"nothing yet, because {because}";
}
