using FsCheck;
using FsCheck.Fluent;

namespace Transform.Domain.Tests.Focus;

/// <summary>What must hold of any records whatever.</summary>
public sealed class BalancePropertyTests
{
    private static readonly FocusTaxonomy Taxonomy = FocusTaxonomy.Default;

    private static readonly Gen<FocusRecord> AnyRecord =
        from amount in Gen.Choose(1, 400)
        from first in Gen.Choose(0, 9)
        from second in Gen.Choose(0, 9)
        from tenths in Gen.Choose(0, 10)
        from months in Gen.Choose(0, 24)
        select new FocusRecord(
            amount / 4.0,
            [new(Taxonomy.Dimensions[first].Code, tenths / 10.0), new(Taxonomy.Dimensions[second].Code, 1 - tenths / 10.0)],
            months == 0 ? null : months);

    private static readonly Arbitrary<IList<FocusRecord>> AnyRecords =
        Gen.Choose(1, 60).SelectMany(n => AnyRecord.ListOf(n)).Select(r => (IList<FocusRecord>)[.. r]).ToArbitrary();

    [Fact]
    public void Another_unit_changes_no_share_and_no_band() => Check.QuickThrowOnFailure(Prop.ForAll(AnyRecords, records =>
        SameFigures(Score(records), Score(records.Select(r => r with { Amount = r.Amount * 60 })))));

    [Fact]
    public void Another_order_changes_no_share_and_no_band() => Check.QuickThrowOnFailure(Prop.ForAll(AnyRecords, records =>
        SameFigures(Score(records), Score(records.Reverse()))));

    [Fact]
    public void Splitting_a_record_keeps_the_people_share_and_raises_the_effective_number() => Check.QuickThrowOnFailure(Prop.ForAll(AnyRecords, records =>
    {
        var half = records[0] with { Amount = records[0].Amount / 2 };
        var (before, after) = (StreamTotals.From(records, Taxonomy), StreamTotals.From([half, half, .. records.Skip(1)], Taxonomy));
        return Same(PeopleShare(before), PeopleShare(after)) && after.EffectiveN > before.EffectiveN;
    }));

    [Fact]
    public void Merging_two_dimensions_of_one_block_keeps_the_people_share_and_moves_the_evenness()
    {
        var merged = new FocusTaxonomy(Taxonomy.Dimensions.Where(d => d.Code is not "P2"));
        Check.QuickThrowOnFailure(Prop.ForAll(AnyRecords, records =>
        {
            // A record in each of the two, and one elsewhere, so that there is something to merge.
            FocusRecord[] all = [.. records, new(10, "P1"), new(10, "P2"), new(10, "S1")];
            var before = StreamTotals.From(all, Taxonomy);
            var after = StreamTotals.From(
                all.Select(r => r with { Shares = [.. r.Shares.Select(s => s.Dimension is "P2" ? s with { Dimension = "P1" } : s)] }), merged);
            return Same(PeopleShare(before), FocusMeasures.PeopleShare(after.Shares!, merged))
                && !Same(FocusMeasures.Evenness(before.Shares!), FocusMeasures.Evenness(after.Shares!));
        }));
    }

    [Fact]
    public void An_item_of_no_amount_changes_no_share_by_amount_but_counts_where_items_are_counted() => Check.QuickThrowOnFailure(Prop.ForAll(AnyRecords, records =>
    {
        FocusRecord[] more = [.. records, new(0, "P1", 1)];
        var (before, after) = (Counted(records), Counted(more));
        return SameFigures(Score(records), Score(more)) && after.N == before.N + 1 && PeopleShare(after) >= PeopleShare(before) - 1e-12;
    }));

    [Fact]
    public void Every_figure_stays_within_its_range_and_its_band() => Check.QuickThrowOnFailure(Prop.ForAll(AnyRecords, records =>
    {
        var result = Score(records);
        return result.Streams.All(s =>
            (s.PeopleShare is null) == (s.Reason is not null)
            && (s.PeopleShare is not { } ps || (ps is >= 0 and <= 1 && s.Band is { Low: >= 0, High: <= 1 } && s.Band.Low < s.Band.High))
            && s.Evenness is null or (>= 0 and <= 1)
            && s.Closeness is null or (>= 0 and <= 1)
            && s.EffectiveN <= s.N);
    }));

    [Fact]
    public void More_of_the_same_evidence_narrows_the_band() => Check.QuickThrowOnFailure(Prop.ForAll(AnyRecords, records =>
    {
        var (once, thrice) = (HoursOf(Score(records)).Band!, HoursOf(Score([.. records, .. records, .. records])).Band!);
        return thrice.High - thrice.Low < once.High - once.Low;
    }));

    [Fact]
    public void Wilsons_interval_mirrors_itself() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(1, 500).SelectMany(n => Gen.Choose(0, n).Select(x => (X: x, N: n))).ToArbitrary(),
        c =>
        {
            var (band, mirror) = (Proportions.Wilson(c.X, c.N), Proportions.Wilson(c.N - c.X, c.N));
            return Same(band.Low, 1 - mirror.High) && Same(band.High, 1 - mirror.Low) && band.Contains((double)c.X / c.N);
        }));

    private static BalanceResult Score(IEnumerable<FocusRecord> hours)
    {
        FocusRecord[] records = [.. hours];
        return BalanceOfFocus.Score(new BalanceInputs(
            Taxonomy,
            new Dictionary<StreamKind, StreamTotals> { [StreamKind.Hours] = StreamTotals.From(records, Taxonomy), [StreamKind.Activities] = Counted(records) },
            HorizonTotals.From(records, Taxonomy),
            FocusTarget.Evenly(0.4, Taxonomy),
            Weights: new Dictionary<StreamKind, double> { [StreamKind.Hours] = 1 }));
    }

    private static StreamTotals Counted(IEnumerable<FocusRecord> records) => StreamTotals.From(records.Select(r => r with { Amount = 1 }), Taxonomy);

    private static StreamBalance HoursOf(BalanceResult result) => result.Streams.Single(s => s.Stream == StreamKind.Hours);

    private static double PeopleShare(StreamTotals totals) => FocusMeasures.PeopleShare(totals.Shares!, Taxonomy);

    /// <summary>Of the hours, of the whole, and of the quick wins: all but the total, which has a unit.</summary>
    private static bool SameFigures(BalanceResult one, BalanceResult other)
    {
        var (a, b) = (HoursOf(one), HoursOf(other));
        return a.Grade == b.Grade
            && a.N == b.N
            && a.Shares.Count == b.Shares.Count
            && a.Shares.Zip(b.Shares).All(p => Same(p.First.Share, p.Second.Share))
            && Same(a.PeopleShare, b.PeopleShare)
            && Same(a.Evenness, b.Evenness)
            && Same(a.Closeness, b.Closeness)
            && Same(a.Band?.Low, b.Band?.Low)
            && Same(a.Band?.High, b.Band?.High)
            && Same(one.Together.PeopleShare, other.Together.PeopleShare)
            && Same(one.QuickWin.Share, other.QuickWin.Share)
            && Same(one.QuickWin.Lean, other.QuickWin.Lean)
            && Same(one.QuickWin.Lift, other.QuickWin.Lift);
    }

    private static bool Same(double? one, double? other) => one is null ? other is null : other is { } o && Math.Abs(one.Value - o) < 1e-9;
}
