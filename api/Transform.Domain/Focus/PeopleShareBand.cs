namespace Transform.Domain;

/// <summary>
/// What is known of a people share: a Beta posterior. With a Dirichlet prior of 1/K per dimension the people block is
/// Beta(n·PS + K_P/K, n·(1−PS) + 1 − K_P/K). Counts take n as they are (and x = n·PS may be fractional); amounts take Kish's effective n.
/// It expresses how much evidence there is, not sampling error.
/// </summary>
/// <param name="A">The first parameter of the Beta distribution: people.</param>
/// <param name="B">The second: structure.</param>
public sealed record PeopleShareBand(double A, double B)
{
    public double Mean => BetaDistribution.Mean(A, B);

    public double StandardDeviation => BetaDistribution.StandardDeviation(A, B);

    /// <param name="effectiveN">Records, or effective records.</param>
    /// <param name="peoplePrior">K_P/K, strictly between 0 and 1: <see cref="FocusTaxonomy.PeoplePrior"/>.</param>
    public static PeopleShareBand Of(double peopleShare, double effectiveN, double peoplePrior)
    {
        Require.Fraction(peopleShare);
        Require.Amount(effectiveN);
        return new PeopleShareBand(effectiveN * peopleShare + peoplePrior, effectiveN * (1 - peopleShare) + 1 - peoplePrior);
    }

    /// <summary>The equal-tailed 95% interval.</summary>
    public Band Interval95() => BetaDistribution.Central95(A, B);

    /// <summary>P(PS &lt; <paramref name="share"/>), for instance that people get less than half.</summary>
    public double ProbabilityBelow(double share) => BetaDistribution.Cdf(Require.Fraction(share), A, B);
}
