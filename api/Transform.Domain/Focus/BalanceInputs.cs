namespace Transform.Domain;

/// <summary>What a programme decided to aim at: a local decision, never a norm.</summary>
/// <param name="PeopleShare">T, 0 to 1.</param>
/// <param name="Shares">By dimension, summing to 1 with T in the people block; null when only T was decided.</param>
public sealed record FocusTarget(double PeopleShare, IReadOnlyList<DimensionShare>? Shares = null)
{
    /// <summary>T divided evenly within each block.</summary>
    public static FocusTarget Evenly(double peopleShare, FocusTaxonomy taxonomy)
    {
        Require.Fraction(peopleShare);
        return new FocusTarget(peopleShare,
        [
            .. taxonomy.Dimensions.Select(d => new DimensionShare(
                d.Code,
                (d.Block == FocusBlock.People ? peopleShare : 1 - peopleShare) / taxonomy.Dimensions.Count(other => other.Block == d.Block))),
        ]);
    }

    /// <summary>A target by dimension; T is what it gives to people.</summary>
    /// <exception cref="ArgumentException">The shares do not sum to 1, or a code is unknown.</exception>
    public static FocusTarget ByDimension(IReadOnlyList<DimensionShare> shares, FocusTaxonomy taxonomy)
    {
        var ordered = taxonomy.InOrder(shares);
        if (Math.Abs(ordered.Sum(s => Require.Fraction(s)) - 1) > StreamTotals.Tolerance)
            throw new ArgumentException("The shares of a target sum to 1.", nameof(shares));
        return new FocusTarget(FocusMeasures.PeopleShare(ordered, taxonomy), taxonomy.ByCode(ordered));
    }
}

/// <summary>All that the balance of one programme is reckoned from.</summary>
/// <param name="Streams">Totals by stream; a stream left out has no records.</param>
/// <param name="Horizons">Over the hours stream: effort, not money, says what is gone for first. Null when horizons are not recorded.</param>
/// <param name="Target">Null when none was decided.</param>
/// <param name="AgreementKnown">Whether a second person coded some records blind; if not, no grade is better than indicative.</param>
/// <param name="MentionsAgreementKnown">The same of interviews coded twice: what coders of activities agree on says nothing of those of interviews.</param>
/// <param name="Weights">For "deeds together"; a stream left out weighs 0. Null takes <see cref="StreamKinds.DeedsEqually"/>.</param>
public sealed record BalanceInputs(
    FocusTaxonomy Taxonomy,
    IReadOnlyDictionary<StreamKind, StreamTotals> Streams,
    HorizonTotals? Horizons = null,
    FocusTarget? Target = null,
    bool AgreementKnown = false,
    bool MentionsAgreementKnown = false,
    IReadOnlyDictionary<StreamKind, double>? Weights = null);
