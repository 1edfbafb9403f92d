using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Taxonomies;

/// <summary>
/// Says which dimensions the words of a text speak of, and which words those were, by the taxonomy's own lists. It writes nothing and
/// decides nothing: a person does.
/// </summary>
public static class SuggestFocus
{
    public sealed record Request
    {
        /// <summary>A title, or a few lines.</summary>
        [Required, NotBlank, StringLength(10_000)]
        public required string Text { get; init; }
    }

    /// <param name="Suggestion">Absent where no listed word stands in the text.</param>
    /// <param name="Reason">Why there is no suggestion.</param>
    public sealed record Response(SuggestedFocus? Suggestion, string? Reason);

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("/{id:guid}/suggestions", HandleAsync).WithName("suggestFocus").WithSummary("Suggest dimensions from the words of a text").Requires(Scopes.ReadProgrammes);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(Guid id, Request body, CurrentUser user, Db db, CancellationToken ct)
    {
        var dimensions = await db.QueryAsync<TaxonomyDimension>(TaxonomyDimension.OfTaxonomiesSql, new { user.WorkspaceId, Ids = new[] { id } }, ct);
        if (dimensions.Count == 0)
        {
            return Problems.NotFound("focus taxonomy");
        }

        var suggestion = new TaxonomyWords(dimensions).Suggest(body.Text);
        return TypedResults.Ok(new Response(suggestion, suggestion is null ? TaxonomyWords.NothingFound : null));
    }
}
