using Transform.Domain;

namespace Transform.Api.Features.SayDo;

/// <summary>What to ask next, where nobody has been asked to act: agreement alone moves nothing.</summary>
internal static class NextQuestion
{
    private const string AboutNothing = "What will you do yourself in the next month, by which day, and how shall we both see that it was done?";

    /// <returns>Null where somebody was asked, or where nobody has been met.</returns>
    public static string? After(SayDoResult figures, IReadOnlyList<PropositionSaid> byProposition)
    {
        if (figures.N == 0 || figures.Asked > 0)
        {
            return null;
        }

        var most = byProposition.Where(it => it.Endorsed > 0).OrderByDescending(it => it.Endorsed).ThenBy(it => it.Statement, StringComparer.Ordinal).FirstOrDefault();
        return most is null ? AboutNothing : $"You agree that “{most.Statement.TrimEnd('.')}”. {AboutNothing}";
    }
}
