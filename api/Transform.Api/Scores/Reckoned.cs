using Transform.Domain;

namespace Transform.Api.Scores;

/// <summary>Conversations as the domain takes them.</summary>
public static class Reckoned
{
    /// <summary>It endorses where it endorses one proposition at least; each proposition is also reckoned by itself.</summary>
    public static SayDoConversation SayDo(this Conversation conversation) => new(
        conversation.Stances.Count == 0 ? null : conversation.Stances.Any(it => SayDoGap.Endorses(it.Endorsement)),
        conversation.Asked,
        [.. conversation.Commitments.Select(it => it.Standing)]);

    /// <summary>
    /// Every interview that was coded twice, by every theme that anybody found in any of them. The first place is the first coding's, the next the second's:
    /// coders are told apart by their turn, since who codes second differs from interview to interview.
    /// </summary>
    public static IReadOnlyList<CodedUnit> CodedTwice(this IEnumerable<Conversation> conversations)
    {
        var interviews = conversations.SelectMany(it => it.SecondCodings).GroupBy(it => it.InterviewId).Select(it => (Id: it.Key, Codings: it.ToList())).ToList();
        var themes = interviews.SelectMany(it => it.Codings).SelectMany(it => it.Themes).Where(it => it.ByFirst || it.BySecond).Select(it => it.ThemeId).Distinct().Order().ToList();
        var turns = interviews.Count == 0 ? 0 : interviews.Max(it => it.Codings.Count);
        return
        [
            .. interviews.SelectMany(interview =>
            {
                var first = interview.Codings.SelectMany(it => it.Themes).Where(it => it.ByFirst).Select(it => it.ThemeId).ToHashSet();
                var later = interview.Codings.ConvertAll(it => it.Themes.Where(found => found.BySecond).Select(found => found.ThemeId).ToHashSet());
                return themes.Select(theme => new CodedUnit(
                    interview.Id,
                    theme,
                    [first.Contains(theme), .. Enumerable.Range(0, turns).Select(turn => turn < later.Count ? later[turn].Contains(theme) : (bool?)null)]));
            }),
        ];
    }
}
