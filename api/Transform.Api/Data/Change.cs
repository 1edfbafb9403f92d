namespace Transform.Api.Data;

/// <summary>What a unit of work did, as the spine will say it. It holds ids and kinds, never a name or a text.</summary>
/// <param name="Operation"><c>created</c>, <c>revised</c> or <c>deleted</c>, or another past participle.</param>
/// <param name="Kind">The noun of the subject, for example <c>activity</c>.</param>
/// <param name="ProgrammeId">The programme whose scores the change makes stale, if it belongs to one.</param>
public sealed record Change(string Operation, string Kind, Guid SubjectId, Guid? ProgrammeId = null)
{
    public static Change Created(string kind, Guid id, Guid? programmeId = null) => new("created", kind, id, programmeId);

    public static Change Revised(string kind, Guid id, Guid? programmeId = null) => new("revised", kind, id, programmeId);

    public static Change Deleted(string kind, Guid id, Guid? programmeId = null) => new("deleted", kind, id, programmeId);
}
