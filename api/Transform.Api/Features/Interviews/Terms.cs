using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Interviews;

/// <summary>What was agreed with the people interviewed, and who may read what they said. Every edition of it is kept.</summary>
internal sealed record Terms(string ParticipationConsent, string QuotationConsent, string SuccessionConsent, string Confidentiality)
{
    /// <param name="Reason">Ciphertext.</param>
    public sealed record SealedReason(Guid KeyId, byte[] Reason);

    [PortableSql(typeof(int?))]
    public const string LastSql = "SELECT MAX(Edition) FROM InterviewTerms WHERE WorkspaceId = @WorkspaceId AND InterviewId = @InterviewId";

    [PortableSql]
    public const string InsertSql = """
        INSERT INTO InterviewTerms (WorkspaceId, InterviewId, Edition, ParticipationConsent, QuotationConsent, SuccessionConsent, Confidentiality, KeyId, Reason, SetBy, SetAt)
        VALUES (@WorkspaceId, @InterviewId, @Edition, @ParticipationConsent, @QuotationConsent, @SuccessionConsent, @Confidentiality, @KeyId, @Reason, @UserId, @Now)
        """;

    [PortableSql]
    public const string KeysSql = "SELECT KeyId FROM InterviewTerms WHERE WorkspaceId = @WorkspaceId AND InterviewId = @InterviewId AND KeyId IS NOT NULL";

    [PortableSql]
    public const string DeleteSql = "DELETE FROM InterviewTerms WHERE WorkspaceId = @WorkspaceId AND InterviewId = @InterviewId";

    /// <summary>The reason under a key of its own; null where none was given. To be called before a unit.</summary>
    public static async ValueTask<SealedReason?> SealAsync(KeyStore keys, Guid interviewId, string? reason, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return null;
        }

        var key = await keys.TakeAsync(ct);
        return new SealedReason(key.Id, FreeText.Seal(key.Secret!, interviewId, SealedFields.Reason, reason.Trim()));
    }

    /// <summary>Adds these terms as the newest edition.</summary>
    public async Task AppendAsync(Unit unit, CurrentUser user, Guid interviewId, SealedReason? reason, DateTime now)
    {
        var last = await unit.FindAsync<int?>(LastSql, new { user.WorkspaceId, InterviewId = interviewId });
        await InsertAsync(unit, user, interviewId, (last ?? 0) + 1, reason, now);
    }

    /// <summary>Writes these terms down as one edition; a new interview's is the first.</summary>
    public Task InsertAsync(Unit unit, CurrentUser user, Guid interviewId, int edition, SealedReason? reason, DateTime now) =>
        unit.ExecuteAsync(InsertSql, new
        {
            user.WorkspaceId, InterviewId = interviewId, Edition = edition, ParticipationConsent, QuotationConsent, SuccessionConsent, Confidentiality, reason?.KeyId, reason?.Reason, UserId = user.Id, Now = now,
        });
}
