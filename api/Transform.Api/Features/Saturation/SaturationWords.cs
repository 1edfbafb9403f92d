using System.Globalization;
using Transform.Domain;

namespace Transform.Api.Features.Saturation;

/// <summary>Saturation as a reader is told it, with what it does not say.</summary>
internal static class SaturationWords
{
    private const string NotWho = "This says that themes ran dry, and nothing of whether the right people were heard.";

    /// <param name="inOrderHeld">Null for readers who are not shown the order.</param>
    public static string Of(int coded, SaturationResult? inOrderHeld, OrderBand orders)
    {
        if (coded < orders.Base + orders.RunLength)
        {
            return Text($"{coded} {(coded == 1 ? "conversation has" : "conversations have")} been coded; {orders.Base + orders.RunLength} are needed to tell whether themes run dry.");
        }

        var held = inOrderHeld switch
        {
            null => "",
            { At: { } at } => Text($"After {at} conversations the next {inOrderHeld.RunLength} brought {Few(inOrderHeld.Threshold)} new themes or fewer. "),
            _ => Text($"In the order in which people were met, every {inOrderHeld.RunLength} conversations in a row still brought more than {Few(inOrderHeld.Threshold)} new themes. "),
        };
        var shuffled = orders switch
        {
            { Median: { } median, Low: { } low, High: { } high } => Text($"Shuffled {orders.Shuffles} times, it comes after {median} in the middle order, and after {low} to {high} in nine of ten. "),
            { Median: { } median } => Text($"Shuffled {orders.Shuffles} times, it comes after {median} in the middle order; in {orders.Shuffles - orders.Reached} orders not at all. "),
            _ => Text($"Shuffled {orders.Shuffles} times, themes ran dry in {orders.Reached} orders only: it is too early to say. "),
        };
        return held + shuffled + NotWho;
    }

    private static string Few(double threshold) => Text($"{threshold * 100:0.#}%");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
