using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.BlindCodings;

/// <summary>
/// The caller's own second codings, those to do first; for those who lead the programme everybody's. A random fifth of the coded
/// interviews, and five at least, are suggested for a second coding; what nobody was asked for yet stands in the list without a coder.
/// </summary>
public static class ListBlindCodings
{
    private const int MostShown = 500;

    /// <param name="Suggested">How many of the coded interviews are in the random sample.</param>
    /// <param name="Done">How many of these have a second coding that is finished.</param>
    /// <param name="Items">What the caller has to do first; 500 at most.</param>
    public sealed record BlindCodingList(int Suggested, int Done, IReadOnlyList<BlindCodingItem> Items);

    /// <param name="Coder">Absent where nobody was asked yet.</param>
    /// <param name="Status">Absent where nobody was asked yet.</param>
    /// <param name="Suggested">True where the interview is in the random sample.</param>
    /// <param name="IsMine">True where the caller is the coder.</param>
    /// <param name="MayTake">True where nobody was asked yet and the caller may code it: they may open its notes, and did not code it first.</param>
    public sealed record BlindCodingItem(
        Guid InterviewId, DateTime HeldAt, NamedCoder? Coder, string? Status, DateTime? AskedAt, DateTime? FinishedAt, DateTime? SettledAt, bool Suggested, bool IsMine, bool MayTake, int? Version);

    [PortableSql(typeof(CodedInterview))]
    public const string InterviewsSql = CodedInterview.Shown + """

            AND i.Confidentiality <> 'sealed'
        ORDER BY i.HeldAt, i.Id
        """;

    [PortableSql(typeof(BlindCodingRow))]
    public const string CodingsSql = BlindCodingRow.Shown + """

        ORDER BY b.AskedAt, b.InterviewId, b.CoderId
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("listBlindCodings").WithSummary("List second codings").Requires(Scopes.WriteInterviews);

    public static async Task<Computed<BlindCodingList>> HandleAsync(Guid programmeId, CurrentUser user, Db db, CancellationToken ct)
    {
        var args = new { user.WorkspaceId, ProgrammeId = programmeId, UserId = user.Id, CoderId = user.Id };
        var interviews = (await db.QueryAsync<CodedInterview>(InterviewsSql, args, ct)).ToDictionary(it => it.Id);
        var codings = await db.QueryAsync<BlindCodingRow>(CodingsSql, args, ct);
        var drawn = SecondCodingSample.Of(programmeId, interviews.Values.Where(it => it is { IsCoded: true, HasNotes: true }).Select(it => it.Id)).ToHashSet();
        var asked = codings.Where(it => interviews.ContainsKey(it.InterviewId) && (user.LeadsProgramme || it.CoderId == user.Id)).Select(it => new BlindCodingItem(
            it.InterviewId, interviews[it.InterviewId].HeldAt, new NamedCoder(it.CoderId, it.CoderName), it.Status, it.AskedAt, it.FinishedAt, it.SettledAt, drawn.Contains(it.InterviewId),
            IsMine: it.CoderId == user.Id, MayTake: false, it.Version));
        var taken = codings.Select(it => it.InterviewId).ToHashSet();
        var open = drawn.Where(it => !taken.Contains(it)).Select(it => interviews[it])
            .Select(it => (Interview: it, MayTake: !it.IsCodedByThem && Confidentiality.OpensTo(user, it.Held)))
            .Where(it => user.LeadsProgramme || it.MayTake)
            .OrderBy(it => it.Interview.HeldAt)
            .Select(it => new BlindCodingItem(it.Interview.Id, it.Interview.HeldAt, Coder: null, Status: null, AskedAt: null, FinishedAt: null, SettledAt: null, Suggested: true, IsMine: false, it.MayTake, Version: null));
        var items = asked.Concat(open).OrderBy(Urgency).ThenBy(it => it.HeldAt).ThenBy(it => it.InterviewId).Take(MostShown);
        return Computed.Ok(new BlindCodingList(drawn.Count, drawn.Count(it => codings.Exists(coding => coding.InterviewId == it && coding.FinishedAt is not null)), [.. items]));
    }

    private static int Urgency(BlindCodingItem item) => item switch
    {
        { IsMine: true, Status: BlindCodingStatus.Open } => 0,
        { Status: BlindCodingStatus.Finished } => 1,
        { Status: null } => 2,
        { Status: BlindCodingStatus.Open } => 3,
        _ => 4,
    };
}
