using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Coding;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Quotes;

/// <summary>One quote as its reader may see it.</summary>
public static class GetQuote
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{id:guid}", HandleAsync).WithName("getQuote").WithSummary("Read a quote").Requires(Scopes.ReadInterviews);

    public static async Task<Results<Versioned<Quote>, ProblemHttpResult>> HandleAsync(Guid programmeId, Guid id, QuoteReader reader, CancellationToken ct) =>
        await reader.FindAsync(programmeId, id, ct) is { } quote
            ? Versioned.Ok(quote, quote.Version, quote.Variant, isConfidential: quote.Text is not null)
            : Problems.NotFound("quote");
}
