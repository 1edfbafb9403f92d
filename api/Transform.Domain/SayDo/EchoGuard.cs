using System.Globalization;

namespace Transform.Domain;

/// <summary>What one person said of a proposition.</summary>
/// <param name="Endorsement">1 to 5; 4 and 5 endorse.</param>
/// <param name="Elicited">True where the question led to the answer; false where it came of itself.</param>
public sealed record PropositionStance(int Endorsement, bool Elicited);

/// <summary>Whether a question has shown that it can draw anything but a yes.</summary>
/// <param name="Led">Answers that the question led to.</param>
/// <param name="LedEndorsed">Of those, endorsing.</param>
/// <param name="OfItself">Stances that came unprompted.</param>
/// <param name="OfItselfEndorsed">Of those, endorsing.</param>
/// <param name="CannotDiscriminate">Everybody who was led agreed, and they are enough to tell.</param>
/// <param name="InWords">As a reader is told it: one or two sentences.</param>
public sealed record EchoFinding(int Led, int LedEndorsed, int OfItself, int OfItselfEndorsed, bool CannotDiscriminate, string InWords);

/// <summary>Guards against hearing one's own question back: a question to which everybody says yes tells nothing about who would act.</summary>
public static class EchoGuard
{
    /// <summary>Of a question that divides people evenly, five yeses in five come once in 32: below that, unanimity may be luck. A judgement of this project.</summary>
    public const int EnoughLed = 5;

    /// <summary>The stances on one proposition, at most one a conversation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A stance is outside 1 to 5.</exception>
    public static EchoFinding Of(IEnumerable<PropositionStance> stances)
    {
        var by = stances.CountBy(s => (s.Elicited, Endorses: SayDoGap.Endorses(s.Endorsement))).ToDictionary();
        int Count(bool elicited, bool endorses) => by.GetValueOrDefault((elicited, endorses));
        var (ledYes, selfYes) = (Count(true, true), Count(false, true));
        var (led, self) = (ledYes + Count(true, false), selfYes + Count(false, false));
        var cannot = led >= EnoughLed && ledYes == led;
        return new EchoFinding(led, ledYes, self, selfYes, cannot, InWords(led, ledYes, self, selfYes, cannot));
    }

    private static string InWords(int led, int ledYes, int self, int selfYes, bool cannot)
    {
        if (led + self == 0)
            return "Nobody has spoken of this yet.";

        var aboutLed = led switch
        {
            0 => Invariant($"Nobody was led to an answer."),
            _ when cannot => Invariant($"All {led} who were led to an answer agreed, so the question cannot tell those who would act from those who are polite."),
            _ when ledYes < led => Invariant($"{ledYes} of {led} who were led to an answer agreed, so the question can draw something other than a yes."),
            _ => Invariant($"{ledYes} of {led} who were led to an answer agreed: too few to tell whether the question can draw anything but a yes."),
        };
        return self == 0 ? aboutLed : Invariant($"{aboutLed} Of {self} who spoke of it unprompted, {selfYes} agreed.");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
