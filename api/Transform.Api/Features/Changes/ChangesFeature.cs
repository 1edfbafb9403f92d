namespace Transform.Api.Features.Changes;

/// <summary>The workspace's history as a feed, gap-free and in commit order, for those who keep a copy.</summary>
public static class ChangesFeature
{
    public static void Map(IEndpointRouteBuilder api) => ListChanges.Map(api.MapGroup("/changes").WithTags("Changes"));
}
