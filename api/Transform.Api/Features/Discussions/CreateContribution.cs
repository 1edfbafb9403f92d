using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Discussions;

/// <summary>Adds one contribution at the end of a discussion. The same words by the same author at the same time stand there once.</summary>
public static class CreateContribution
{
    public const int LongestText = 5000;
    public const int LongestAuthor = 200;

    public sealed record Request
    {
        [Required, NotBlank, StringLength(LongestText)]
        public required string Text { get; init; }

        /// <summary>The name or handle under which it was said; shown only once the person agreed to be quoted.</summary>
        [NotBlank, StringLength(LongestAuthor)]
        public string? Author { get; init; }

        [SensibleDate]
        public DateTime? SaidAt { get; init; }

        /// <summary>Whether the words may be repeated: <c>notAsked</c> unless told.</summary>
        [OneOf(typeof(Consents))]
        public string? Consent { get; init; }
    }

    /// <summary>A contribution as it is kept, before it has a place in the discussion.</summary>
    internal sealed record Made(Guid Id, Guid KeyId, byte[] Text, byte[]? Author, DateTime? SaidAt, string Consent, string Fingerprint);

    [PortableSql]
    public const string LastPositionSql = "SELECT COALESCE(MAX(Position), 0) FROM Contributions WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND DiscussionId = @DiscussionId";

    [PortableSql]
    public const string InsertSql = """
        INSERT INTO Contributions (WorkspaceId, Id, ProgrammeId, DiscussionId, Position, SaidAt, Consent, KeyId, Author, Text, Fingerprint, CreatedBy, CreatedAt, RevisedAt, Version)
        VALUES (@WorkspaceId, @Id, @ProgrammeId, @DiscussionId, @Position, @SaidAt, @Consent, @KeyId, @Author, @Text, @Fingerprint, @UserId, @Now, @Now, 1)
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("", HandleAsync).WithName("createContribution").WithSummary("Add a contribution").Requires(Scopes.WriteInterviews);

    public static async Task<Results<Versioned<Contribution>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid discussionId, Request body, CurrentUser user, Db db, KeyStore keys, Secrets secrets, TimeProvider clock, CancellationToken ct)
    {
        var contribution = await SealAsync(keys, secrets, discussionId, body.Text, body.Author, body.SaidAt, body.Consent ?? Consents.NotAsked, ct);
        try
        {
            var written = await db.WriteAsync<IResult>(user, Change.Created("contribution", contribution.Id, programmeId), async unit =>
            {
                var of = new { user.WorkspaceId, ProgrammeId = programmeId, DiscussionId = discussionId, Id = discussionId };
                if (await unit.FindAsync<Discussion>(Discussion.FindSql, of) is null)
                {
                    return Problems.NotFound("discussion");
                }

                var made = await unit.OnceAsync(contribution.Id, async () => await InsertAsync(unit, user, programmeId, discussionId, [contribution], clock.UtcNow()));
                return Versioned.Ok(made, version: 1);
            }, ct);
            if (Problems.Of(written) is { } refused)
            {
                return refused;
            }

            return await ContributionRow.FindAsync(programmeId, discussionId, ((Versioned<Guid>)written).Body, user, db, keys, ct) is { } shown
                ? Versioned.Created(shown, shown.Version, GetContribution.Path(programmeId, shown), GetContribution.VariantOf(shown), isConfidential: true)
                : Problems.NotFound("contribution");
        }
        catch (Exception exception) when (db.IsUniqueViolation(exception))
        {
            return Problems.Conflict("This contribution is here already: the same words by the same author at the same time.");
        }
    }

    /// <summary>The words under a key of their own. To be called before a unit, since keys live in another store.</summary>
    internal static async Task<Made> SealAsync(KeyStore keys, Secrets secrets, Guid discussionId, string text, string? author, DateTime? saidAt, string consent, CancellationToken ct)
    {
        var (id, key) = (NewId.Next(), await keys.TakeAsync(ct));
        return new Made(
            id, key.Id, FreeText.Seal(key.Secret!, id, SealedFields.Contribution, text.Trim()), author is null ? null : FreeText.Seal(key.Secret!, id, SealedFields.Author, author.Trim()),
            saidAt, consent, FingerprintOf(secrets, discussionId, text, author, saidAt));
    }

    /// <summary>Tells whether two contributions are the same without saying what either holds. Consent is left out: what became of it since an import stands.</summary>
    internal static string FingerprintOf(Secrets secrets, Guid discussionId, string text, string? author, DateTime? saidAt) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secrets.For("contributions"), Encoding.UTF8.GetBytes(
            string.Join('\0', discussionId.ToString("N"), saidAt?.ToString("O", CultureInfo.InvariantCulture), author?.Trim(), text.Trim().ReplaceLineEndings("\n")))));

    internal static async Task InsertAsync(Unit unit, CurrentUser user, Guid programmeId, Guid discussionId, IReadOnlyList<Made> contributions, DateTime now)
    {
        var last = await unit.FindAsync<int>(LastPositionSql, new { user.WorkspaceId, ProgrammeId = programmeId, DiscussionId = discussionId });
        await unit.ExecuteAsync(InsertSql, contributions.Select((it, i) => new
        {
            user.WorkspaceId, it.Id, ProgrammeId = programmeId, DiscussionId = discussionId, Position = last + 1 + i, it.SaidAt, it.Consent, it.KeyId, it.Author, it.Text, it.Fingerprint,
            UserId = user.Id, Now = now,
        }));
    }
}
