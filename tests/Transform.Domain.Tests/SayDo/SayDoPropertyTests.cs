using FsCheck;
using FsCheck.Fluent;

namespace Transform.Domain.Tests.SayDo;

/// <summary>What must hold of any conversations whatever.</summary>
public sealed class SayDoPropertyTests
{
    private static readonly Arbitrary<int[]> AnyTable = Gen.Choose(0, 40).ArrayOf(4).Where(cells => cells.Sum() > 0).ToArbitrary();

    private static readonly Gen<SayDoConversation> AnyConversation =
        from endorsed in Gen.Elements<bool?>(true, true, false, null)
        from asked in Gen.Elements(Enum.GetValues<AskedToAct>())
        from commitments in Gen.Choose(0, 3).SelectMany(n => Gen.Elements(Enum.GetValues<CommitmentStanding>()).ArrayOf(n))
        select new SayDoConversation(endorsed, asked, commitments);

    private static readonly Arbitrary<SayDoConversation[]> AnyConversations =
        Gen.Choose(0, 40).SelectMany(n => AnyConversation.ArrayOf(n)).ToArbitrary();

    [Fact]
    public void Swapping_say_and_do_turns_the_gap_about() => Check.QuickThrowOnFailure(Prop.ForAll(AnyTable, t =>
    {
        var (one, other) = (PairedProportions.Newcombe(t[0], t[1], t[2], t[3]), PairedProportions.Newcombe(t[0], t[2], t[1], t[3]));
        return Same(one.Difference, -other.Difference) && Same(one.Phi, other.Phi)
            && Same(one.Band.Low, -other.Band.High) && Same(one.Band.High, -other.Band.Low);
    }));

    [Fact]
    public void The_gap_lies_in_its_interval_and_that_within_one() => Check.QuickThrowOnFailure(Prop.ForAll(AnyTable, t =>
    {
        var gap = PairedProportions.Newcombe(t[0], t[1], t[2], t[3]);
        return gap.Band.Contains(gap.Difference) && gap.Band is { Low: >= -1, High: <= 1 } && gap.Phi is >= -1 and <= 1
            && Same(gap.Difference, gap.First - gap.Second);
    }));

    [Fact]
    public void Another_order_of_conversations_changes_nothing() => Check.QuickThrowOnFailure(Prop.ForAll(AnyConversations, conversations =>
        SayDoGap.Of(conversations) == SayDoGap.Of(conversations.Reverse().ToArray())));

    [Fact]
    public void Every_figure_is_within_its_bounds_or_has_a_reason() => Check.QuickThrowOnFailure(Prop.ForAll(AnyConversations, conversations =>
    {
        var said = SayDoGap.Of(conversations);
        Proportion[] figures =
        [
            said.Endorsement, said.CommitmentRate, said.KeptRate, said.Conversion, said.ConversionAmongAsked, said.WithPartial.KeptRate, said.WithPartial.Conversion,
        ];
        return figures.All(f => f.Reason is null
                ? f.Value is >= 0 and <= 1 && f.Wilson!.Contains(f.Value.Value) && f.Jeffreys is { Low: >= 0, High: <= 1 }
                : f is { Value: null, Wilson: null, Jeffreys: null, N: 0 })
            && (said.Gap.Reason is null) == (said.Gap.Gap is not null)
            && (said.Bounds.Reason is null ? said.Bounds.Low <= said.Bounds.High && said.Bounds.High <= 1 : said.Bounds.Low is null)
            && said.Asked + said.NotAsked + said.AskedUnknown == said.N
            && said.Acted <= said.Committed
            && said.WithPartial.Gap.Table.Both >= said.Gap.Table.Both;
    }));

    [Fact]
    public void One_more_who_endorses_and_does_nothing_never_narrows_the_gap() => Check.QuickThrowOnFailure(Prop.ForAll(AnyConversations, conversations =>
    {
        var (before, after) = (SayDoGap.Of(conversations), SayDoGap.Of([.. conversations, new(true, AskedToAct.NotAsked, [])]));
        return after.Gap.Gap >= (before.Gap.Gap ?? -1) - 1e-12 && after.Chain.Kept == before.Chain.Kept && after.Chain.Endorsed == before.Chain.Endorsed + 1;
    }));

    private static bool Same(double one, double other) => Math.Abs(one - other) < 1e-9;
}
