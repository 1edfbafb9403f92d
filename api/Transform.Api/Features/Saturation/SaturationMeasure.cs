using Transform.Api.Data;
using Transform.Api.Scores;
using Transform.Domain;

namespace Transform.Api.Features.Saturation;

/// <summary>
/// Writes the rows of saturation. What is published knows no order of the conversations: in the order held, one person's new themes could be read off by
/// their place. It stands on shuffled orders alone, of conversations put in an order of what they say, so that it is the same whoever said it.
/// </summary>
public sealed class SaturationMeasure : IMeasure
{
    private const int Seed = 2020;

    /// <summary>Beyond so many places the shuffles are fewer: the more conversations, the less an order matters.</summary>
    private const int MostPlaces = 1_000_000;

    public string MethodVersion => GuestSaturation.MethodVersion;

    public Task<IReadOnlyList<ScoreRow>?> ScoreAsync(Scoring scoring, CancellationToken ct)
    {
        var (all, published) = (scoring.Facts.Conversations, scoring.Snapshot.Conversations);
        return Task.FromResult<IReadOnlyList<ScoreRow>?>(
        [
            .. Row(Measures.Saturation, ScoreRow.Hash(new { all.Count, Coded = Coded.Of(all) }), () => InOrder(scoring.ProgrammeId, all.Count, [.. Coded.Of(all)])),
            .. Row(Measures.PublishedSaturation, ScoreRow.Hash(scoring.Snapshot.Number), () => WithoutOrder(scoring.ProgrammeId, published.Count, [.. Coded.Of(published)])),
        ]);

        IEnumerable<ScoreRow> Row(string measure, string hash, Func<ProgrammeSaturation> score)
        {
            if (!scoring.Stands(measure, MethodVersion, hash))
            {
                var result = score();
                yield return new ScoreRow(measure, MethodVersion, hash, result.Grade ?? Grade.Nothing, result.Conversations.Coded ?? 0, Measures.Write(result));
            }
        }
    }

    private static ProgrammeSaturation InOrder(Guid programmeId, int conversations, List<Coded> coded)
    {
        var newThemes = GuestSaturation.NewThemes(coded.Select(it => it.Themes));
        var headline = GuestSaturation.Of(newThemes);
        var orders = OverOrders(coded);
        var heard = new HashSet<Guid>();
        var points = coded.Select((it, i) => new SaturationPoint(i + 1, it.Id, it.HeldOn, [.. it.Themes.Where(heard.Add)], heard.Count)).ToList();
        return New(programmeId, conversations, coded, orders) with
        {
            Headline = headline,
            Choices =
            [
                .. GuestSaturation.Bases.SelectMany(b => GuestSaturation.RunLengths.SelectMany(run => GuestSaturation.Thresholds.Select(threshold => GuestSaturation.Of(newThemes, b, run, threshold))))
                    .Select(it => new SaturationChoice(it.Base, it.RunLength, it.Threshold, it.At, it.Point, it.Reason)),
            ],
            Points = points,
            InWords = SaturationWords.Of(coded.Count, headline, orders),
        };
    }

    private static ProgrammeSaturation WithoutOrder(Guid programmeId, int conversations, List<Coded> coded)
    {
        var inOrderOfWords = coded.OrderBy(it => string.Join(' ', it.Themes.Order()), StringComparer.Ordinal).ToList();
        var orders = OverOrders(inOrderOfWords);
        return New(programmeId, conversations, coded, orders) with { InWords = SaturationWords.Of(coded.Count, inOrderHeld: null, orders) };
    }

    private static ProgrammeSaturation New(Guid programmeId, int conversations, List<Coded> coded, OrderBand orders) => new(
        programmeId, GuestSaturation.MethodVersion, Sequence: 0, ComputedAt: default, AsOf: null, Grades.Of(coded.Count), new CodedConversations(conversations, coded.Count, Reason: null),
        coded.SelectMany(it => it.Themes).Distinct().Count(), Headline: null, orders, Choices: [], Points: [], InWords: "", RecordsNotOpen.None);

    private static OrderBand OverOrders(List<Coded> coded) =>
        GuestSaturation.OverOrders([.. coded.Select(it => it.Themes)], Seed, shuffles: Math.Clamp(MostPlaces / Math.Max(1, coded.Count), 1, GuestSaturation.DefaultShuffles));

    /// <param name="Themes">Each once.</param>
    private sealed record Coded(Guid Id, DateOnly HeldOn, IReadOnlyList<Guid> Themes)
    {
        public static IEnumerable<Coded> Of(IReadOnlyList<Conversation> conversations) => conversations
            .Where(it => it.Mentions.Count > 0)
            .Select(it => new Coded(it.Id, DateOnly.FromDateTime(it.HeldAt), [.. it.Mentions.Select(mention => mention.ThemeId).Distinct()]));
    }
}
