namespace Transform.Domain;

/// <summary>What was said beside what was done. Shares lie between 0 and 1.</summary>
/// <param name="N">Conversations.</param>
/// <param name="WithStance">Of those, with a known stance; only they are in the endorsement and the gap.</param>
/// <param name="Endorsed">With a stance that endorses.</param>
/// <param name="Asked">Of all, asked to act.</param>
/// <param name="NotAsked">Of all, known not to have been asked.</param>
/// <param name="AskedUnknown">Of all, those of whom it is not recorded.</param>
/// <param name="Committed">Of all, with at least one commitment, however it stands.</param>
/// <param name="Acted">Of all, with at least one due commitment kept.</param>
/// <param name="NobodyWasAsked">True when every conversation is known not to have asked anybody to act.</param>
/// <param name="Commitments">Counted one by one.</param>
/// <param name="Endorsement">Endorsed of those with a stance.</param>
/// <param name="CommitmentRate">Committed of all conversations.</param>
/// <param name="KeptRate">Kept of due commitments.</param>
/// <param name="Conversion">Those who acted of those who endorse, asked or not.</param>
/// <param name="ConversionAmongAsked">Those who acted of those who endorse and were asked.</param>
/// <param name="Bounds">Of the kept rate, until every commitment is due.</param>
/// <param name="WithPartial">The same with a partly kept commitment counted as kept.</param>
/// <param name="Grade">By conversations.</param>
public sealed record SayDoResult(
    int N,
    int WithStance,
    int Endorsed,
    int Asked,
    int NotAsked,
    int AskedUnknown,
    int Committed,
    int Acted,
    bool NobodyWasAsked,
    CommitmentTally Commitments,
    SayDoChain Chain,
    Proportion Endorsement,
    Proportion CommitmentRate,
    Proportion KeptRate,
    Proportion Conversion,
    Proportion ConversionAmongAsked,
    SayDoDifference Gap,
    KeptBounds Bounds,
    SayDoSensitivity WithPartial,
    Grade Grade,
    string MethodVersion);

/// <summary>Δ = (b − c)/n: what is said less what is done, −1 to 1, with Newcombe's paired interval. All null without a stance.</summary>
/// <param name="PSay">Share who endorse.</param>
/// <param name="PDo">Share who acted.</param>
/// <param name="Low">Of the gap's 95% interval.</param>
/// <param name="High">Of the gap's 95% interval.</param>
/// <param name="N">Conversations with a stance.</param>
/// <param name="Reason">Set exactly when there is no gap.</param>
public sealed record SayDoDifference(
    double? PSay, double? PDo, double? Gap, double? Phi, double? Low, double? High, int N, SayDoTable Table, string? Reason);

/// <summary>Between what the kept share of all commitments is at least, and what it can become: kept/made to (kept + not yet due)/made.</summary>
/// <param name="N">Commitments made, the withdrawn among them.</param>
/// <param name="Reason">Set exactly when there are no bounds.</param>
public sealed record KeptBounds(double? Low, double? High, int N, string? Reason);

/// <summary>What the figures would be, were a partly kept commitment a kept one.</summary>
public sealed record SayDoSensitivity(Proportion KeptRate, Proportion Conversion, SayDoDifference Gap);
