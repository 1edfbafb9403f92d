using Transform.Api.Scores;
using Transform.Api.Trust;

namespace Transform.Api.Features.Balance;

/// <summary>
/// The balance of focus: computed by a job, read from its rows. Only what is done and has been given a focus counts as a deed: planned and cancelled
/// activities do not. Capital stands apart from running cost. Sealed interviews, and those whose participant did not consent, enter nothing.
/// </summary>
public static class BalanceFeature
{
    public static void Add(IServiceCollection services) => services.AddScoped<IMeasure, BalanceMeasure>();

    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/programmes/{programmeId:guid}/balance").WithTags("Balance").WithinProgramme();
        GetBalance.Map(group);
        GetBalanceHistory.Map(group);
        GetBalanceEvidence.Map(group);
    }
}

/// <summary>Where attention can be seen, by the names that addresses and results use.</summary>
public static class StreamNames
{
    public const string Mentions = "mentions";
    public const string Activities = "activities";
    public const string Hours = "hours";
    public const string Money = "money";
    public const string AgendaMinutes = "agendaMinutes";
    public const string Milestones = "milestones";
}
