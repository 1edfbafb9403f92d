namespace Transform.Api.Features.Access;

/// <summary>Setting up a workspace, signing in and out.</summary>
public static class AccessFeature
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Access");
        GetSetup.Map(group);
        SetUp.Map(group);
        SignIn.Map(group);
        GetSession.Map(group);
        SignOut.Map(group);
    }
}
