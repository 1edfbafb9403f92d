using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Barriers;

/// <summary>
/// What keeps people from acting, by the system that owns it: how many conversations stand behind each barrier, how many things that were not
/// done it explains, and what speaks against it. An interview with its follow-ups is one conversation.
/// </summary>
public static class GetConstraintMap
{
    /// <param name="NonActions">What was promised and not done, and conversations in which somebody agreed, was asked, and promised nothing.</param>
    /// <param name="NonActionsUncoded">Of those, how many stand behind no barrier yet.</param>
    /// <param name="NonActionsHeld">Of those that stand behind none, how many this reader may not open.</param>
    public sealed record ConstraintMap(int NonActions, int NonActionsUncoded, int NonActionsHeld, IReadOnlyList<BarrierSystem> Systems);

    /// <param name="Conversations">How many conversations stand behind any of its barriers.</param>
    public sealed record BarrierSystem(string SystemName, string? OrganisationName, int Conversations, IReadOnlyList<PlacedBarrier> Barriers);

    /// <param name="Conversations">How many conversations stand behind it, by the interview itself, a commitment or a quote.</param>
    /// <param name="NonActions">How many things that were not done it explains.</param>
    /// <param name="Quotes">How many passages stand behind it.</param>
    /// <param name="Counters">How much speaks against it.</param>
    public sealed record PlacedBarrier(
        Guid Id, string Name, string? Definition, string? OwnerName, string Status, DateOnly? AskedOn, DateOnly? AnsweredOn, DateOnly? RemovedOn, int Conversations, int NonActions, int Quotes, int Counters);

    public sealed record EvidenceRow(Guid BarrierId, string Stand, Guid? QuoteId, Guid? SourceId);

    [PortableSql(typeof(BarrierRow))]
    public const string BarriersSql = BarrierRow.Shown + """

        ORDER BY b.SystemKey, b.NameKey
        """;

    [PortableSql(typeof(EvidenceRow))]
    public const string EvidenceSql = """
        SELECT e.BarrierId, e.Stand, e.QuoteId, i.Id AS SourceId

        """ + BarrierEvidence.From + """

            AND (i.Id IS NULL OR i.Confidentiality <> 'sealed')
            AND (e.QuoteId IS NULL OR (
        """ + QuoteRule.CountedSql + """
        ))
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/map", HandleAsync).WithName("getConstraintMap").WithSummary("The barriers by the system that owns them").Requires(Scopes.ReadInterviews);

    public static async Task<Computed<ConstraintMap>> HandleAsync(Guid programmeId, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        var args = new { user.WorkspaceId, ProgrammeId = programmeId, UserId = user.Id };
        var barriers = await db.QueryAsync<BarrierRow>(BarriersSql, args, ct);
        var evidence = (await db.QueryAsync<EvidenceRow>(EvidenceSql, args, ct)).ToLookup(it => it.BarrierId);
        var notDone = await Barriers.NonActions.ReadAsync(db, user, programmeId, clock.UtcToday(), ct);
        var explained = notDone.Items.SelectMany(notDone.BarriersOf).CountBy(it => it).ToDictionary();
        var uncoded = notDone.Items.Where(it => !notDone.BarriersOf(it).Any()).ToList();

        IEnumerable<Guid> Conversations(BarrierRow barrier) =>
            evidence[barrier.Id].Where(it => it.Stand == Stands.Supports && it.SourceId is not null).Select(it => notDone.ConversationOf(it.SourceId!.Value)).OfType<Guid>().Distinct();

        PlacedBarrier Place(BarrierRow it) => new(
            it.Id, it.Name, it.Definition, it.OwnerName, it.Status, it.AskedOn, it.AnsweredOn, it.RemovedOn, Conversations(it).Count(), explained.GetValueOrDefault(it.Id),
            evidence[it.Id].Count(row => row.Stand == Stands.Supports && row.QuoteId is not null), evidence[it.Id].Count(row => row.Stand == Stands.Counters));

        var systems = barriers.GroupBy(it => it.SystemKey, StringComparer.Ordinal).Select(system => new BarrierSystem(
            system.First().SystemName, system.Select(it => it.OrganisationName).FirstOrDefault(it => it is not null), system.SelectMany(Conversations).Distinct().Count(),
            [.. system.Select(Place).OrderByDescending(it => it.Conversations).ThenBy(it => it.Name.ToKey(), StringComparer.Ordinal)]));
        return Computed.Ok(new ConstraintMap(
            notDone.Items.Count, uncoded.Count, uncoded.Count(it => !it.Opens),
            [.. systems.OrderByDescending(it => it.Conversations).ThenBy(it => it.SystemName.ToKey(), StringComparer.Ordinal)]));
    }
}
