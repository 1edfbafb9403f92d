using System.Text.Json.Serialization;

namespace Transform.Domain;

/// <summary>How far a figure may be leaned on, weakest first.</summary>
[JsonConverter(typeof(CamelCaseNames<Grade>))]
public enum Grade
{
    /// <summary>No record.</summary>
    Nothing,

    /// <summary>Fewer than 10 effective records: counts and the band are shown, the share is not.</summary>
    TooFew,

    /// <summary>10 to 29 effective records, or agreement unknown.</summary>
    Indicative,

    /// <summary>30 effective records or more, coded by more than one person.</summary>
    Reportable,
}

/// <summary>The caution rule: fewer than 10 too few, 10–29 indicative, 30 or more reportable. A judgement of this project.</summary>
public static class Grades
{
    public const double EnoughToScore = 10;
    public const double EnoughToReport = 30;

    /// <summary>Equal amounts must not fall under a limit by rounding.</summary>
    private const double Rounding = 1e-9;

    /// <param name="effectiveN">Kish's effective number of records; for counts, the number of records.</param>
    /// <param name="agreementKnown">False when one person did all the coding: then the grade is no better than indicative.</param>
    public static Grade Of(double effectiveN, bool agreementKnown = true) => Require.Amount(effectiveN) switch
    {
        0 => Grade.Nothing,
        < EnoughToScore - Rounding => Grade.TooFew,
        < EnoughToReport - Rounding => Grade.Indicative,
        _ => agreementKnown ? Grade.Reportable : Grade.Indicative,
    };
}
