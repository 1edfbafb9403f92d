namespace Transform.Domain;

/// <summary>The balance of focus, its figures side by side and never blended into one. Shares lie between 0 and 1.</summary>
/// <param name="Streams">All six, mentions first.</param>
/// <param name="Target">What it was held against, if anything.</param>
public sealed record BalanceResult(
    IReadOnlyList<StreamBalance> Streams,
    TogetherBalance Together,
    QuickWinBalance QuickWin,
    TalkEffortGap TalkEffortGap,
    FocusTarget? Target,
    string MethodVersion);

/// <summary>One stream. A stream that is nothing or too few has no figure of its own, but a reason.</summary>
/// <param name="Said">True for talk, false for deeds.</param>
/// <param name="N">Records with an amount above 0.</param>
/// <param name="Total">In the stream's unit.</param>
/// <param name="EffectiveN">Kish's.</param>
/// <param name="Band">Around the people share; also shown when there are too few to score.</param>
/// <param name="DistinguishableFromTarget">False when the band holds the target; null without a target or a score.</param>
/// <param name="Shares">By dimension; empty when not scored.</param>
/// <param name="Reason">Set exactly when there is no people share.</param>
public sealed record StreamBalance(
    StreamKind Stream,
    bool Said,
    int N,
    double Total,
    double EffectiveN,
    Grade Grade,
    double? PeopleShare,
    Band? Band,
    bool? DistinguishableFromTarget,
    double? Closeness,
    double? BlockCloseness,
    double? Evenness,
    IReadOnlyList<DimensionShare> Shares,
    string? Reason);

/// <summary>The scored deeds together, as weighted. Streams too few to score are not let into a share by this door; they stand in the band of what cannot be scored.</summary>
/// <param name="StreamsScored">Weighted streams with enough records.</param>
/// <param name="StreamsWithRecords">Weighted streams with any.</param>
/// <param name="Coverage">Weight of the streams scored ÷ weight of all; below ½ no share is shown.</param>
/// <param name="EffectiveN">Records that would give one stream the same, conservative, uncertainty; 0 when no share is shown.</param>
/// <param name="Band">Conservative: the streams describe the same work. Without a share, of all streams with records, where they hold half the weight.</param>
/// <param name="Reason">Set exactly when there is no people share.</param>
public sealed record TogetherBalance(
    int StreamsScored,
    int StreamsWithRecords,
    double? PeopleShare,
    Band? Band,
    double Coverage,
    double EffectiveN,
    Grade Grade,
    double? Evenness,
    double? Closeness,
    double? BlockCloseness,
    bool? DistinguishableFromTarget,
    IReadOnlyList<DimensionShare> Shares,
    string? Reason);

/// <summary>How far effort goes to quick structural results.</summary>
/// <param name="Share">QW; null when there is nothing or too little.</param>
/// <param name="Low">Of its 95% band.</param>
/// <param name="High">Of its 95% band.</param>
/// <param name="N">Records with a known horizon.</param>
/// <param name="UnknownHorizon">Records left out because their horizon is unknown.</param>
/// <param name="Lean">P(short | structure) − P(short | people), by amount; null unless both blocks have records.</param>
/// <param name="LeanByCount">The same by records.</param>
/// <param name="LeanBand">By records.</param>
/// <param name="Lift">1 when block and horizon are independent; null when either is nothing.</param>
/// <param name="Reason">Set exactly when there is no share.</param>
public sealed record QuickWinBalance(
    double? Share,
    double? Low,
    double? High,
    int N,
    int UnknownHorizon,
    double EffectiveN,
    Grade Grade,
    double? Lean,
    double? LeanByCount,
    Band? LeanBand,
    double? Lift,
    string? Reason);

/// <summary>People share of what is said less people share of the hours, −1 to 1.</summary>
public sealed record TalkEffortGap(double? Value, string? Reason);
