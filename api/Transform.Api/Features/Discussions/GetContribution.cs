using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Discussions;

/// <summary>One contribution.</summary>
public static class GetContribution
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{id:guid}", HandleAsync).WithName("getContribution").WithSummary("Read a contribution").Requires(Scopes.ReadInterviews);

    public static async Task<Results<Versioned<Contribution>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid discussionId, Guid id, CurrentUser user, Db db, KeyStore keys, CancellationToken ct) =>
        await ContributionRow.FindAsync(programmeId, discussionId, id, user, db, keys, ct) is { } contribution
            ? Versioned.Ok(contribution, contribution.Version, VariantOf(contribution), isConfidential: true)
            : Problems.NotFound("contribution");

    internal static string Path(Guid programmeId, Contribution contribution) =>
        $"{DiscussionsFeature.Path(programmeId, contribution.DiscussionId)}/contributions/{contribution.Id}";

    /// <summary>Coding changes what is shown and leaves the version.</summary>
    internal static string VariantOf(Contribution contribution) =>
        Versioned.VariantOf(contribution.ThemeIds.Order().Select(it => it.ToString("N")).Append($"{contribution.Quotes} {contribution.Text is null}"));
}
