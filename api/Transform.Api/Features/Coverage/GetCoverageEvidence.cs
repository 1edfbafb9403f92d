using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Scores;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.Coverage;

/// <summary>
/// The conversations behind coverage, the newest first: all, or those of one sector, or with a stance on one proposition. They are today's. Others than those
/// who may open interviews get the published total, where enough conversations stand behind it.
/// </summary>
public static class GetCoverageEvidence
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/evidence", HandleAsync).WithName("getCoverageEvidence").WithSummary("List the conversations behind coverage").Requires(Scopes.ReadScores);

    public static async Task<Ok<CoverageEvidence>> HandleAsync(
        Guid programmeId, [OneOf(typeof(Sectors))] string? sector, Guid? propositionId, Paging paging, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        if (!Disclosure.OpensInterviews(user))
        {
            return TypedResults.Ok(Published(sector, propositionId, await GetCoverage.ReadAsync(db, user, programmeId, asOf: null, ct), user));
        }

        var facts = await InterviewFacts.ReadAsync(db, user.WorkspaceId, programmeId, clock.UtcToday(), ct);
        var all = facts.Conversations
            .Where(it => sector is null || it.Sectors.Contains(sector))
            .Select(it => (Talk: it, Stance: it.Stances.FirstOrDefault(stance => stance.PropositionId == propositionId)))
            .Where(it => propositionId is null || it.Stance is not null)
            .Select(it => new CoverageEvidenceItem(it.Talk.Id, DateOnly.FromDateTime(it.Talk.HeldAt), it.Talk.Sectors, it.Stance?.Endorsement, it.Stance?.Elicited))
            .ToList();
        var (afterDay, afterId) = (paging.Day(0, DateOnly.MaxValue), paging.Id(1, Guid.AllBitsSet));
        var page = paging.Page(
            [
                .. all.Where(it => it.HeldOn.CompareTo(afterDay) is var d && (d < 0 || (d == 0 && it.InterviewId.CompareTo(afterId) < 0)))
                    .OrderByDescending(it => it.HeldOn).ThenByDescending(it => it.InterviewId)
                    .Take(paging.Take),
            ],
            last => [last.HeldOn, last.InterviewId]);
        return TypedResults.Ok(new CoverageEvidence(all.Count, RecordsNotOpen.None, page.Items, page.Next));
    }

    private static CoverageEvidence Published(string? sector, Guid? propositionId, ScoreReading reading, CurrentUser user)
    {
        var shown = reading.Result is null ? null : Measures.Read<ProgrammeCoverage>(reading.Result).ShownTo(user, reading.DisclosureThreshold);
        var n = (sector, propositionId) switch
        {
            (null, null) => shown?.Conversations.Count,
            (null, { } proposition) => shown?.Propositions.FirstOrDefault(it => it.PropositionId == proposition)?.Asked,
            ({ } only, null) => shown?.Sectors.FirstOrDefault(it => it.Sector == only)?.Interviewed,
            ({ } only, { } proposition) => shown?.Sectors.FirstOrDefault(it => it.Sector == only)?.Cells.FirstOrDefault(it => it.PropositionId == proposition)?.N,
        };
        return new CoverageEvidence(n, new RecordsNotOpen(n, n is null ? Disclosure.TooFew(reading.DisclosureThreshold) : RecordsNotOpen.ToOthers), [], Next: null);
    }
}

/// <param name="N">All conversations asked for; this page may hold fewer.</param>
/// <param name="NotOpen">Conversations that this reader may not open.</param>
public sealed record CoverageEvidence(int? N, RecordsNotOpen NotOpen, IReadOnlyList<CoverageEvidenceItem> Items, string? Next);

/// <param name="InterviewId">The conversation's first interview.</param>
/// <param name="Endorsement">On the proposition asked for, where one was.</param>
public sealed record CoverageEvidenceItem(Guid InterviewId, DateOnly HeldOn, [OneOf(typeof(Sectors))] IReadOnlyList<string> Sectors, int? Endorsement, bool? Elicited);
