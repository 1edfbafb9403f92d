using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Barriers;

/// <summary>
/// What keeps people from acting, and which system owns it: the barriers of a programme with what stands behind each and what speaks against it,
/// whether its owner was asked and answered, and what people promised and did not do, to be put to a barrier.
/// </summary>
public static class BarriersFeature
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/programmes/{programmeId:guid}/barriers").WithTags("Barriers").WithinProgramme();
        ListBarriers.Map(group);
        CreateBarrier.Map(group);
        GetConstraintMap.Map(group);
        ListExplanations.Map(group);
        GetBarrier.Map(group);
        ReviseBarrier.Map(group);
        DeleteBarrier.Map(group);
        ListBarrierEvidence.Map(group);
        CreateBarrierEvidence.Map(group);
        DeleteBarrierEvidence.Map(group);
        ListNonActions.Map(api.MapGroup("/programmes/{programmeId:guid}/non-actions").WithTags("Barriers").WithinProgramme());
    }

    internal static string Path(Guid programmeId, Guid id) => $"{FeatureList.Base}/programmes/{programmeId}/barriers/{id}";
}

/// <summary>Something that keeps people from acting.</summary>
/// <param name="SystemName">What it belongs to: information governance, the finance rules, a waiting-list system.</param>
/// <param name="OwnerPersonId">Who can do something about it.</param>
/// <param name="Answer">What the owner said.</param>
public sealed record Barrier(
    Guid Id, string Name, string? Definition, string SystemName, Guid? OrganisationId, string? OrganisationName, Guid? OwnerPersonId, string? OwnerName, string Status, DateOnly? AskedOn,
    DateOnly? AnsweredOn, DateOnly? RemovedOn, string? Answer, Guid CreatedBy, DateTime CreatedAt, DateTime RevisedAt, int Version);

/// <summary>A barrier's row, with its answer as it is kept.</summary>
public sealed record BarrierRow(
    Guid Id, string Name, string NameKey, string? Definition, string SystemName, string SystemKey, Guid? OrganisationId, string? OrganisationName, Guid? OwnerPersonId, string? OwnerName, string Status,
    DateOnly? AskedOn, DateOnly? AnsweredOn, DateOnly? RemovedOn, Guid? KeyId, byte[]? Answer, Guid CreatedBy, DateTime CreatedAt, DateTime RevisedAt, int Version)
{
    [PortableSql(typeof(BarrierRow))]
    internal const string Shown = """
        SELECT b.Id, b.Name, b.NameKey, b.Definition, b.SystemName, b.SystemKey, b.OrganisationId, o.Name AS OrganisationName, b.OwnerPersonId, p.Name AS OwnerName, b.Status,
            b.AskedOn, b.AnsweredOn, b.RemovedOn, b.KeyId, b.Answer, b.CreatedBy, b.CreatedAt, b.RevisedAt, b.Version
        FROM Barriers b
        LEFT JOIN Organisations o ON o.WorkspaceId = b.WorkspaceId AND o.Id = b.OrganisationId
        LEFT JOIN People p ON p.WorkspaceId = b.WorkspaceId AND p.Id = b.OwnerPersonId
        WHERE b.WorkspaceId = @WorkspaceId AND b.ProgrammeId = @ProgrammeId
        """;

    [PortableSql(typeof(BarrierRow))]
    public const string FindSql = Shown + """

            AND b.Id = @Id
        """;

    internal static async Task<List<Barrier>> OpenAsync(IReadOnlyCollection<BarrierRow> rows, KeyStore keys, CancellationToken ct)
    {
        var keyIds = rows.Select(it => it.KeyId).OfType<Guid>().ToList();
        var secrets = keyIds.Count == 0 ? new Dictionary<Guid, byte[]>() : await keys.FindAsync(keyIds, ct);
        return [.. rows.Select(it => new Barrier(
            it.Id, it.Name, it.Definition, it.SystemName, it.OrganisationId, it.OrganisationName, it.OwnerPersonId, it.OwnerName, it.Status, it.AskedOn, it.AnsweredOn, it.RemovedOn,
            it is { KeyId: { } key, Answer: { } text } && secrets.TryGetValue(key, out var secret) ? FreeText.Open(secret, it.Id, SealedFields.Answer, text) : null,
            it.CreatedBy, it.CreatedAt, it.RevisedAt, it.Version))];
    }

    /// <summary>Why the version that the caller names cannot be written, if so.</summary>
    internal static ProblemHttpResult? WhyNot(BarrierRow? current, IfMatch version) => current switch
    {
        null => Problems.NotFound("barrier"),
        _ when current.Version != version.Number => Problems.Stale(current.Version),
        _ => null,
    };
}

/// <summary>How far it has come with a barrier.</summary>
public static class BarrierStatuses
{
    public const string Noticed = "noticed";
    public const string OwnerAsked = "ownerAsked";
    public const string Answered = "answered";
    public const string Removed = "removed";
}

/// <summary>Whether something speaks for a barrier or against it.</summary>
public static class Stands
{
    public const string Supports = "supports";
    public const string Counters = "counters";
}
