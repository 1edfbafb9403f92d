using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Interviews;

/// <summary>One interview as its reader may see it. Opening somebody else's confidential notes is written down before they are answered.</summary>
public static class GetInterview
{
    public sealed record StanceRow(Guid PropositionId, int Endorsement, bool Elicited, Guid? CodedBy, string? CodedByName)
    {
        internal Stance Shown => new(PropositionId, Endorsement, Elicited, CodedBy is { } coder ? new InterviewActor(coder, CodedByName) : null);
    }

    public sealed record CommitmentRow(Guid Id, Guid KeyId, byte[] Act, DateOnly? DueOn, string Status, int Version);

    /// <summary>What a reader gets, and what tells two readers' answers apart.</summary>
    internal sealed record Opened(Interview Body, string Variant)
    {
        public bool IsConfidential => Body.Notes is not null || Body.Commitments.Count > 0 || Body.FurtherNotes.Any(it => it.Notes is not null);

        /// <summary>True where somebody else's confidential notes, or what was promised in confidence, are in the answer.</summary>
        public bool IsOpening(CurrentUser reader) =>
            Body.Confidentiality != Confidentiality.Programme
            && (((Body.Notes is not null || Body.Commitments.Any(it => it.Act is not null)) && Body.CreatedBy != reader.Id) || Body.FurtherNotes.Any(it => it.Notes is not null && it.UserId != reader.Id));

        public Versioned<Interview> Ok() => Versioned.Ok(Body, Body.Version, Variant, IsConfidential);
    }

    [PortableSql(typeof(Participant))]
    public const string ParticipantsSql = """
        SELECT q.PersonId, p.Name, p.OrganisationId, o.Name AS OrganisationName, o.Sector
        FROM InterviewParticipants q
        JOIN People p ON p.WorkspaceId = q.WorkspaceId AND p.Id = q.PersonId
        LEFT JOIN Organisations o ON o.WorkspaceId = p.WorkspaceId AND o.Id = p.OrganisationId
        WHERE q.WorkspaceId = @WorkspaceId AND q.ProgrammeId = @ProgrammeId AND q.InterviewId = @Id
        ORDER BY p.NameKey, q.PersonId
        """;

    [PortableSql(typeof(Interviewer))]
    public const string InterviewersSql = """
        SELECT q.UserId, u.Name
        FROM InterviewInterviewers q
        JOIN Users u ON u.WorkspaceId = q.WorkspaceId AND u.Id = q.UserId
        WHERE q.WorkspaceId = @WorkspaceId AND q.ProgrammeId = @ProgrammeId AND q.InterviewId = @Id
        ORDER BY u.EmailKey
        """;

    [PortableSql(typeof(StanceRow))]
    public const string StancesSql = """
        SELECT s.PropositionId, s.Endorsement, s.Elicited, s.CodedBy, COALESCE(u.Name, k.Name) AS CodedByName
        FROM InterviewStances s
        JOIN Propositions p ON p.WorkspaceId = s.WorkspaceId AND p.Id = s.PropositionId
        LEFT JOIN Users u ON u.WorkspaceId = s.WorkspaceId AND u.Id = s.CodedBy
        LEFT JOIN ApiKeys k ON k.WorkspaceId = s.WorkspaceId AND k.Id = s.CodedBy
        WHERE s.WorkspaceId = @WorkspaceId AND s.ProgrammeId = @ProgrammeId AND s.InterviewId = @Id
        ORDER BY p.StatementKey
        """;

    [PortableSql(typeof(Mention))]
    public const string MentionsSql = """
        SELECT m.ThemeId, m.Dimension
        FROM InterviewMentions m
        JOIN Themes t ON t.WorkspaceId = m.WorkspaceId AND t.Id = m.ThemeId
        WHERE m.WorkspaceId = @WorkspaceId AND m.ProgrammeId = @ProgrammeId AND m.InterviewId = @Id
            AND NOT EXISTS (SELECT 1 FROM Interviews i WHERE i.WorkspaceId = @WorkspaceId AND i.Id = @Id AND
        """ + " " + QuoteRule.CodedBlindSql + """
        )
        ORDER BY t.NameKey
        """;

