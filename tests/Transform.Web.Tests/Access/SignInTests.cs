using Microsoft.Playwright;
using Transform.Api.Tests.Service;
using Transform.Web.Tests.Service;

namespace Transform.Web.Tests.Access;

public sealed class SignInTests
{
    [Fact]
    public async Task A_person_signs_in_and_a_wrong_password_is_said_at_the_top()
    {
        await using var journey = await WebJourney.PrepareAsync("administrator", width: 375, height: 740);
        await journey.OpenAsync("/sign-in", "Sign in");
        await journey.ExpectNoAxeViolationsAsync();
        await journey.Page.GetByLabel("Email address").FillAsync(journey.Email);
        await journey.Page.GetByLabel("Password", new PageGetByLabelOptions { Exact = true }).FillAsync("not the password");
        await journey.Button("Sign in").ClickAsync();
        await journey.Page.GetByText("There is a problem").WaitForAsync();
        Assert.StartsWith("Error: ", await journey.Page.TitleAsync(), StringComparison.Ordinal);
        await journey.ExpectNoAxeViolationsAsync();

        await journey.Page.GetByLabel("Password", new PageGetByLabelOptions { Exact = true }).FillAsync(TestWorkspace.Password);
        await journey.Button("Sign in").ClickAsync();
        await journey.Page.WaitForURLAsync(new Uri(journey.Workspace.Service.Address, "/").ToString());
        await journey.ExpectNoHorizontalScrollAsync();
    }
}
