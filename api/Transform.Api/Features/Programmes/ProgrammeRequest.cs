using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Features.Programmes;

/// <summary>A programme as it is written, whole.</summary>
public sealed record ProgrammeRequest
{
    [Required, NotBlank, StringLength(200)]
    public required string Name { get; init; }

    [StringLength(200)]
    public string? Pathway { get; init; }

    [StringLength(4000)]
    public string? Summary { get; init; }

    [SensibleDate]
    public required DateOnly StartsOn { get; init; }

    [SensibleDate]
    public DateOnly? EndsOn { get; init; }

    [OneOf(typeof(ProgrammeStatuses))]
    public string Status { get; init; } = ProgrammeStatuses.Running;

    /// <summary>The organisation that answers for the personal data held here.</summary>
    [Required, NotBlank, StringLength(200)]
    public required string DataController { get; init; }

    /// <summary>The dimensions that attention is divided over; unless told, the workspace's first, or those the programme has.</summary>
    public Guid? TaxonomyId { get; init; }

    [Range(0.0, 1.0)]
    public double TargetPeopleShare { get; init; } = 0.4;

    [Range(0, 120)]
    public int QuickWinMonths { get; init; } = 3;

    [Range(0, 100_000_000_000_000)]
    public long? KnownBudgetPence { get; init; }

    [Range(0, 100_000_000)]
    public int? KnownAgendaMinutes { get; init; }

    /// <summary>How long its records are kept: eight years unless told (NHS Records Management Code).</summary>
    [Range(1, 1200)]
    public int RetentionMonths { get; init; } = 96;

    [MaxLength(200)]
    public IReadOnlyList<Guid> OrganisationIds { get; init; } = [];

    [MaxLength(200)]
    public IReadOnlyList<ProgrammeMemberRequest> Members { get; init; } = [];

    [PortableSql(typeof(Guid))]
    public const string OrganisationsSql = "SELECT Id FROM Organisations WHERE WorkspaceId = @WorkspaceId AND Id IN @Ids";

    [PortableSql(typeof(Guid))]
    public const string UsersSql = "SELECT Id FROM Users WHERE WorkspaceId = @WorkspaceId AND Id IN @Ids";

    [PortableSql]
    public const string ClearOrganisationsSql = "DELETE FROM ProgrammeOrganisations WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId";

    [PortableSql]
    public const string InsertOrganisationSql = """
        INSERT INTO ProgrammeOrganisations (WorkspaceId, ProgrammeId, OrganisationId)
        VALUES (@WorkspaceId, @ProgrammeId, @OrganisationId)
        """;

    [PortableSql]
    public const string ClearMembersSql = "DELETE FROM ProgrammeMembers WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId";

    [PortableSql(typeof(PartRow))]
    public const string PartsSql = "SELECT UserId, Part, Since FROM ProgrammeMembers WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId";

    [PortableSql]
    public const string InsertMemberSql = """
        INSERT INTO ProgrammeMembers (WorkspaceId, ProgrammeId, UserId, Part, Since)
        VALUES (@WorkspaceId, @ProgrammeId, @UserId, @Part, @Since)
        """;

    public sealed record PartRow(Guid UserId, string Part, DateTime Since);

    /// <summary>What is wrong with the request beyond its single fields, or null.</summary>
    internal async Task<ProblemHttpResult?> WhyNotAsync(Unit unit, Guid workspaceId)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (EndsOn < StartsOn)
        {
            errors["/endsOn"] = ["A programme cannot end before it starts."];
        }

        var organisations = OrganisationIds.Count == 0 ? [] : await unit.QueryAsync<Guid>(OrganisationsSql, new { WorkspaceId = workspaceId, Ids = OrganisationIds });
        foreach (var (i, id) in OrganisationIds.Index())
        {
            if (!organisations.Contains(id))
            {
                errors[$"/organisationIds/{i}"] = ["There is no such organisation."];
            }
            else if (OrganisationIds.Take(i).Contains(id))
            {
                errors[$"/organisationIds/{i}"] = ["This organisation is named twice."];
            }
        }

        var users = Members.Count == 0 ? [] : await unit.QueryAsync<Guid>(UsersSql, new { WorkspaceId = workspaceId, Ids = Members.Select(it => it.UserId) });
        foreach (var (i, member) in Members.Index())
        {
            if (!users.Contains(member.UserId))
            {
                errors[$"/members/{i}/userId"] = ["There is no such user."];
            }
            else if (Members.Take(i).Any(it => it.UserId == member.UserId))
            {
                errors[$"/members/{i}/userId"] = ["This user is named twice."];
            }
        }

        return errors.Count > 0 ? Problems.Invalid(errors) : null;
    }

    /// <summary>Writes its organisations and members. Whoever keeps their part keeps since when they have it: what a lead may open hangs on it.</summary>
    internal async Task StoreListsAsync(Unit unit, Guid workspaceId, Guid programmeId, DateTime now)
    {
        var key = new { WorkspaceId = workspaceId, ProgrammeId = programmeId };
        await unit.ExecuteAsync(ClearOrganisationsSql, key);
        foreach (var organisationId in OrganisationIds)
        {
            await unit.ExecuteAsync(InsertOrganisationSql, new { WorkspaceId = workspaceId, ProgrammeId = programmeId, OrganisationId = organisationId });
        }

        var before = (await unit.QueryAsync<PartRow>(PartsSql, key)).ToDictionary(it => (it.UserId, it.Part), it => it.Since);
        await unit.ExecuteAsync(ClearMembersSql, key);
        foreach (var member in Members)
        {
            await unit.ExecuteAsync(InsertMemberSql, new
            {
                WorkspaceId = workspaceId, ProgrammeId = programmeId, member.UserId, member.Part, Since = before.TryGetValue((member.UserId, member.Part), out var since) ? since : now,
            });
        }
    }

    internal object Args(Guid workspaceId, Guid id, Guid taxonomyId, bool isMadeUp, DateTime now, int version = 1) => new
    {
        WorkspaceId = workspaceId, Id = id, Name = Name.Trim(), NameKey = Name.ToKey(), Pathway, Summary, StartsOn, EndsOn, Status, DataController = DataController.Trim(),
        TaxonomyId = taxonomyId, TargetPeopleShare, QuickWinMonths, KnownBudgetPence, KnownAgendaMinutes, RetentionMonths, IsMadeUp = isMadeUp, Now = now, Version = version,
    };
}

public sealed record ProgrammeMemberRequest
{
    public required Guid UserId { get; init; }

    [Required, OneOf(typeof(MemberParts))]
    public required string Part { get; init; }
}
