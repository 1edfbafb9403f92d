using System.Collections.Frozen;
using System.Text.Json.Serialization;

namespace Transform.Domain;

/// <summary>The two blocks that attention is divided between. Neither is good or bad.</summary>
[JsonConverter(typeof(CamelCaseNames<FocusBlock>))]
public enum FocusBlock
{
    Structure,
    People,
}

/// <summary>One thing that attention can go to.</summary>
/// <param name="Code">Short and stable, such as <c>S1</c>; compared exactly.</param>
public sealed record FocusDimension(string Code, string Name, FocusBlock Block);

/// <summary>A fraction of something in one dimension, between 0 and 1.</summary>
public sealed record DimensionShare(string Dimension, double Share);

/// <summary>
/// The dimensions in their order, at least one in each block. Editable and versioned by each workspace; lists of figures
/// "by dimension" follow this order everywhere.
/// </summary>
public sealed class FocusTaxonomy
{
    private readonly FrozenDictionary<string, int> _positions;

    /// <exception cref="ArgumentException">A code recurs or is blank, or a block has no dimension.</exception>
    public FocusTaxonomy(IEnumerable<FocusDimension> dimensions)
    {
        Dimensions = [.. dimensions];
        if (Dimensions.Any(d => string.IsNullOrWhiteSpace(d.Code)))
            throw new ArgumentException("Every dimension needs a code.", nameof(dimensions));
        if (Dimensions.GroupBy(d => d.Code, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"The code {twice.Key} stands twice.", nameof(dimensions));
        if (Dimensions.DistinctBy(d => d.Block).Count() < 2)
            throw new ArgumentException("A balance needs a dimension of structure and one of people.", nameof(dimensions));

        _positions = Dimensions.Select((d, i) => (d.Code, i)).ToFrozenDictionary(x => x.Code, x => x.i, StringComparer.Ordinal);
        PeoplePrior = (double)Dimensions.Count(d => d.Block == FocusBlock.People) / Dimensions.Count;
    }

    /// <summary>
    /// Five dimensions of structure and five of people, anchored in Leavitt, Burke &amp; Litwin 1992, NASSS, CFIR 2.0, Best et al. 2012
    /// and the NHS Change Model. The division is this project's own.
    /// </summary>
    public static FocusTaxonomy Default { get; } = new(
    [
        new("S1", "governance & structure", FocusBlock.Structure),
        new("S2", "finance & contracting", FocusBlock.Structure),
        new("S3", "digital & data", FocusBlock.Structure),
        new("S4", "estates & equipment", FocusBlock.Structure),
        new("S5", "pathway & process", FocusBlock.Structure),
        new("P1", "relationships & trust", FocusBlock.People),
        new("P2", "capability & learning", FocusBlock.People),
        new("P3", "involvement & co-design", FocusBlock.People),
        new("P4", "wellbeing & support", FocusBlock.People),
        new("P5", "leadership behaviours", FocusBlock.People),
    ]);

    /// <summary>The default and P6, for Bolman &amp; Deal's political and symbolic frames and Pettigrew's context.</summary>
    public static FocusTaxonomy WithPowerAndHistory { get; } =
        new([.. Default.Dimensions, new("P6", "power & history", FocusBlock.People)]);

    public IReadOnlyList<FocusDimension> Dimensions { get; }

    /// <summary>K_P/K: the people block's part of a Dirichlet prior that gives each dimension 1/K (Perks). Five and five give Jeffreys' ½.</summary>
    public double PeoplePrior { get; }

    public int Count => Dimensions.Count;

    public FocusBlock BlockAt(int position) => Dimensions[position].Block;

    /// <exception cref="ArgumentException">The taxonomy has no such code.</exception>
    public int PositionOf(string code) => _positions.TryGetValue(code, out var position)
        ? position
        : throw new ArgumentException($"The taxonomy has no dimension {code}.", nameof(code));

    /// <summary>Figures in taxonomy order from figures by code; what is not named is 0.</summary>
    /// <exception cref="ArgumentException">A code is unknown.</exception>
    public IReadOnlyList<double> InOrder(IEnumerable<DimensionShare> shares)
    {
        var ordered = new double[Count];
        foreach (var share in shares)
            ordered[PositionOf(share.Dimension)] += share.Share;
        return ordered;
    }

    /// <summary>Figures by code from figures in taxonomy order.</summary>
    public IReadOnlyList<DimensionShare> ByCode(IReadOnlyList<double> ordered)
    {
        RequireAll(ordered);
        return [.. Dimensions.Select((d, i) => new DimensionShare(d.Code, ordered[i]))];
    }

    /// <summary>Σ over the people block.</summary>
    public double SumOfPeople(IReadOnlyList<double> ordered)
    {
        RequireAll(ordered);
        var sum = 0.0;
        for (var i = 0; i < ordered.Count; i++)
            sum += BlockAt(i) == FocusBlock.People ? ordered[i] : 0;
        return sum;
    }

    private void RequireAll(IReadOnlyList<double> ordered)
    {
        if (ordered.Count != Count)
            throw new ArgumentException("There is one figure for each dimension of the taxonomy.", nameof(ordered));
    }
}
