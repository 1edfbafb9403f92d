namespace Transform.Api.Features.Programmes;

/// <summary>Programmes, who works on them, and the groups who must change how they work.</summary>
public static class ProgrammesFeature
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/programmes").WithTags("Programmes");
        ListProgrammes.Map(group);
        CreateProgramme.Map(group);
        GetProgramme.Map(group);
        ReviseProgramme.Map(group);
        DeleteProgramme.Map(group);
        ChangeGroup.MapAll(api);
    }
}

public static class ProgrammeStatuses
{
    public const string Planned = "planned";
    public const string Running = "running";
    public const string Finished = "finished";
}

/// <summary>What a member is in a programme: a lead sets it up, chooses its members and reads leads-only notes.</summary>
public static class MemberParts
{
    public const string Lead = "lead";
    public const string Contributor = "contributor";
}
