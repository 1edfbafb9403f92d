using FsCheck;
using FsCheck.Fluent;

namespace Transform.Domain.Tests.Saturation;

public sealed class CoverageTests
{
    private static readonly Guid Shared = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Other = new("00000000-0000-0000-0000-000000000002");
    private static readonly CoverageSector[] Sectors = [new("acute", true), new("primary", true), new("voluntary", false)];

    private static readonly Gen<CoverageConversation> AnyConversation =
        from sectors in Gen.SubListOf(Sectors.Select(s => s.Name))
        from stances in Gen.SubListOf([Shared, Other])
        from endorsement in Gen.Choose(1, 5)
        select new CoverageConversation([.. sectors], [.. stances.Select(p => new CoverageStance(p, endorsement))]);

    [Fact]
    public void All_agree_once_every_sector_that_belongs_was_asked_and_everybody_endorsed()
    {
        var coverage = Of(Heard("acute", 4), Heard("primary", 5));

        Assert.Equal((2, 2, true, null), Told(coverage));
        Assert.Empty(coverage.WithNobody);
    }

    [Fact]
    public void All_agree_is_refused_while_a_sector_has_nobody()
    {
        var coverage = Of(Heard("acute", 4));

        Assert.Equal((1, 1, null, "nothing yet, because nobody from primary has been interviewed"), Told(coverage));
        Assert.Equal(["primary"], coverage.WithNobody);
        Assert.Equal(["primary"], coverage.Propositions[0].Unheard);
    }

    [Fact]
    public void All_agree_is_refused_while_nobody_of_a_sector_was_asked_about_it() =>
        Assert.Equal(
            (1, 1, null, "nothing yet, because nobody from primary has been asked about it"),
            Told(Of(Heard("acute", 4), new CoverageConversation(["primary"], [new(Other, 5)]))));

    [Fact]
    public void All_agree_is_refused_while_somebody_did_not_endorse() =>
        Assert.Equal((2, 1, null, "nothing yet, because 1 of the 2 asked did not endorse it"), Told(Of(Heard("acute", 4), Heard("primary", 3))));

    [Fact]
    public void Nobody_at_all_is_said_so() =>
        Assert.Equal((0, 0, null, "nothing yet, because nobody has been asked about it; nobody from acute or primary has been interviewed"), Told(Of()));

    [Fact]
    public void A_conversation_of_two_sectors_counts_once_in_each_and_once_in_all()
    {
        var coverage = Of(new CoverageConversation(["acute", "primary"], [new(Shared, 5)]), new CoverageConversation([], [new(Shared, 1)]));

        Assert.Equal([1, 1, 0], coverage.Sectors.Select(s => s.Interviewed));
        Assert.Equal(new CoverageCell(Shared, 1, 1, 1), coverage.Sectors[0].Propositions[0]);
        Assert.Equal(new CoverageCell(Other, 1, 0, 0), coverage.Sectors[0].Propositions[1]);
        Assert.Equal((2, 1), (coverage.Propositions[0].Asked, coverage.Propositions[0].Endorsed));
    }

    [Fact]
    public void What_is_not_listed_or_told_twice_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Of(Heard("elsewhere", 4)));
        Assert.Throws<ArgumentException>(() => Of(new CoverageConversation([], [new(Guid.Empty, 4)])));
        Assert.Throws<ArgumentException>(() => Of(new CoverageConversation([], [new(Shared, 4), new(Shared, 4)])));
        Assert.Throws<ArgumentException>(() => Coverage.Of([Sectors[0], Sectors[0]], [], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(Heard("acute", 0)));
    }

    [Fact]
    public void All_agree_or_a_reason_and_order_does_not_matter() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 8).SelectMany(n => AnyConversation.ArrayOf(n)).ToArbitrary(),
        conversations =>
        {
            var (one, other) = (Of(conversations), Of([.. conversations.Reverse()]));
            return one.Propositions.Zip(other.Propositions).All(p => Same(p.First, p.Second))
                && one.Propositions.All(p => p.AllAgree is null ? p.Reason is not null
                    : p is { AllAgree: true, Reason: null, Unheard: [] } && p.Asked > 0 && p.Endorsed == p.Asked && one.WithNobody.Count == 0);
        }));

    private static bool Same(PropositionCoverage one, PropositionCoverage other) =>
        (one.Asked, one.Endorsed, one.AllAgree, one.Reason) == (other.Asked, other.Endorsed, other.AllAgree, other.Reason);

    private static CoverageConversation Heard(string sector, int endorsement) => new([sector], [new(Shared, endorsement)]);

    private static CoverageResult Of(params CoverageConversation[] conversations) => Coverage.Of(Sectors, [Shared, Other], conversations);

    private static (int Asked, int Endorsed, bool? AllAgree, string? Reason) Told(CoverageResult coverage)
    {
        var proposition = coverage.Propositions[0];
        return (proposition.Asked, proposition.Endorsed, proposition.AllAgree, proposition.Reason);
    }
}
