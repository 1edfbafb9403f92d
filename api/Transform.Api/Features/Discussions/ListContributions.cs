using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Discussions;

/// <summary>A discussion's contributions in their order; <c>?consent=</c> and <c>?uncoded=true</c> narrow the list.</summary>
public static class ListContributions
{
    [PortableSql(typeof(ContributionRow), Paged = true)]
    public const string Sql = ContributionRow.Shown + """

            AND (@Consent IS NULL OR c.Consent = @Consent)
            AND (@Uncoded = 0 OR NOT EXISTS (SELECT 1 FROM Quotes u WHERE u.WorkspaceId = @WorkspaceId AND u.ContributionId = c.Id))
            AND c.Position >= @Position AND (c.Position > @Position OR c.Id > @Id)
        ORDER BY c.Position, c.Id
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("listContributions").WithSummary("List a discussion's contributions").Requires(Scopes.ReadInterviews);

    public static async Task<Microsoft.AspNetCore.Http.HttpResults.Results<Page<Contribution>, Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid discussionId, [OneOf(typeof(Consents))] string? consent, bool? uncoded, Paging paging, CurrentUser user, Db db, KeyStore keys, CancellationToken ct)
    {
        if (await db.FindAsync<Discussion>(Discussion.FindSql, new { user.WorkspaceId, ProgrammeId = programmeId, Id = discussionId }, ct) is null)
        {
            return Problems.NotFound("discussion");
        }

        return await paging.UnlessUnchangedAsync(db, async () =>
        {
            var rows = await db.QueryAsync<ContributionRow>(db.Page(Sql), new
            {
                user.WorkspaceId, ProgrammeId = programmeId, DiscussionId = discussionId, Consent = consent, Uncoded = uncoded == true,
                Position = (int)paging.Number(0, 0), Id = paging.Id(1, Guid.Empty), paging.Take,
            }, ct);
            return paging.Page(await ContributionRow.OpenAsync(rows, user, db, keys, ct), last => [last.Position, last.Id]) with { IsConfidential = true };
        }, ct);
    }
}
