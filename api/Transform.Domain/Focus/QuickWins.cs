namespace Transform.Domain;

/// <summary>
/// The sums behind the quick-win figures, over records whose horizon is known; those whose horizon is not are only counted.
/// Amounts are in the stream's unit; "records" count each record once, divided over the blocks by its fractions.
/// "Short" means a horizon of at most H months.
/// </summary>
/// <param name="N">Records with a known horizon and an amount above 0.</param>
/// <param name="UnknownHorizon">Records with an amount above 0 whose horizon is unknown.</param>
/// <param name="SumOfSquares">Σa².</param>
/// <param name="StructureAmount">Σa·f over the structure block.</param>
/// <param name="ShortStructureAmount">Of that, short.</param>
/// <param name="PeopleAmount">Σa·f over the people block.</param>
/// <param name="ShortPeopleAmount">Of that, short.</param>
/// <param name="StructureRecords">Σf over the structure block.</param>
/// <param name="ShortStructureRecords">Of that, short.</param>
/// <param name="PeopleRecords">Σf over the people block.</param>
/// <param name="ShortPeopleRecords">Of that, short.</param>
public sealed record HorizonTotals(
    int N,
    int UnknownHorizon,
    double SumOfSquares,
    double StructureAmount,
    double ShortStructureAmount,
    double PeopleAmount,
    double ShortPeopleAmount,
    double StructureRecords,
    double ShortStructureRecords,
    double PeopleRecords,
    double ShortPeopleRecords)
{
    /// <summary>H, unless the programme says otherwise.</summary>
    public const double DefaultHorizonMonths = 3;

    public static HorizonTotals Empty { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Σa.</summary>
    public double Amount => StructureAmount + PeopleAmount;

    /// <exception cref="ArgumentException">A record contradicts itself or names an unknown dimension.</exception>
    public static HorizonTotals From(IEnumerable<FocusRecord> records, FocusTaxonomy taxonomy, double horizonMonths = DefaultHorizonMonths)
    {
        var (n, unknown, squares) = (0, 0, 0.0);
        var (structureAmount, shortStructureAmount, peopleAmount, shortPeopleAmount) = (0.0, 0.0, 0.0, 0.0);
        var (structure, shortStructure, people, shortPeople) = (0.0, 0.0, 0.0, 0.0);
        foreach (var record in records)
        {
            FocusRecord.Check(record);
            if (record.Amount == 0)
                continue;
            if (record.HorizonMonths is not { } horizon)
            {
                unknown++;
                continue;
            }

            n++;
            squares += record.Amount * record.Amount;
            var isShort = horizon <= horizonMonths ? 1 : 0;
            for (var i = 0; i < record.Shares.Count; i++)
            {
                var fraction = record.Shares[i].Share;
                if (taxonomy.BlockAt(taxonomy.PositionOf(record.Shares[i].Dimension)) == FocusBlock.Structure)
                {
                    structureAmount += record.Amount * fraction;
                    shortStructureAmount += record.Amount * fraction * isShort;
                    structure += fraction;
                    shortStructure += fraction * isShort;
                }
                else
                {
                    peopleAmount += record.Amount * fraction;
                    shortPeopleAmount += record.Amount * fraction * isShort;
                    people += fraction;
                    shortPeople += fraction * isShort;
                }
            }
        }

        return new HorizonTotals(
            n, unknown, squares,
            structureAmount, shortStructureAmount, peopleAmount, shortPeopleAmount,
            structure, shortStructure, people, shortPeople);
    }
}

/// <summary>How far effort goes to quick structural results. Every figure is by amount unless it says otherwise; null where its denominator is nothing.</summary>
/// <param name="EffectiveN">Kish's, over records with a known horizon.</param>
/// <param name="Share">QW = Σ a·f_S·1[short]/Σa.</param>
/// <param name="Band">Jeffreys' interval at the effective n.</param>
/// <param name="ShortShare">P(short).</param>
/// <param name="StructureShare">P(S).</param>
/// <param name="ShortGivenStructure">P(short | S).</param>
/// <param name="ShortGivenPeople">P(short | P).</param>
/// <param name="Lean">P(short | S) − P(short | P), −1 to 1: above 0, quick results are sought in structure.</param>
/// <param name="LeanByCount">The same by records, which is what the band is around.</param>
/// <param name="LeanBand">Newcombe's hybrid score interval, by records.</param>
/// <param name="Lift">QW/(P(S)·P(short)): 1 when block and horizon are independent.</param>
public sealed record QuickWins(
    double EffectiveN,
    double? Share,
    Band? Band,
    double? ShortShare,
    double? StructureShare,
    double? ShortGivenStructure,
    double? ShortGivenPeople,
    double? Lean,
    double? LeanByCount,
    Band? LeanBand,
    double? Lift)
{
    public static QuickWins Of(HorizonTotals totals)
    {
        if (!(totals.Amount > 0))
            return new QuickWins(0, null, null, null, null, null, null, null, null, null, null);

        var effectiveN = Math.Min(totals.N, totals.Amount * totals.Amount / totals.SumOfSquares);
        var share = Math.Clamp(totals.ShortStructureAmount / totals.Amount, 0, 1);
        var shortShare = (totals.ShortStructureAmount + totals.ShortPeopleAmount) / totals.Amount;
        var structureShare = totals.StructureAmount / totals.Amount;
        var givenStructure = Ratio(totals.ShortStructureAmount, totals.StructureAmount);
        var givenPeople = Ratio(totals.ShortPeopleAmount, totals.PeopleAmount);
        var bothBlocks = totals is { StructureRecords: > 0, PeopleRecords: > 0 };
        var shortStructure = Math.Min(totals.ShortStructureRecords, totals.StructureRecords);
        var shortPeople = Math.Min(totals.ShortPeopleRecords, totals.PeopleRecords);

        return new QuickWins(
            effectiveN,
            share,
            BetaDistribution.Central95(effectiveN * share + 0.5, effectiveN * (1 - share) + 0.5),
            shortShare,
            structureShare,
            givenStructure,
            givenPeople,
            givenStructure - givenPeople,
            bothBlocks ? shortStructure / totals.StructureRecords - shortPeople / totals.PeopleRecords : null,
            bothBlocks ? Proportions.NewcombeDifference(shortStructure, totals.StructureRecords, shortPeople, totals.PeopleRecords) : null,
            Ratio(share, structureShare * shortShare));
    }

    private static double? Ratio(double part, double whole) => whole > 0 ? part / whole : null;
}
