using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Coding;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Quotes;

/// <summary>Every level of its own that a quote was given, newest first, with the reason, for those who may read its words.</summary>
public static class ListQuoteTerms
{
    public sealed record Row(int Edition, string? Confidentiality, Guid? KeyId, byte[]? Reason, Guid SetBy, string? SetByName, DateTime SetAt);

    /// <param name="Confidentiality">Absent where it became as confidential as its interview again.</param>
    /// <param name="Reason">Why more people may read it; absent where nothing had to be said.</param>
    public sealed record QuoteTerm(int Edition, string? Confidentiality, string? Reason, QuoteCoder SetBy, DateTime SetAt);

    [PortableSql(typeof(Row), Paged = true)]
    public const string Sql = """
        SELECT t.Edition, t.Confidentiality, t.KeyId, t.Reason, t.SetBy, COALESCE(u.Name, k.Name) AS SetByName, t.SetAt
        FROM QuoteTerms t
        LEFT JOIN Users u ON u.WorkspaceId = t.WorkspaceId AND u.Id = t.SetBy
        LEFT JOIN ApiKeys k ON k.WorkspaceId = t.WorkspaceId AND k.Id = t.SetBy
        WHERE t.WorkspaceId = @WorkspaceId AND t.QuoteId = @Id AND t.Edition < @Before
        ORDER BY t.Edition DESC
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{id:guid}/terms", HandleAsync).WithName("listQuoteTerms").WithSummary("List the levels that a quote was given").Requires(Scopes.ReadInterviews);

    public static async Task<Results<Page<QuoteTerm>, ProblemHttpResult>> HandleAsync(Guid programmeId, Guid id, Paging paging, CurrentUser user, Db db, KeyStore keys, CancellationToken ct)
    {
        var args = new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, UserId = user.Id, Before = (int)paging.Number(0, int.MaxValue), paging.Take };
        if (await db.FindAsync<QuoteRow>(QuoteRow.FindSql, args, ct) is not { } quote)
        {
            return Problems.NotFound("quote");
        }

        if (!QuoteRule.OpensTo(user, quote.Held))
        {
            return Problems.Forbidden("Only those who may read a quote's words are told why it was opened to more people.");
        }

        var rows = await db.QueryAsync<Row>(db.Page(Sql), args, ct);
        var secrets = await keys.FindAsync([.. rows.Select(it => it.KeyId).OfType<Guid>()], ct);
        return paging.Page(rows.ConvertAll(it => new QuoteTerm(
            it.Edition, it.Confidentiality, it is { KeyId: { } key, Reason: { } reason } && secrets.TryGetValue(key, out var secret) ? FreeText.Open(secret, id, SealedFields.Reason, reason) : null,
            new QuoteCoder(it.SetBy, it.SetByName ?? ""), it.SetAt)), last => [last.Edition]) with { IsConfidential = true };
    }
}
