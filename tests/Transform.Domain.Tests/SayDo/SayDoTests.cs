using System.Text.Json;

namespace Transform.Domain.Tests.SayDo;

public sealed class SayDoTests
{
    private static readonly SayDoConversation Silent = new(null, AskedToAct.Unknown, []);

    [Fact]
    public void Twenty_one_agree_and_four_act()
    {
        var (input, expected) = (Cases.Input("saydo-21"), Cases.Expected("saydo-21"));
        int Count(string name) => input.GetProperty(name).GetInt32();
        var (n, due, kept, acted) = (Count("n"), Count("due"), Count("kept"), Count("acted"));
        var said = SayDoGap.Of(new SayDoCounts
        {
            Table = new(acted, Count("endorsed") - acted, 0, n - Count("endorsed")),
            Committed = Count("committed"),
            Commitments = new(kept, 0, due - kept, 0, 0, Count("commitments") - due, 0),
        });

        Assert.Equal(Count("commitments"), said.Commitments.Made);
        expected["endorsement"]["p"].Is(said.Endorsement.Value);
        expected["endorsement"]["wilson95"].Is(said.Endorsement.Wilson);
        expected["commitment_rate"]["p"].Is(said.CommitmentRate.Value);
        expected["commitment_rate"]["wilson95"].Is(said.CommitmentRate.Wilson);
        expected["kept_rate"]["p"].Is(said.KeptRate.Value);
        expected["kept_rate"]["wilson95"].Is(said.KeptRate.Wilson);
        expected["kept_rate"]["jeffreys95"].Is(said.KeptRate.Jeffreys);
        expected["conversion"]["p"].Is(said.Conversion.Value);
        expected["conversion"]["wilson95"].Is(said.Conversion.Wilson);
        expected["conversion"]["jeffreys95"].Is(said.Conversion.Jeffreys);
        IsGap(expected["say_do_gap"], said.Gap);
        expected["kept_pending_bounds"].Is(new Band(said.Bounds.Low!.Value, said.Bounds.High!.Value));
        expected.AllRead();
        Assert.Equal(Grade.Indicative, said.Grade);
    }

    [Fact]
    public void The_same_twenty_one_give_the_same_one_by_one()
    {
        CommitmentStanding[] keeps = [CommitmentStanding.Kept], misses = [CommitmentStanding.Missed], waits = [CommitmentStanding.NotYetDue];
        CommitmentStanding[][] made =
        [
            keeps, keeps, keeps, [.. keeps, .. misses], [.. misses, .. misses], [.. misses, .. waits], misses, [.. misses, .. waits], waits,
            .. Enumerable.Repeat(Array.Empty<CommitmentStanding>(), 12),
        ];
        var said = SayDoGap.Of([.. made.Select((commitments, i) => new SayDoConversation(true, i < 14 ? AskedToAct.Asked : AskedToAct.NotAsked, commitments))]);
        var counted = SayDoGap.Of(new SayDoCounts
        {
            Table = new(4, 17, 0, 0),
            Asked = 14,
            NotAsked = 7,
            Committed = 9,
            Commitments = new(4, 0, 6, 0, 0, 3, 0),
            Chain = new(21, 14, 9, 4, 3),
        });

        Assert.Equal(counted, said);
        Assert.Equal((4, 14), (said.ConversionAmongAsked.X, said.ConversionAmongAsked.N));
        Assert.False(said.NobodyWasAsked);
    }

    [Fact]
    public void One_who_acts_without_endorsing_lessens_the_gap()
    {
        var (input, expected) = (Cases.Input("saydo-19"), Cases.Expected("saydo-19"));
        var table = new SayDoTable(
            input.GetProperty("both").GetInt32(), input.GetProperty("say_only").GetInt32(),
            input.GetProperty("do_only").GetInt32(), input.GetProperty("neither").GetInt32());
        var acted = table.Both + table.DoOnly;
        var said = SayDoGap.Of(new SayDoCounts { Table = table, Committed = acted, Commitments = CommitmentTally.None with { Kept = acted } });

        IsGap(expected["say_do_gap"], said.Gap);
        expected["conversion"]["p"].Is(said.Conversion.Value);
        expected["conversion"]["wilson95"].Is(said.Conversion.Wilson);
        expected["mcnemar_exact_p"].Is(McNemar.ExactP(table.SayOnly, table.DoOnly));
        expected.AllRead();
    }

