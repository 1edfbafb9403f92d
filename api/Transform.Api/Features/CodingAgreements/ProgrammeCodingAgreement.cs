using Transform.Api.Http;
using Transform.Api.Scores;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.CodingAgreements;

/// <summary>How far those who coded the same interviews of one programme agree.</summary>
/// <param name="Sequence">The last change to the programme that the figures hold.</param>
/// <param name="AsOf">The day asked for, where one was; the row is the last of that day or earlier.</param>
/// <param name="Known">False until enough interviews were coded twice: till then what is said in interviews is graded as indicative at best.</param>
/// <param name="Verdict">On alpha, by the rule of thumb.</param>
/// <param name="RuleOfThumb">In words.</param>
/// <param name="Figures">Absent where the interviews are too few for this reader.</param>
/// <param name="Themes">Where coders differ most first: its definition needs sharpening. Only for those who may open interviews.</param>
/// <param name="Interviews">Those coded twice. Only for those who may open interviews.</param>
/// <param name="Reason">Set exactly when agreement is not known.</param>
public sealed record ProgrammeCodingAgreement(
    Guid ProgrammeId,
    string MethodVersion,
    long Sequence,
    DateTime ComputedAt,
    DateOnly? AsOf,
    bool Known,
    AgreementVerdict Verdict,
    string InWords,
    string RuleOfThumb,
    AgreementFigures? Figures,
    IReadOnlyList<ThemeCoders> Themes,
    IReadOnlyList<InterviewCoders> Interviews,
    string? Reason,
    RecordsNotOpen NotOpen)
{
    /// <summary>Moves whenever the same records could give another figure.</summary>
    internal const string Method = "coding-agreement-1";

    internal const string Rule =
        "Krippendorff's alpha of 0.80 or more can be relied on; from 0.667 to 0.80 it carries tentative conclusions; below that, sharpen the definitions and code again. "
        + "Cohen's and Fleiss' kappa stand beside it and are read the same way.";

    /// <summary>The same without what stands on too few interviews for this reader.</summary>
    public ProgrammeCodingAgreement ShownTo(CurrentUser user, int threshold)
    {
        if (Disclosure.OpensInterviews(user))
        {
            return this;
        }

        var interviews = Figures?.Interviews ?? 0;
        var withheld = Disclosure.Withholds(user, interviews, threshold);
        return this with
        {
            Figures = withheld is null ? Figures : null, Themes = [], Interviews = [], Reason = Known || withheld is null ? Reason : NothingYet.Because("too few interviews have been coded by two people"),
            NotOpen = withheld is null ? new RecordsNotOpen(interviews, RecordsNotOpen.ToOthers) : new RecordsNotOpen(null, withheld),
        };
    }
}

/// <param name="Interviews">Coded by two people or more.</param>
/// <param name="Units">Those interviews by the themes that anybody found in any of them.</param>
/// <param name="Alpha">Krippendorff's, nominal; absent while agreement is not known.</param>
/// <param name="Kappa">Cohen's, the first coding against the second; absent unless there are just two.</param>
/// <param name="Fleiss">Over the units that all coded; absent unless there are three codings or more.</param>
public sealed record AgreementFigures(int Interviews, int Units, int Coders, double? Alpha, CohenAgreement? Kappa, FleissAgreement? Fleiss);

/// <param name="Units">Interviews that were coded twice.</param>
/// <param name="Disagreements">Of them, those where one found the theme and another did not.</param>
public sealed record ThemeCoders(Guid ThemeId, string Name, int Units, int Disagreements);

/// <param name="Units">Themes that anybody found in any interview that was coded twice.</param>
/// <param name="Disagreements">Of them, those that one found here and another did not.</param>
public sealed record InterviewCoders(Guid InterviewId, int Units, int Disagreements);
