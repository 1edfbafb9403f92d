using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Discussions;

/// <summary>
/// What a discussion was about: each theme with how many contributions spoke of it, and in the words of those who agreed to be quoted.
/// Contributions whose authors refused, or withdrew their consent, are left out of every count.
/// </summary>
public static class GetDiscussionReport
{
    /// <param name="Contributions">How many contributions the report is made of.</param>
    /// <param name="LeftOut">How many are left out because their authors refused or withdrew consent.</param>
    /// <param name="Coded">How many have a passage under a theme.</param>
    /// <param name="MayBeQuoted">How many authors' words may be repeated.</param>
    /// <param name="Themes">The one with most contributions first.</param>
    public sealed record Response(
        Guid DiscussionId, string Title, string Kind, DateOnly HeldOn, string? SourceLink, string? Invitation, int Contributions, int LeftOut, int Coded, int MayBeQuoted, IReadOnlyList<Theme> Themes);

    /// <param name="Contributions">How many contributions have a passage under it.</param>
    /// <param name="Quotes">Only the words of those who agreed to be quoted.</param>
    public sealed record Theme(Guid ThemeId, string Name, string Dimension, string? Colour, int Contributions, IReadOnlyList<Quote> Quotes);

    public sealed record Quote(Guid QuoteId, Guid ContributionId, int Position, string? Author, DateTime? SaidAt, string Text);

    public sealed record ConsentRow(string Consent, int Contributions, int Coded);

    public sealed record QuoteRow(
        Guid ThemeId, string Name, string Dimension, string? Colour, Guid QuoteId, Guid QuoteKeyId, byte[] Text, Guid ContributionId, int Position, string Consent, DateTime? SaidAt,
        Guid ContributionKeyId, byte[]? Author);

    [PortableSql(typeof(ConsentRow))]
    public const string ConsentsSql = """
        SELECT x.Consent, COUNT(*) AS Contributions, SUM(x.IsCoded) AS Coded
        FROM (SELECT c.Consent, CASE WHEN EXISTS (SELECT 1 FROM Quotes q WHERE q.WorkspaceId = @WorkspaceId AND q.ContributionId = c.Id) THEN 1 ELSE 0 END AS IsCoded
            FROM Contributions c
            WHERE c.WorkspaceId = @WorkspaceId AND c.ProgrammeId = @ProgrammeId AND c.DiscussionId = @Id) x
        GROUP BY x.Consent
        """;

    [PortableSql(typeof(QuoteRow))]
    public const string QuotesSql = """
        SELECT t.Id AS ThemeId, t.Name, t.Dimension, t.Colour, q.Id AS QuoteId, q.KeyId AS QuoteKeyId, q.Text, c.Id AS ContributionId, c.Position, c.Consent, c.SaidAt,
            c.KeyId AS ContributionKeyId, c.Author
        FROM Contributions c
        JOIN Quotes q ON q.WorkspaceId = c.WorkspaceId AND q.ContributionId = c.Id
        JOIN QuoteThemes k ON k.WorkspaceId = q.WorkspaceId AND k.QuoteId = q.Id
        JOIN Themes t ON t.WorkspaceId = k.WorkspaceId AND t.Id = k.ThemeId
        WHERE c.WorkspaceId = @WorkspaceId AND c.ProgrammeId = @ProgrammeId AND c.DiscussionId = @Id AND c.Consent IN ('given', 'notAsked')
        ORDER BY t.NameKey, c.Position, q.Id
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{id:guid}/report", HandleAsync).WithName("getDiscussionReport").WithSummary("Read what a discussion was about").Requires(Scopes.ReadInterviews);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(Guid programmeId, Guid id, HttpContext http, CurrentUser user, Db db, KeyStore keys, CancellationToken ct)
    {
        var args = new { user.WorkspaceId, ProgrammeId = programmeId, Id = id };
        if (await db.FindAsync<Discussion>(Discussion.FindSql, args, ct) is not { } discussion)
        {
            return Problems.NotFound("discussion");
        }

        var consents = await db.QueryAsync<ConsentRow>(ConsentsSql, args, ct);
        var rows = await db.QueryAsync<QuoteRow>(QuotesSql, args, ct);
        var given = rows.FindAll(it => it.Consent == Consents.Given);
        var secrets = await keys.FindAsync([.. given.SelectMany(it => new[] { it.QuoteKeyId, it.ContributionKeyId })], ct);
        var counted = consents.FindAll(it => it.Consent is Consents.Given or Consents.NotAsked);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Response(
            id, discussion.Title, discussion.Kind, discussion.HeldOn, discussion.SourceLink, discussion.Invitation, counted.Sum(it => it.Contributions),
            consents.Sum(it => it.Contributions) - counted.Sum(it => it.Contributions), counted.Sum(it => it.Coded), consents.Where(it => it.Consent == Consents.Given).Sum(it => it.Contributions),
            [.. rows.GroupBy(it => it.ThemeId).Select(it => ThemeOf([.. it], secrets)).OrderByDescending(it => it.Contributions)]));
    }

    private static Theme ThemeOf(List<QuoteRow> rows, IReadOnlyDictionary<Guid, byte[]> secrets) => new(
        rows[0].ThemeId, rows[0].Name, rows[0].Dimension, rows[0].Colour, rows.Select(it => it.ContributionId).Distinct().Count(),
        [
            .. from row in rows
               where row.Consent == Consents.Given && secrets.ContainsKey(row.QuoteKeyId)
               let author = row.Author is { } name && secrets.TryGetValue(row.ContributionKeyId, out var secret) ? FreeText.Open(secret, row.ContributionId, SealedFields.Author, name) : null
               select new Quote(row.QuoteId, row.ContributionId, row.Position, author, row.SaidAt, FreeText.Open(secrets[row.QuoteKeyId], row.QuoteId, SealedFields.Quote, row.Text)),
        ]);
}
