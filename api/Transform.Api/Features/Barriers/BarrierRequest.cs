using System.ComponentModel.DataAnnotations;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Barriers;

/// <summary>A barrier as it is written, whole.</summary>
public sealed record BarrierRequest
{
    /// <summary>In a few words, such as "Two trusts cannot see one record"; it stands once in a programme.</summary>
    [Required, NotBlank, StringLength(200)]
    public required string Name { get; init; }

    /// <summary>What belongs to it, so that two people code alike.</summary>
    [StringLength(2000)]
    public string? Definition { get; init; }

    /// <summary>The system that owns it: a rule, a process, a tool; barriers of one system stand together.</summary>
    [Required, NotBlank, StringLength(200)]
    public required string SystemName { get; init; }

    /// <summary>Whose system it is.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>Who can do something about it.</summary>
    public Guid? OwnerPersonId { get; init; }

    /// <summary><c>noticed</c> unless told. Each step but the first needs its day, and the days follow each other.</summary>
    [OneOf(typeof(BarrierStatuses))]
    public string? Status { get; init; }

    [SensibleDate]
    public DateOnly? AskedOn { get; init; }

    [SensibleDate]
    public DateOnly? AnsweredOn { get; init; }

    [SensibleDate]
    public DateOnly? RemovedOn { get; init; }

    /// <summary>What the owner said.</summary>
    [StringLength(5000)]
    public string? Answer { get; init; }

    [PortableSql]
    public const string OrganisationSql = "SELECT COUNT(*) FROM Organisations WHERE WorkspaceId = @WorkspaceId AND Id = @OrganisationId";

    [PortableSql]
    public const string OwnerSql = "SELECT COUNT(*) FROM People WHERE WorkspaceId = @WorkspaceId AND Id = @OwnerPersonId";

    private static readonly string[] Steps = [BarrierStatuses.Noticed, BarrierStatuses.OwnerAsked, BarrierStatuses.Answered, BarrierStatuses.Removed];

    internal string StatusOrDefault => Status ?? BarrierStatuses.Noticed;

    /// <summary>Looks up whom the request names, and whether its days tell one story.</summary>
    /// <param name="today">By UTC; somebody's own day may be one later.</param>
    /// <exception cref="ProblemException">It cannot stand so.</exception>
    internal async Task CheckAsync(Unit unit, CurrentUser user, DateOnly today)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        void Refuse(string pointer, string message) => errors.TryAdd(pointer, [message]);

        var args = new { user.WorkspaceId, OrganisationId, OwnerPersonId };
        if (OrganisationId is not null && await unit.FindAsync<int>(OrganisationSql, args) == 0)
        {
            Refuse("/organisationId", "There is no such organisation.");
        }

        if (OwnerPersonId is not null && await unit.FindAsync<int>(OwnerSql, args) == 0)
        {
            Refuse("/ownerPersonId", "There is no such person.");
        }

        var reached = Array.IndexOf(Steps, StatusOrDefault);
        var days = new (string Pointer, DateOnly? Day, string What)[] { ("/askedOn", AskedOn, "the owner was asked"), ("/answeredOn", AnsweredOn, "the owner answered"), ("/removedOn", RemovedOn, "the barrier was removed") };
        for (var step = 1; step <= days.Length; step++)
        {
            var (pointer, day, what) = days[step - 1];
            if (step == reached && day is null)
            {
                Refuse(pointer, $"Say on which day {what}.");
            }
            else if (step > reached && day is not null)
            {
                Refuse(pointer, "By its status this has not happened yet. Change the status, or leave the day out.");
            }
            else if (day > today.AddDays(1))
            {
                Refuse(pointer, "This day lies ahead.");
            }
            else if (days.Take(step - 1).Any(earlier => earlier.Day > day))
            {
                Refuse(pointer, "This is before the step that comes before it.");
            }
        }

        if (!string.IsNullOrWhiteSpace(Answer) && reached < Array.IndexOf(Steps, BarrierStatuses.Answered))
        {
            Refuse("/answer", "By its status nobody has answered yet.");
        }

        if (errors.Count > 0)
        {
            throw new ProblemException(Problems.Invalid(errors));
        }
    }

    /// <summary>The row's columns, its answer sealed under this key.</summary>
    internal object Args(CurrentUser user, Guid programmeId, Guid id, KeyStore.RecordKey? key, DateTime now, int version = 1) => new
    {
        user.WorkspaceId, ProgrammeId = programmeId, Id = id, Name = Name.Trim(), NameKey = Name.ToKey(), Definition = string.IsNullOrWhiteSpace(Definition) ? null : Definition.Trim(),
        SystemName = SystemName.Trim(), SystemKey = SystemName.ToKey(), OrganisationId, OwnerPersonId, Status = StatusOrDefault, AskedOn, AnsweredOn, RemovedOn,
        KeyId = key?.Id, Answer = key is null ? null : FreeText.Seal(key.Secret!, id, SealedFields.Answer, Answer!), UserId = user.Id, Now = now, Version = version,
    };

    /// <summary>A key for the answer, where there is one. To be called before a unit, since keys live in another store.</summary>
    internal async ValueTask<KeyStore.RecordKey?> KeyAsync(KeyStore keys, CancellationToken ct) => string.IsNullOrWhiteSpace(Answer) ? null : await keys.TakeAsync(ct);
}
