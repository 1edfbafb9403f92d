using System.Text.Json;

namespace Transform.Domain.Tests.Focus;

/// <summary>Every case of the balance of focus, field by field, as the measures define it.</summary>
public sealed class BalanceCaseTests
{
    private static readonly FocusTaxonomy Taxonomy = FocusTaxonomy.Default;

    private static readonly Dictionary<StreamKind, string> CaseNames = new()
    {
        [StreamKind.Activities] = "activities",
        [StreamKind.Hours] = "effort_hours",
        [StreamKind.Money] = "money",
        [StreamKind.AgendaMinutes] = "agenda_minutes",
        [StreamKind.Milestones] = "milestones",
        [StreamKind.Mentions] = "interview_mentions",
    };

    [Fact]
    public void The_six_streams_and_their_composite_are_as_in_the_case()
    {
        var input = Cases.Input("bof-shares");
        var expected = Cases.Expected("bof-shares");
        var uniform = input.GetProperty("targets").GetProperty("uniform").ByDimension(Taxonomy);
        var sixtyForty = input.GetProperty("targets").GetProperty("sixty_forty").ByDimension(Taxonomy);
        var totals = SixStreams();

        foreach (var (stream, name) in CaseNames)
        {
            var (shares, of) = (totals[stream].Shares!, expected["per_stream"][name]);
            of["total"].Is(totals[stream].Sum);
            of["people_share"].Is(FocusMeasures.PeopleShare(shares, Taxonomy));
            of["evenness"].Is(FocusMeasures.Evenness(shares));
            of["closeness_uniform_target"].Is(FocusMeasures.Closeness(shares, uniform));
            of["closeness_60_40_target"].Is(FocusMeasures.Closeness(shares, sixtyForty));
        }

        var composite = Composite.Of([.. totals.Values.Select(t => new CompositePart(t.Shares!, t.EffectiveN, 1))], 6, Taxonomy);
        foreach (var share in Taxonomy.ByCode(composite.Shares))
            expected["composite_shares"][share.Dimension].Is(share.Share);
        expected["composite_people_share"].Is(composite.PeopleShare);
        expected["composite_evenness"].Is(FocusMeasures.Evenness(composite.Shares));
        expected["composite_closeness_uniform"].Is(FocusMeasures.Closeness(composite.Shares, uniform));
        expected["composite_closeness_60_40"].Is(FocusMeasures.Closeness(composite.Shares, sixtyForty));
        expected["two_block_closeness_T0_4"].Is(FocusMeasures.BlockCloseness(composite.PeopleShare, 0.4));

        var peopleShares = totals.Values.Select(t => FocusMeasures.PeopleShare(t.Shares!, Taxonomy)).ToArray();
        expected["stream_spread_min_max"].Is([peopleShares.Min(), peopleShares.Max()]);
        var scored = BalanceOfFocus.Score(new BalanceInputs(Taxonomy, totals));
        expected["talk_minus_effort_gap"].Is(scored.TalkEffortGap.Value);
        expected.AllRead();
    }

    [Fact]
    public void The_whole_score_tells_the_same_figures_as_the_case()
    {
        var input = Cases.Input("bof-shares");
        var expected = Cases.Expected("bof-shares")["per_stream"];
        var target = FocusTarget.ByDimension(Taxonomy.ByCode(input.GetProperty("targets").GetProperty("sixty_forty").ByDimension(Taxonomy)), Taxonomy);
        var everyStream = StreamKinds.All.ToDictionary(s => s, _ => 1.0);

        var result = BalanceOfFocus.Score(new BalanceInputs(Taxonomy, SixStreams(), Target: target, AgreementKnown: true, Weights: everyStream));

        foreach (var stream in result.Streams)
        {
            var of = expected[CaseNames[stream.Stream]];
            of["total"].Is(stream.Total);
            of["people_share"].Is(stream.PeopleShare);
            of["evenness"].Is(stream.Evenness);
            of["closeness_60_40_target"].Is(stream.Closeness);
        }

        var whole = Cases.Expected("bof-shares");
        whole["composite_people_share"].Is(result.Together.PeopleShare);
        whole["composite_evenness"].Is(result.Together.Evenness);
        whole["composite_closeness_60_40"].Is(result.Together.Closeness);
        whole["two_block_closeness_T0_4"].Is(result.Together.BlockCloseness);
    }

