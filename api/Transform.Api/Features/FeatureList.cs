using Transform.Api.Features.Access;
using Transform.Api.Features.Activities;
using Transform.Api.Features.Balance;
using Transform.Api.Features.BlindCodings;
using Transform.Api.Features.Barriers;
using Transform.Api.Features.Calendars;
using Transform.Api.Features.Changes;
using Transform.Api.Features.CodingAgreements;
using Transform.Api.Features.Commitments;
using Transform.Api.Features.Coverage;
using Transform.Api.Features.Discussions;
using Transform.Api.Features.Interviews;
using Transform.Api.Features.Keys;
using Transform.Api.Features.Memos;
using Transform.Api.Features.Organisations;
using Transform.Api.Features.People;
using Transform.Api.Features.Portfolios;
using Transform.Api.Features.Programmes;
using Transform.Api.Features.Propositions;
using Transform.Api.Features.Quotes;
using Transform.Api.Features.Samples;
using Transform.Api.Features.Saturation;
using Transform.Api.Features.SayDo;
using Transform.Api.Features.Taxonomies;
using Transform.Api.Features.Themes;
using Transform.Api.Features.Workspaces;
using Transform.Api.Scores;

namespace Transform.Api.Features;

/// <summary>Every feature, once.</summary>
public static class FeatureList
{
    public const string Base = "/api/v1";

    public static void AddFeatures(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        ScoresSetup.Add(services);
        BalanceFeature.Add(services);
        SayDoFeature.Add(services);
        SaturationFeature.Add(services);
        CoverageFeature.Add(services);
        CodingAgreementsFeature.Add(services);
        CommitmentsFeature.Add(services);
    }

    public static void MapFeatures(this WebApplication app)
    {
        var api = app.MapGroup(Base);
        AccessFeature.Map(api);
        KeysFeature.Map(api);
        OrganisationsFeature.Map(api);
        ThemesFeature.Map(api);
        QuotesFeature.Map(api);
        BlindCodingsFeature.Map(api);
        MemosFeature.Map(api);
        PropositionsFeature.Map(api);
        TaxonomiesFeature.Map(api);
        ProgrammesFeature.Map(api);
        BalanceFeature.Map(api);
        SayDoFeature.Map(api);
        SaturationFeature.Map(api);
        CoverageFeature.Map(api);
        CodingAgreementsFeature.Map(api);
        InterviewsFeature.Map(api);
        CommitmentsFeature.Map(api);
        DiscussionsFeature.Map(api);
        CalendarsFeature.Map(api);
        BarriersFeature.Map(api);
        PeopleFeature.Map(api);
        PortfoliosFeature.Map(api);
        SamplesFeature.Map(api);
        WorkspacesFeature.Map(api);
        ChangesFeature.Map(api);
        ActivitiesFeature.Map(api);
    }
}