    [PortableSql(typeof(CommitmentRow))]
    public const string CommitmentsSql = """
        SELECT Id, KeyId, Act, DueOn, Status, Version
        FROM Commitments
        WHERE WorkspaceId = @WorkspaceId AND InterviewId = @Id
        ORDER BY CreatedAt, Id
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{id:guid}", HandleAsync).WithName("getInterview").WithSummary("Read an interview").Requires(Scopes.ReadInterviews);

    public static async Task<Results<Versioned<Interview>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid id, HttpContext http, CurrentUser user, Db db, KeyStore keys, AccessLog accessLog, CancellationToken ct)
    {
        if (await FindAsync(programmeId, id, user, db, keys, ct) is not { } opened)
        {
            return Problems.NotFound("interview");
        }

        var body = opened.Body;
        if (opened.IsOpening(user) && !Versioned.IsHeldBy(http, Versioned.ETag(body.Version, opened.Variant)))
        {
            await accessLog.RecordAsync(user, "interview", id, body.Version, ct);
        }

        return opened.Ok();
    }

    /// <summary>Reads an interview and leaves out what this reader may not see; null where it does not exist for them.</summary>
    internal static async Task<Opened?> FindAsync(Guid programmeId, Guid id, CurrentUser user, Db db, KeyStore keys, CancellationToken ct)
    {
        var args = new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, UserId = user.Id };
        if (await db.FindAsync<InterviewRow>(InterviewRow.FindSql, args, ct) is not { } row)
        {
            return null;
        }

        var opens = Confidentiality.OpensTo(user, row.Held);
        var names = Confidentiality.NamesTo(user, row.Held);
        var participants = names ? await db.QueryAsync<Participant>(ParticipantsSql, args, ct) : [];
        var interviewers = await db.QueryAsync<Interviewer>(InterviewersSql, args, ct);
        var stances = (await db.QueryAsync<StanceRow>(StancesSql, args, ct)).ConvertAll(it => it.Shown);
        var mentions = await db.QueryAsync<Mention>(MentionsSql, args, ct);
        var further = await db.QueryAsync<WriteFurtherNotes.Row>(WriteFurtherNotes.ListSql, args, ct);
        var links = names ? (await db.QueryAsync<FollowUps.Row>(FollowUps.OfSql, args, ct)).FindAll(it => it.ShowsTo(user)) : [];
        var promised = opens ? await db.QueryAsync<CommitmentRow>(CommitmentsSql, args, ct) : [];

        // A further interviewer opens their own notes, whatever the interview's level.
        bool OpensFurther(WriteFurtherNotes.Row it) => opens || it.UserId == user.Id;
        var keyIds = promised.ConvertAll(it => it.KeyId);
        keyIds.AddRange(further.FindAll(OpensFurther).Select(it => it.KeyId));
        if (opens && row.KeyId is { } keyId)
        {
            keyIds.Add(keyId);
        }

        var secrets = keyIds.Count == 0 ? new Dictionary<Guid, byte[]>() : await keys.FindAsync(keyIds, ct);
        var notes = opens && row is { KeyId: { } key, Notes: { } text } && secrets.TryGetValue(key, out var secret) ? FreeText.Open(secret, id, SealedFields.Notes, text) : null;
        var commitments = promised.ConvertAll(it => new InterviewCommitment(
            it.Id, secrets.TryGetValue(it.KeyId, out var own) ? FreeText.Open(own, it.Id, SealedFields.Act, it.Act) : null, it.DueOn, it.Status));

        var furtherNotes = further.ConvertAll(it => new FurtherNotes(
            it.UserId, it.Name, OpensFurther(it) && secrets.TryGetValue(it.KeyId, out var own) ? FreeText.Open(own, id, SealedFields.FurtherNotesOf(it.UserId), it.Notes) : null,
            NotesHeld: !OpensFurther(it), it.Version, it.RevisedAt));

        var body = new Interview(
            row.Id, row.HeldAt, row.Minutes, row.Kind, participants, ParticipantsHeld: !names, interviewers, row.ParticipationConsent, row.QuotationConsent,
            row.SuccessionConsent, row.Confidentiality, notes, NotesHeld: !opens && row.Notes is not null, furtherNotes, stances, row.CommitmentAsked, mentions, commitments,
            links.Find(it => it.InterviewId == id)?.FollowsId, [.. links.Where(it => it.FollowsId == id).Select(it => it.InterviewId)], row.CreatedBy, row.CreatedAt, row.RevisedAt, row.Version);
        return new Opened(body, VariantOf(body, opens, promised.Select(it => (it.Id, it.Version))));
    }

    /// <summary>What can change in an answer while the interview's version does not: rights, names, and commitments, which have versions of their own.</summary>
    internal static string VariantOf(Interview body, bool opens, IEnumerable<(Guid Id, int Version)> promised)
    {
        var text = string.Join('\n', body.Participants.Select(it => $"{it.Name}\t{it.OrganisationId}\t{it.OrganisationName}\t{it.Sector}")
            .Concat(body.Interviewers.Select(it => it.Name))
            .Concat(body.Mentions.Select(it => $"{it.ThemeId} {it.Dimension}"))
            .Concat(promised.Select(it => string.Create(CultureInfo.InvariantCulture, $"{it.Id} {it.Version}")))
            .Concat(body.Stances.Select(it => it.CodedBy?.Name))
            .Concat(body.FurtherNotes.Select(it => string.Create(CultureInfo.InvariantCulture, $"{it.UserId} {it.Version} {it.Name}")))
            .Concat(body.FollowedBy.Append(body.FollowsId ?? Guid.Empty).Select(it => it.ToString()))
            .Append(opens ? "open" : "held"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6));
    }
}
