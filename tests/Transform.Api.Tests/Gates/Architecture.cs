using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Transform.Api.Trust;

namespace Transform.Api.Tests.Gates;

/// <summary>The house's layout, as functions that find where it is broken.</summary>
public static partial class Architecture
{
    private static readonly string[] ForbiddenInDomain =
    [
        "System.IO.", "System.Data.", "System.Net.", "System.Threading.Tasks.", "System.Threading.Timer", "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Environment", "System.Console",
        "System.Random", "Microsoft.", "Dapper.",
    ];

    private static readonly HashSet<string> Clocks = new(StringComparer.Ordinal)
    {
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.Guid.NewGuid", "System.Guid.CreateVersion7",
    };

    /// <summary>Where a feature's file names another feature. They meet in FeatureList, which stands above them.</summary>
    /// <param name="features">Each feature's name with the types in its namespace.</param>
    public static IReadOnlyList<string> CrossReferences(string feature, string file, string text, IReadOnlyDictionary<string, IReadOnlyCollection<string>> features)
    {
        var named = FeatureName().Matches(text).Select(it => it.Groups[1].Value).Where(it => it != feature && features.ContainsKey(it)).Select(it => $"{file} names Features.{it}");
        var reached = Qualified().Matches(text).Select(it => (Other: it.Groups[2].Value, Type: it.Groups[3].Value))
            .Where(it => it.Other != feature && features.TryGetValue(it.Other, out var types) && types.Contains(it.Type)).Select(it => $"{file} names {it.Other}.{it.Type}");
        return [.. named.Concat(reached).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>What of the outside an assembly reaches for: files, sockets, tasks, databases, clocks, chance.</summary>
    public static IReadOnlyList<string> OutsideReached(string assemblyFile)
    {
        using var pe = new PEReader(File.OpenRead(assemblyFile));
        var reader = pe.GetMetadataReader();
        var findings = reader.TypeReferences.Select(it => Name(reader, reader.GetTypeReference(it)))
            .Where(name => ForbiddenInDomain.Any(it => name.StartsWith(it, StringComparison.Ordinal)) && !name.StartsWith("Microsoft.CodeAnalysis.", StringComparison.Ordinal))
            .ToList();
        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            if (member.Parent.Kind == HandleKind.TypeReference)
            {
                var name = $"{Name(reader, reader.GetTypeReference((TypeReferenceHandle)member.Parent))}.{reader.GetString(member.Name)}";
                if (Clocks.Contains(name))
                {
                    findings.Add(name);
                }
            }
        }

        return findings;
    }

    /// <summary>Which endpoints of the API are open without saying so, or have no name or summary.</summary>
    public static IReadOnlyList<string> Unguarded(IEnumerable<Endpoint> endpoints)
    {
        var findings = new List<string>();
        foreach (var endpoint in endpoints.OfType<RouteEndpoint>().Where(it => it.RoutePattern.RawText?.TrimStart('/').StartsWith("api/v1", StringComparison.Ordinal) == true))
        {
            var metadata = endpoint.Metadata;
            if (metadata.GetMetadata<ScopeMetadata>() is null && metadata.GetMetadata<IAllowAnonymous>() is null && metadata.GetMetadata<IAuthorizeData>() is null && metadata.GetMetadata<AuthorizationPolicy>() is null)
            {
                findings.Add($"{endpoint.DisplayName} has no policy");
            }

            if (metadata.GetMetadata<ScopeMetadata>() is not null && metadata.GetMetadata<IAllowAnonymous>() is not null)
            {
                findings.Add($"{endpoint.DisplayName} needs a scope, yet lets anybody in");
            }

            if (string.IsNullOrWhiteSpace(metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName))
            {
                findings.Add($"{endpoint.DisplayName} has no name");
            }

            if (string.IsNullOrWhiteSpace(metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary))
            {
                findings.Add($"{endpoint.DisplayName} has no summary");
            }
        }

        return findings;
    }

    [GeneratedRegex(@"\bFeatures\.(\w+)", RegexOptions.NonBacktracking)]
    private static partial Regex FeatureName();

    [GeneratedRegex(@"(^|[^.\w])(\w+)\.(\w+)", RegexOptions.NonBacktracking)]
    private static partial Regex Qualified();

    private static string Name(MetadataReader reader, TypeReference type) => $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
}