    [Fact]
    public void No_conversation_gives_reasons_and_never_a_number()
    {
        var said = SayDoGap.Of([]);

        foreach (var figure in new[] { said.Endorsement, said.CommitmentRate, said.KeptRate, said.Conversion, said.ConversionAmongAsked, said.WithPartial.KeptRate })
        {
            Assert.Equal((null, null, null, Grade.Nothing), (figure.Value, figure.Wilson, figure.Jeffreys, figure.Grade));
            Assert.StartsWith("nothing yet, because ", figure.Reason, StringComparison.Ordinal);
        }

        Assert.Equal("nothing yet, because no interview has been logged", said.Endorsement.Reason);
        Assert.Equal("nothing yet, because nobody has committed to anything", said.KeptRate.Reason);
        Assert.Equal((null, null, "nothing yet, because no interview has been logged"), (said.Gap.Gap, said.Gap.Low, said.Gap.Reason));
        Assert.Equal((null, null), (said.Bounds.Low, said.Bounds.High));
        Assert.NotNull(said.Bounds.Reason);
        Assert.False(said.NobodyWasAsked);
        Assert.Equal(Grade.Nothing, said.Grade);
    }

    [Fact]
    public void Who_has_no_stance_leaves_the_endorsement_and_the_gap_and_is_counted()
    {
        var acts = new SayDoConversation(true, AskedToAct.Asked, [CommitmentStanding.Kept]);
        var said = SayDoGap.Of([acts, Silent, Silent with { Commitments = [CommitmentStanding.Kept] }]);

        Assert.Equal((3, 1, 1, 2), (said.N, said.WithStance, said.Endorsed, said.Acted));
        Assert.Equal((1, 1, 1), (said.Endorsement.N, said.Gap.N, said.Gap.Table.Both));
        Assert.Equal((2, 3), (said.CommitmentRate.X, said.CommitmentRate.N));
        Assert.Equal("nothing yet, because no interview records a stance", SayDoGap.Of([Silent]).Gap.Reason);
    }

    [Fact]
    public void Only_what_is_due_and_checked_is_kept()
    {
        var said = SayDoGap.Of([new(true, AskedToAct.Asked, Enum.GetValues<CommitmentStanding>())]);

        Assert.Equal(new CommitmentTally(1, 1, 1, 1, 1, 1, 1), said.Commitments);
        Assert.Equal((7, 5), (said.Commitments.Made, said.Commitments.Due));
        Assert.Equal((1, 5), (said.KeptRate.X, said.KeptRate.N));
        Assert.Equal((1 / 7.0, 2 / 7.0), (said.Bounds.Low, said.Bounds.High));
        Assert.Equal((2, 5), (said.WithPartial.KeptRate.X, said.WithPartial.KeptRate.N));
    }

    [Fact]
    public void A_partly_kept_commitment_acts_in_the_sensitivity_alone()
    {
        var said = SayDoGap.Of([new(true, AskedToAct.Asked, [CommitmentStanding.Partial])]);

        Assert.Equal((0, 0.0, 1.0), (said.Acted, said.Conversion.Value, said.Gap.Gap));
        Assert.Equal((1.0, 1.0, 0.0), (said.WithPartial.KeptRate.Value, said.WithPartial.Conversion.Value, said.WithPartial.Gap.Gap));
    }

    [Fact]
    public void Nobody_was_asked_only_when_that_is_known_of_all()
    {
        var notAsked = new SayDoConversation(true, AskedToAct.NotAsked, []);

        Assert.True(SayDoGap.Of([notAsked, notAsked]).NobodyWasAsked);
        Assert.False(SayDoGap.Of([notAsked, notAsked with { Asked = AskedToAct.Unknown }]).NobodyWasAsked);
        Assert.Equal(1, SayDoGap.Of([notAsked, notAsked with { Asked = AskedToAct.Unknown }]).AskedUnknown);
        Assert.Null(SayDoGap.Of([notAsked]).ConversionAmongAsked.Value);
        Assert.Equal("nothing yet, because nobody who endorses is known to have been asked to act", SayDoGap.Of([notAsked]).ConversionAmongAsked.Reason);
    }

    [Fact]
    public void Commitments_of_which_none_is_due_have_bounds_but_no_rate()
    {
        var said = SayDoGap.Of([new(true, AskedToAct.Asked, [CommitmentStanding.NotYetDue, CommitmentStanding.Withdrawn])]);

        Assert.Equal((null, "nothing yet, because no commitment is due"), (said.KeptRate.Value, said.KeptRate.Reason));
        Assert.Equal((0.0, 0.5), (said.Bounds.Low, said.Bounds.High));
        Assert.Equal(new SayDoChain(1, 1, 1, 0, 1), said.Chain);
    }

