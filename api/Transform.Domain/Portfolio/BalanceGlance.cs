namespace Transform.Domain;

/// <summary>What a portfolio shows of one programme's balance: enough to draw its row, and to say what has changed since.</summary>
/// <param name="Deeds">Deeds together.</param>
/// <param name="Said">Interview mentions.</param>
/// <param name="Activities">Done and coded.</param>
/// <param name="Interviews">Those that enter the mentions, coded or not.</param>
/// <param name="CodedInterviews">Of them, those with a mention.</param>
/// <param name="SayDo">Along the way from word to deed; null in what was written before it was counted.</param>
public sealed record BalanceGlance(GlanceFigure Deeds, GlanceFigure Said, int Activities, int Interviews, int CodedInterviews, GlanceSayDo? SayDo = null)
{
    public static BalanceGlance Of(BalanceResult result, int interviews, int codedInterviews, SayDoResult? sayDo = null)
    {
        var said = result.Streams.Single(s => s.Stream == StreamKind.Mentions);
        var together = result.Together;
        return new BalanceGlance(
            new GlanceFigure(together.Grade, together.PeopleShare, together.Band, together.DistinguishableFromTarget, together.Reason, together.StreamsScored, together.StreamsWithRecords),
            new GlanceFigure(said.Grade, said.PeopleShare, said.Band, said.DistinguishableFromTarget, said.Reason),
            result.Streams.Single(s => s.Stream == StreamKind.Activities).N,
            interviews,
            codedInterviews,
            sayDo is null ? null : new GlanceSayDo(sayDo.N, sayDo.Chain.Endorsed, sayDo.Chain.Asked, sayDo.Chain.Committed, sayDo.Chain.Kept));
    }
}

/// <summary>Conversations along the way from word to deed, each a part of the one before.</summary>
public sealed record GlanceSayDo(int N, int Endorsed, int Asked, int Committed, int Kept);

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
