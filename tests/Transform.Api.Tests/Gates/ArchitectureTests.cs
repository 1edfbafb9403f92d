using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Transform.Api.Features;
using Transform.Api.Tests.Service;
using Transform.Api.Trust;

namespace Transform.Api.Tests.Gates;

public sealed class ArchitectureTests
{
    private static readonly Dictionary<string, IReadOnlyCollection<string>> Features = typeof(TransformApplication).Assembly.GetTypes()
        .Where(it => it.Namespace?.StartsWith("Transform.Api.Features.", StringComparison.Ordinal) == true && !it.IsNested)
        .GroupBy(it => it.Namespace!.Split('.')[3], StringComparer.Ordinal)
        .ToDictionary(it => it.Key, IReadOnlyCollection<string> (it) => [.. it.Select(type => type.Name.Split('`')[0]).Distinct(StringComparer.Ordinal)], StringComparer.Ordinal);

    [Fact]
    public void Features_never_name_each_other()
    {
        var root = Path.Combine(Repository.Root, "api", "Transform.Api", "Features");
        var files = Directory.GetFiles(root, "*.cs", SearchOption.AllDirectories).Where(it => Path.GetDirectoryName(it) != root).ToList();
        Assert.True(files.Count > 20);
        Assert.Empty(files.SelectMany(it => Architecture.CrossReferences(Path.GetRelativePath(root, it).Split(Path.DirectorySeparatorChar)[0], Path.GetRelativePath(root, it), File.ReadAllText(it), Features)));
    }

    [Theory]
    [InlineData("using Transform.Api.Features.Organisations;")]
    [InlineData("var x = Transform.Api.Features.Programmes.ProgrammeStatuses.Acute;")]
    [InlineData("unit.FindAsync(Organisations.Organisation.FindSql, args)")]
    [InlineData("[OneOf(typeof(Programmes.ProgrammeStatuses))]")]
    public void A_feature_that_names_another_is_found(string text) => Assert.NotEmpty(Architecture.CrossReferences("Keys", "seeded.cs", text, Features));

    [Fact]
    public void Words_that_only_look_like_a_feature_are_not() =>
        Assert.Empty(Architecture.CrossReferences("Keys", "seeded.cs", "/// Organisations. Sectors … row.Organisations.Count; namespace Transform.Api.Features.Keys; $\"{FeatureList.Base}/organisations\"", Features));

    [Fact]
    public void The_domain_is_arithmetic_alone() => Assert.Empty(Architecture.OutsideReached(typeof(Domain.FocusTaxonomy).Assembly.Location));

    [Theory]
    [InlineData("System.IO.File")]
    [InlineData("System.Threading.Tasks.Task")]
    [InlineData("System.Data.Common.DbConnection")]
    [InlineData("System.TimeProvider")]
    [InlineData("System.Guid.CreateVersion7")]
    public void An_assembly_that_reaches_outside_is_found(string name) => Assert.Contains(name, Architecture.OutsideReached(typeof(TransformApplication).Assembly.Location));

    [Fact]
    public void Every_endpoint_has_a_policy_a_name_and_a_summary()
    {
        var endpoints = TestService.Shared.Services.GetRequiredService<EndpointDataSource>().Endpoints;
        Assert.Contains(endpoints.OfType<RouteEndpoint>(), it => it.RoutePattern.RawText!.Contains($"{FeatureList.Base}/organisations", StringComparison.Ordinal));
        Assert.Empty(Architecture.Unguarded(endpoints));
    }

    [Fact]
    public void An_endpoint_without_them_is_found()
    {
        Assert.Equal(["a has no policy", "a has no name", "a has no summary"], Architecture.Unguarded([Endpoint("a")]));
        Assert.Contains("b needs a scope, yet lets anybody in", Architecture.Unguarded([Endpoint("b", new ScopeMetadata(Scopes.ReadPeople), new AllowAnonymousAttribute())]));
        Assert.Empty(Architecture.Unguarded([Endpoint("c", new ScopeMetadata(Scopes.ReadPeople), new EndpointNameMetadata("c"), new EndpointSummaryAttribute("C"))]));
    }

    private static RouteEndpoint Endpoint(string name, params object[] metadata) =>
        new(_ => Task.CompletedTask, RoutePatternFactory.Parse("/api/v1/seeded"), order: 0, new EndpointMetadataCollection(metadata), name);
}
