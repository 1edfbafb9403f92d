using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Transform.Domain.Tests.Agreement;

public sealed class KrippendorffTests
{
    [Fact]
    public void Alpha_is_as_krippendorff_published_it_at_all_four_levels()
    {
        var expected = Cases.Expected("kripp-2011");
        var coders = Cases.Input("kripp-2011").GetProperty("observers").EnumerateArray()
            .Select(row => row.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Null ? (double?)null : v.GetDouble()).ToArray())
            .ToArray();

        foreach (var level in Enum.GetValues<MeasurementLevel>())
            expected[JsonNamingPolicy.CamelCase.ConvertName(level.ToString())].Is(KrippendorffAlpha.Of(coders, level).Alpha);
        expected.AllRead();
    }

    [Fact]
    public void One_coder_gives_unknown_agreement_with_a_reason()
    {
        var agreement = KrippendorffAlpha.OfNames([["S1", "P1"], [null, null]]);

        Assert.Null(agreement.Alpha);
        Assert.False(agreement.Known);
        Assert.Equal("agreement unknown", agreement.InWords);
        Assert.Equal("nothing yet, because one person did all the coding", agreement.Reason);
    }

    [Fact]
    public void Constant_codes_give_null_and_not_one() =>
        Assert.Null(KrippendorffAlpha.OfNames([["S1", "S1"], ["S1", "S1"]]).Alpha);

    [Fact]
    public void Coders_who_never_met_on_a_record_give_a_reason() =>
        Assert.Equal("nothing yet, because no record has been coded by two people", KrippendorffAlpha.OfNames([["S1", null], [null, "P1"]]).Reason);

    [Fact]
    public void Nobody_having_coded_is_said_so() =>
        Assert.Equal("nothing yet, because nobody has coded anything", KrippendorffAlpha.OfNames([]).Reason);

    [Fact]
    public void Perfect_agreement_is_one_and_may_be_relied_on()
    {
        var agreement = KrippendorffAlpha.OfNames([["S1", "P1", "S2"], ["S1", "P1", "S2"]]);

        Assert.Equal((1, AgreementVerdict.Rely, 2, 3), (agreement.Alpha, agreement.Verdict, agreement.Coders, agreement.Units));
    }

    [Fact]
    public void Relabelling_the_codes_changes_no_alpha() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 4).ListOf(40).ToArbitrary(),
        codes =>
        {
            string[] names = ["S1", "S2", "P1", "P2"], others = ["P2", "S1", "S2", "P1"];
            var before = KrippendorffAlpha.OfNames(InTwoRows(codes, names)).Alpha;
            var after = KrippendorffAlpha.OfNames(InTwoRows(codes, others)).Alpha;
            return before is null ? after is null : Math.Abs(before.Value - after!.Value) < 1e-12;
        }));

    [Fact]
    public void The_dominant_dimension_of_a_tie_is_the_first_in_the_taxonomy() =>
        Assert.Equal("S3", KrippendorffAlpha.DominantDimension([new("P2", 0.5), new("S3", 0.5)], FocusTaxonomy.Default));

    /// <summary>Place 0 means not coded.</summary>
    private static string?[][] InTwoRows(IEnumerable<int> codes, string[] names) =>
        [.. codes.Select(c => c == 0 ? null : names[c - 1]).Chunk(20)];
}