    [Fact]
    public void A_missing_stream_lowers_the_coverage_and_the_rest_are_weighed_anew()
    {
        var input = Cases.Input("bof-missing-stream");
        var expected = Cases.Expected("bof-missing-stream");
        var weights = CaseNames.ToDictionary(p => p.Key, p => input.GetProperty("weights").GetProperty(p.Value).GetDouble());
        var missing = input.GetProperty("missing").EnumerateArray().Select(e => e.GetString()).ToArray();
        var present = SixStreams().Where(s => !missing.Contains(CaseNames[s.Key])).ToDictionary();

        var result = BalanceOfFocus.Score(new BalanceInputs(Taxonomy, present, Weights: weights)).Together;

        expected["coverage"].Is(result.Coverage);
        expected["composite_people_share"].Is(result.PeopleShare);
        expected["composite_evenness"].Is(result.Evenness);
        expected.AllRead();
    }

    [Fact]
    public void Evenness_and_closeness_hold_at_their_edges()
    {
        var expected = Cases.Expected("bof-edge");
        var uniform = Enumerable.Repeat(0.1, 10).ToArray();
        var distributions = new Dictionary<string, double[]>(StringComparer.Ordinal)
        {
            ["all_in_S1"] = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            ["uniform"] = uniform,
            ["only_structural_uniform"] = [0.2, 0.2, 0.2, 0.2, 0.2, 0, 0, 0, 0, 0],
        };
        foreach (var (name, shares) in distributions)
        {
            expected[name]["people_share"].Is(FocusMeasures.PeopleShare(shares, Taxonomy));
            expected[name]["evenness"].Is(FocusMeasures.Evenness(shares));
            expected[name]["closeness"].Is(FocusMeasures.Closeness(shares, uniform));
        }

        expected.AllRead();
    }

    [Fact]
    public void Counts_have_a_beta_band()
    {
        var (input, expected) = (Cases.Input("bof-beta-band"), Cases.Expected("bof-beta-band"));
        double people = input.GetProperty("people").GetInt32(), total = input.GetProperty("total").GetInt32();
        var prior = input.GetProperty("K_people").GetDouble() / input.GetProperty("K").GetDouble();

        var band = PeopleShareBand.Of(people / total, total, prior);

        expected["point"].Is(people / total);
        expected["posterior_mean"].Is(band.Mean);
        expected["interval95"].Is(band.Interval95());
        expected["prob_below_0_5"].Is(band.ProbabilityBelow(0.5));
        expected["prob_below_0_4"].Is(band.ProbabilityBelow(0.4));
        expected["wilson95"].Is(Proportions.Wilson(people, total));
        expected["grade"].Is(InCaseWords(Grades.Of(total)));
        expected.AllRead();
    }

    [Fact]
    public void Few_records_have_a_wide_band_and_a_low_grade()
    {
        var (input, expected) = (Cases.Input("bof-beta-small").GetProperty("cases"), Cases.Expected("bof-beta-small"));
        for (var i = 0; i < input.GetArrayLength(); i++)
        {
            var (people, total) = (input[i][0].GetDouble(), input[i][1].GetDouble());
            var (of, band) = (expected["results"][i], PeopleShareBand.Of(people / total, total, Taxonomy.PeoplePrior).Interval95());
            of["point"].Is(people / total);
            of["interval95"].Is(band);
            if (i < 2)
                of["width"].Is(band.High - band.Low);
            of["grade"].Is(InCaseWords(Grades.Of(total)));
        }

        expected.AllRead();
    }

    [Fact]
    public void An_uneven_taxonomy_moves_the_prior()
    {
        var (input, expected) = (Cases.Input("bof-beta-uneven-taxonomy"), Cases.Expected("bof-beta-uneven-taxonomy"));
        var (k, people) = (input.GetProperty("K").GetInt32(), input.GetProperty("K_people").GetInt32());
        var taxonomy = new FocusTaxonomy(Enumerable.Range(0, k).Select(i => new FocusDimension($"D{i}", "dimension", i < people ? FocusBlock.People : FocusBlock.Structure)));
        var total = input.GetProperty("total").GetDouble();

        var band = PeopleShareBand.Of(input.GetProperty("people").GetDouble() / total, total, taxonomy.PeoplePrior);

        expected["posterior"].Is([band.A, band.B]);
        expected["posterior_mean"].Is(band.Mean);
        expected["interval95"].Is(band.Interval95());
        expected.AllRead();
    }

