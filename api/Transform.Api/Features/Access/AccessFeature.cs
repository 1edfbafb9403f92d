using Transform.Api.Trust;

namespace Transform.Api.Features.Access;

/// <summary>Setting up a workspace, signing in and out, and who may.</summary>
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
        ChangePassword.Map(group);
        ListColleagues.Map(group);

        var users = api.MapGroup("/users").WithTags("Users").Requires(Scopes.Administer);
        ListUsers.Map(users);
        CreateUser.Map(users);
        GetUser.Map(users);
        ReviseUser.Map(users);
        DisableUser.Map(users);
        SetUserPassword.Map(users);
    }
}
