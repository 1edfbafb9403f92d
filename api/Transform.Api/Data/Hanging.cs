namespace Transform.Api.Data;

/// <summary>
/// What hangs on a record that several features remove: its places behind barriers, and the reminders of it. Whoever deletes interviews or
/// commitments runs these in the same unit, before their own.
/// </summary>
public static class Hanging
{
    /// <summary>Takes <c>@InterviewId</c>: the interview itself, its commitments and its quotes.</summary>
    [PortableSql]
    public const string BarrierEvidenceOfInterviewSql = """
        DELETE FROM BarrierEvidence
        WHERE WorkspaceId = @WorkspaceId
            AND (InterviewId = @InterviewId
                OR EXISTS (SELECT 1 FROM Commitments c WHERE c.WorkspaceId = @WorkspaceId AND c.Id = BarrierEvidence.CommitmentId AND c.InterviewId = @InterviewId)
                OR EXISTS (SELECT 1 FROM Quotes q WHERE q.WorkspaceId = @WorkspaceId AND q.Id = BarrierEvidence.QuoteId AND q.InterviewId = @InterviewId))
        """;

    /// <summary>Takes <c>@InterviewId</c>.</summary>
    [PortableSql]
    public const string RemindersOfInterviewSql = """
        DELETE FROM Reminders
        WHERE WorkspaceId = @WorkspaceId
            AND EXISTS (SELECT 1 FROM Commitments c WHERE c.WorkspaceId = @WorkspaceId AND c.Id = Reminders.CommitmentId AND c.InterviewId = @InterviewId)
        """;

    /// <summary>Takes <c>@CommitmentId</c>.</summary>
    [PortableSql]
    public const string BarrierEvidenceOfCommitmentSql = "DELETE FROM BarrierEvidence WHERE WorkspaceId = @WorkspaceId AND CommitmentId = @CommitmentId";

    /// <summary>Takes <c>@CommitmentId</c>.</summary>
    [PortableSql]
    public const string RemindersOfCommitmentSql = "DELETE FROM Reminders WHERE WorkspaceId = @WorkspaceId AND CommitmentId = @CommitmentId";
}
