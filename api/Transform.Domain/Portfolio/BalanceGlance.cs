namespace Transform.Domain;

/// <summary>What a portfolio shows of one programme's balance: enough to draw its row, and to say what has changed since.</summary>
/// <param name="Deeds">Deeds together.</param>
/// <param name="Said">Interview mentions.</param>
/// <param name="Activities">Done and coded.</param>
/// <param name="Interviews">Those that enter the mentions, coded or not.</param>
/// <param name="CodedInterviews">Of them, those with a mention.</param>
public sealed record BalanceGlance(GlanceFigure Deeds, GlanceFigure Said, int Activities, int Interviews, int CodedInterviews)
{
    public static BalanceGlance Of(BalanceResult result, int interviews, int codedInterviews)
    {
        var said = result.Streams.Single(s => s.Stream == StreamKind.Mentions);
        var together = result.Together;
        return new BalanceGlance(
            new GlanceFigure(together.Grade, together.PeopleShare, together.Band, together.DistinguishableFromTarget, together.Reason, together.StreamsScored, together.StreamsWithRecords),
            new GlanceFigure(said.Grade, said.PeopleShare, said.Band, said.DistinguishableFromTarget, said.Reason),
            result.Streams.Single(s => s.Stream == StreamKind.Activities).N,
            interviews,
            codedInterviews);
    }
}

/// <summary>A people share with what it rests on, or the reason why there is none.</summary>
/// <param name="StreamsScored">For deeds together: how many streams it averages.</param>
/// <param name="StreamsWithRecords">For deeds together: how many streams have any record.</param>
/// <param name="Reason">Set exactly when there is no people share.</param>
public sealed record GlanceFigure(
    Grade Grade,
    double? PeopleShare,
    Band? Band,
    bool? DistinguishableFromTarget,
    string? Reason,
    int? StreamsScored = null,
    int? StreamsWithRecords = null);