    [Fact]
    public void Counts_that_contradict_each_other_are_refused()
    {
        var counts = new SayDoCounts { Table = new(1, 1, 0, 0), Committed = 1, Commitments = CommitmentTally.None with { Kept = 1 }, Asked = 2 };
        Assert.Equal(2, SayDoGap.Of(counts).N);

        Assert.Throws<ArgumentException>(() => SayDoGap.Of(counts with { Table = new(1, -1, 0, 0) }));
        Assert.Throws<ArgumentException>(() => SayDoGap.Of(counts with { NotAsked = 1 }));
        Assert.Throws<ArgumentException>(() => SayDoGap.Of(counts with { Committed = 0 }));
        Assert.Throws<ArgumentException>(() => SayDoGap.Of(counts with { Committed = 3 }));
        Assert.Throws<ArgumentException>(() => SayDoGap.Of(counts with { ActedWithoutStance = 1 }));
        Assert.Throws<ArgumentException>(() => SayDoGap.Of(counts with { Commitments = CommitmentTally.None }));
        Assert.Throws<ArgumentException>(() => SayDoGap.Of(counts with { TableWithPartial = new(0, 2, 0, 0) }));
        Assert.Throws<ArgumentException>(() => SayDoGap.Of(counts with { Chain = new(2, 1, 2, 1, 0) }));
    }

    [Fact]
    public void A_result_is_read_back_as_it_was_written()
    {
        SayDoResult[] results = [SayDoGap.Of([]), SayDoGap.Of([Silent, new(true, AskedToAct.Asked, Enum.GetValues<CommitmentStanding>())])];
        foreach (var result in results)
            Assert.Equal(result, JsonSerializer.Deserialize<SayDoResult>(JsonSerializer.Serialize(result, JsonSerializerOptions.Web), JsonSerializerOptions.Web));
    }

    [Theory]
    [InlineData(0, 0, 0, 0, false, "Nobody has spoken of this yet.")]
    [InlineData(4, 4, 0, 0, false, "4 of 4 who were led to an answer agreed: too few to tell whether the question can draw anything but a yes.")]
    [InlineData(5, 5, 0, 0, true, "All 5 who were led to an answer agreed, so the question cannot tell those who would act from those who are polite.")]
    [InlineData(7, 6, 3, 1, false, "6 of 7 who were led to an answer agreed, so the question can draw something other than a yes. Of 3 who spoke of it unprompted, 1 agreed.")]
    [InlineData(0, 0, 6, 6, false, "Nobody was led to an answer. Of 6 who spoke of it unprompted, 6 agreed.")]
    public void A_question_to_which_everybody_says_yes_cannot_discriminate(int led, int ledYes, int self, int selfYes, bool cannot, string words)
    {
        static IEnumerable<PropositionStance> Stances(int all, int yes, bool elicited) =>
            Enumerable.Range(0, all).Select(i => new PropositionStance(i < yes ? 4 : 3, elicited));

        Assert.Equal(
            new EchoFinding(led, ledYes, self, selfYes, cannot, words),
            EchoGuard.Of([.. Stances(led, ledYes, true), .. Stances(self, selfYes, false)]));
    }

    [Fact]
    public void A_stance_outside_its_scale_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => EchoGuard.Of([new(6, true)]));

    [Fact]
    public void Change_in_acting_counts_those_who_changed()
    {
        ActedInTwoPeriods[] people = [.. Enumerable.Repeat(new ActedInTwoPeriods(false, true), 6), new(true, false), new(true, true), new(false, false)];

        // 2 · (1 + 7)/2⁷
        Assert.Equal(new ActingChange(9, 2, 7, 1, 6, 0.125, null), ChangeInActing.Of(people) with { P = Math.Round(ChangeInActing.Of(people).P!.Value, 12) });
        Assert.Equal("nothing yet, because nobody has been followed through both periods", ChangeInActing.Of([]).Reason);
        Assert.Equal((null, "nothing yet, because nobody began or ceased to act"), (ChangeInActing.Of([new(true, true)]).P, ChangeInActing.Of([new(true, true)]).Reason));
    }

    internal static void IsGap(Expected expected, SayDoDifference gap)
    {
        expected["p_say"].Is(gap.PSay);
        expected["p_do"].Is(gap.PDo);
        expected["gap"].Is(gap.Gap);
        expected["phi"].Is(gap.Phi);
        expected["ci95"].Is(new Band(gap.Low!.Value, gap.High!.Value));
    }
}
