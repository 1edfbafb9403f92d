using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Interviews;

/// <summary>What was agreed with the people interviewed, and how it changed, newest first. Why more people may read it is told to those who may.</summary>
public static class ListInterviewTerms
{
    /// <param name="Edition">1 is what was agreed when the interview was logged.</param>
    /// <param name="Reason">Why the confidentiality changed. Absent for those who may not open the notes.</param>
    public sealed record InterviewTerms(
        int Edition, string ParticipationConsent, string QuotationConsent, string SuccessionConsent, string Confidentiality, string? Reason, InterviewActor SetBy, DateTime SetAt);

    public sealed record Row(
        int Edition, string ParticipationConsent, string QuotationConsent, string SuccessionConsent, string Confidentiality, Guid? KeyId, byte[]? Reason, Guid SetBy, string? SetByName, DateTime SetAt);

    [PortableSql(typeof(Row), Paged = true)]
    public const string Sql = """
        SELECT t.Edition, t.ParticipationConsent, t.QuotationConsent, t.SuccessionConsent, t.Confidentiality, t.KeyId, t.Reason, t.SetBy, COALESCE(u.Name, k.Name) AS SetByName, t.SetAt
        FROM InterviewTerms t
        LEFT JOIN Users u ON u.WorkspaceId = t.WorkspaceId AND u.Id = t.SetBy
        LEFT JOIN ApiKeys k ON k.WorkspaceId = t.WorkspaceId AND k.Id = t.SetBy
        WHERE t.WorkspaceId = @WorkspaceId AND t.InterviewId = @Id AND t.Edition < @Before
        ORDER BY t.Edition DESC
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{id:guid}/terms", HandleAsync).WithName("listInterviewTerms").WithSummary("List what was agreed with the people interviewed, and when").Requires(Scopes.ReadInterviews);

    public static async Task<Results<Page<InterviewTerms>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid id, Paging paging, CurrentUser user, Db db, KeyStore keys, CancellationToken ct)
    {
        if (await db.FindAsync<InterviewRow>(InterviewRow.FindSql, new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, UserId = user.Id }, ct) is not { } interview)
        {
            return Problems.NotFound("interview");
        }

        var rows = await db.QueryAsync<Row>(db.Page(Sql), new { user.WorkspaceId, Id = id, Before = paging.Whole(0, int.MaxValue), paging.Take }, ct);
        var opens = Confidentiality.OpensTo(user, interview.Held);
        var keyIds = opens ? rows.FindAll(it => it.KeyId is not null).ConvertAll(it => it.KeyId!.Value) : [];
        var secrets = keyIds.Count == 0 ? new Dictionary<Guid, byte[]>() : await keys.FindAsync(keyIds, ct);
        var shown = rows.ConvertAll(it => new InterviewTerms(
            it.Edition, it.ParticipationConsent, it.QuotationConsent, it.SuccessionConsent, it.Confidentiality,
            it is { KeyId: { } key, Reason: { } reason } && secrets.TryGetValue(key, out var secret) ? FreeText.Open(secret, id, SealedFields.Reason, reason) : null,
            new InterviewActor(it.SetBy, it.SetByName), it.SetAt));
        return paging.Page(shown, last => [last.Edition]) with { IsConfidential = keyIds.Count > 0 };
    }
}