    [Fact]
    public void Hours_by_record_give_the_band_and_the_quick_wins()
    {
        var (input, expected) = (Cases.Input("bof-hours-records"), Cases.Expected("bof-hours-records"));
        var records = input.GetProperty("records").EnumerateArray()
            .Select(r => new FocusRecord(r[2].GetDouble(), r[1].GetString()!, r[3].GetDouble()))
            .ToArray();

        var totals = StreamTotals.From(records, Taxonomy);
        var horizons = HorizonTotals.From(records, Taxonomy, input.GetProperty("quick_win_horizon_months").GetDouble());
        var quickWins = QuickWins.Of(horizons);
        var peopleShare = FocusMeasures.PeopleShare(totals.Shares!, Taxonomy);

        expected["total_hours"].Is(totals.Sum);
        expected["people_share"].Is(peopleShare);
        expected["n_eff"].Is(totals.EffectiveN);
        expected["interval95"].Is(PeopleShareBand.Of(peopleShare, totals.EffectiveN, Taxonomy.PeoplePrior).Interval95());
        expected["quick_win_share"].Is(quickWins.Share);
        expected["short_share"].Is(quickWins.ShortShare);
        expected["structural_share"].Is(quickWins.StructureShare);
        expected["lift"].Is(quickWins.Lift);
        expected["p_short_given_structural"].Is(quickWins.ShortGivenStructure);
        expected["p_short_given_people"].Is(quickWins.ShortGivenPeople);
        expected["quick_win_lean"].Is(quickWins.Lean);
        expected["by_count"]["structural_short"].Is(horizons.ShortStructureRecords);
        expected["by_count"]["structural"].Is(horizons.StructureRecords);
        expected["by_count"]["people_short"].Is(horizons.ShortPeopleRecords);
        expected["by_count"]["people"].Is(horizons.PeopleRecords);
        expected.AllRead();

        var byCount = Cases.Expected("bof-quickwin-diff-ci")["ours"];
        byCount["diff"].Is(quickWins.LeanByCount);
        byCount["ci95"].Is(quickWins.LeanBand);
    }

    [Fact]
    public void The_lean_has_newcombes_interval()
    {
        var (input, expected) = (Cases.Input("bof-quickwin-diff-ci"), Cases.Expected("bof-quickwin-diff-ci"));
        foreach (var name in new[] { "ours", "newcombe_1998_example" })
        {
            var counts = input.GetProperty(name).Doubles();
            expected[name]["diff"].Is(counts[0] / counts[1] - counts[2] / counts[3]);
            expected[name]["ci95"].Is(Proportions.NewcombeDifference(counts[0], counts[1], counts[2], counts[3]));
        }

        expected.AllRead();
    }

    [Fact]
    public void A_record_may_be_divided_over_dimensions()
    {
        var (input, expected) = (Cases.Input("bof-fractional"), Cases.Expected("bof-fractional"));
        var records = input.GetProperty("records").EnumerateArray().Select(r => new FocusRecord(
            r[2].GetDouble(),
            [.. r[1].EnumerateObject().Select(f => new DimensionShare(f.Name, f.Value.GetDouble()))]));

        var shares = StreamTotals.From(records, Taxonomy).Shares!;

        foreach (var share in Taxonomy.ByCode(shares))
            expected["shares"][share.Dimension].Is(share.Share);
        expected["people_share"].Is(FocusMeasures.PeopleShare(shares, Taxonomy));
        expected.AllRead();
    }

    [Fact]
    public void The_composite_has_a_conservative_and_an_independent_band()
    {
        var (input, expected) = (Cases.Input("bof-composite-band"), Cases.Expected("bof-composite-band"));
        var streams = SixStreams();
        var names = CaseNames.ToArray();
        var parts = names
            .Select(p => new CompositePart(streams[p.Key].Shares!, input.GetProperty("n_eff").GetProperty(p.Value).GetDouble(), 1.0 / 6))
            .ToArray();

        var composite = Composite.Of(parts, 1, Taxonomy);

        expected["point"].Is(composite.PeopleShare);
        for (var i = 0; i < names.Length; i++)
            expected["per_stream_sd"][names[i].Value].Is(composite.StandardDeviations[i]);
        expected["sd_conservative"].Is(composite.ConservativeDeviation);
        expected["interval95_conservative"].Is(composite.Band);
        expected["sd_independent"].Is(composite.IndependentDeviation);
        expected["interval95_independent"].Is(composite.IndependentBand);
        expected.AllRead();
    }

    private static Dictionary<StreamKind, StreamTotals> SixStreams() => CaseNames.ToDictionary(
        pair => pair.Key,
        pair => OfTable(Cases.Input("bof-shares").GetProperty("streams").GetProperty(pair.Value)));

    /// <summary>The case gives amounts by dimension only; how many records stand behind them moves no share.</summary>
    private static StreamTotals OfTable(JsonElement table)
    {
        var amounts = table.ByDimension(Taxonomy);
        var sum = amounts.Sum();
        return new StreamTotals(40, sum, sum * sum / 40, amounts);
    }

    private static string InCaseWords(Grade grade) => grade switch
    {
        Grade.Reportable => "reportable",
        Grade.Indicative => "indicative",
        Grade.TooFew => "too few to score",
        _ => "nothing",
    };
}
