using Transform.Api.Data;
using Transform.Api.Trust;

namespace Transform.Api.Features.Discussions;

/// <summary>What people said in the open, such as a tweet chat: who said what and whether it may be repeated. It is coded like an interview, and enters no figure made of interviews.</summary>
public static class DiscussionsFeature
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/programmes/{programmeId:guid}/discussions").WithTags("Discussions").WithinProgramme();
        ListDiscussions.Map(group);
        CreateDiscussion.Map(group);
        GetDiscussion.Map(group);
        ReviseDiscussion.Map(group);
        DeleteDiscussion.Map(group);
        GetDiscussionReport.Map(group);

        var contributions = group.MapGroup("/{discussionId:guid}/contributions");
        ListContributions.Map(contributions);
        CreateContribution.Map(contributions);
        ImportContributions.Map(contributions);
        GetContribution.Map(contributions);
        ReviseContribution.Map(contributions);
        DeleteContribution.Map(contributions);
    }

    internal static string Path(Guid programmeId, Guid id) => $"{FeatureList.Base}/programmes/{programmeId}/discussions/{id}";
}

/// <param name="Contributions">How many contributions it holds.</param>
/// <param name="Coded">How many of them have a quote under a theme.</param>
public sealed record Discussion(
    Guid Id, string Title, string Kind, DateOnly HeldOn, string? SourceLink, string? Invitation, int Contributions, int Coded, DateTime CreatedAt, DateTime RevisedAt, int Version)
{
    /// <summary>What a query of discussions starts with.</summary>
    [PortableSql(typeof(Discussion))]
    internal const string Shown = """
        SELECT d.Id, d.Title, d.Kind, d.HeldOn, d.SourceLink, d.Invitation,
            (SELECT COUNT(*) FROM Contributions c WHERE c.WorkspaceId = @WorkspaceId AND c.ProgrammeId = @ProgrammeId AND c.DiscussionId = d.Id) AS Contributions,
            (SELECT COUNT(*) FROM Contributions c WHERE c.WorkspaceId = @WorkspaceId AND c.ProgrammeId = @ProgrammeId AND c.DiscussionId = d.Id
                AND EXISTS (SELECT 1 FROM Quotes q WHERE q.WorkspaceId = @WorkspaceId AND q.ContributionId = c.Id)) AS Coded,
            d.CreatedAt, d.RevisedAt, d.Version
        FROM Discussions d
        WHERE d.WorkspaceId = @WorkspaceId AND d.ProgrammeId = @ProgrammeId
        """;

    [PortableSql(typeof(Discussion))]
    public const string FindSql = Shown + """

            AND d.Id = @Id
        """;

    /// <summary>The counts change without the version.</summary>
    internal string Variant => Http.Versioned.VariantOf($"{Contributions} {Coded}");
}

/// <summary>A contribution, its words and its author as this reader may see them.</summary>
/// <param name="Position">Its place in the discussion.</param>
/// <param name="Author">Absent where nobody is named, and where the person has not agreed to be quoted.</param>
/// <param name="AuthorHeld">True where somebody is named, but has not agreed to be quoted.</param>
/// <param name="Text">Absent where the words were erased.</param>
/// <param name="ThemeIds">The themes of its quotes.</param>
/// <param name="Quotes">How many of its passages are coded.</param>
public sealed record Contribution(
    Guid Id, Guid DiscussionId, int Position, DateTime? SaidAt, string Consent, string? Author, bool AuthorHeld, string? Text, IReadOnlyList<Guid> ThemeIds, int Quotes,
    DateTime CreatedAt, DateTime RevisedAt, int Version);

/// <summary>A contribution's own row, with its words as they are kept.</summary>
public sealed record ContributionRow(
    Guid Id, Guid DiscussionId, int Position, DateTime? SaidAt, string Consent, Guid KeyId, byte[]? Author, byte[] Text, int Quotes, DateTime CreatedAt, DateTime RevisedAt, int Version)
{
    public sealed record ThemeRow(Guid ContributionId, Guid ThemeId);

    /// <summary>What a query of contributions starts with.</summary>
    [PortableSql(typeof(ContributionRow))]
    internal const string Shown = """
        SELECT c.Id, c.DiscussionId, c.Position, c.SaidAt, c.Consent, c.KeyId, c.Author, c.Text,
            (SELECT COUNT(*) FROM Quotes q WHERE q.WorkspaceId = @WorkspaceId AND q.ContributionId = c.Id) AS Quotes,
            c.CreatedAt, c.RevisedAt, c.Version
        FROM Contributions c
        WHERE c.WorkspaceId = @WorkspaceId AND c.ProgrammeId = @ProgrammeId AND c.DiscussionId = @DiscussionId
        """;

    [PortableSql(typeof(ContributionRow))]
    public const string FindSql = Shown + """

            AND c.Id = @Id
        """;

    [PortableSql(typeof(ThemeRow))]
    public const string ThemesSql = """
        SELECT DISTINCT c.Id AS ContributionId, k.ThemeId
        FROM Contributions c
        JOIN Quotes q ON q.WorkspaceId = c.WorkspaceId AND q.ContributionId = c.Id
        JOIN QuoteThemes k ON k.WorkspaceId = q.WorkspaceId AND k.QuoteId = q.Id
        WHERE c.WorkspaceId = @WorkspaceId AND c.Id IN @Ids
        """;

    internal static async Task<Contribution?> FindAsync(Guid programmeId, Guid discussionId, Guid id, Http.CurrentUser user, Db db, KeyStore keys, CancellationToken ct) =>
        await db.FindAsync<ContributionRow>(FindSql, new { user.WorkspaceId, ProgrammeId = programmeId, DiscussionId = discussionId, Id = id }, ct) is { } row
            ? (await OpenAsync([row], user, db, keys, ct))[0]
            : null;

    internal static async Task<List<Contribution>> OpenAsync(List<ContributionRow> rows, Http.CurrentUser user, Db db, KeyStore keys, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var secrets = await keys.FindAsync(rows.ConvertAll(it => it.KeyId), ct);
        var themes = (await db.QueryAsync<ThemeRow>(ThemesSql, new { user.WorkspaceId, Ids = rows.ConvertAll(it => it.Id) }, ct)).ToLookup(it => it.ContributionId, it => it.ThemeId);
        return rows.ConvertAll(it => it.Open(secrets.GetValueOrDefault(it.KeyId), [.. themes[it.Id]]));
    }

    private Contribution Open(byte[]? secret, IReadOnlyList<Guid> themeIds)
    {
        var isNamed = Author is not null && secret is not null;
        var isOpen = Consent == Consents.Given;
        return new Contribution(
            Id, DiscussionId, Position, SaidAt, Consent, isNamed && isOpen ? FreeText.Open(secret!, Id, SealedFields.Author, Author!) : null, AuthorHeld: isNamed && !isOpen,
            secret is null ? null : FreeText.Open(secret, Id, SealedFields.Contribution, Text), themeIds, Quotes, CreatedAt, RevisedAt, Version);
    }
}

public static class DiscussionKinds
{
    public const string TweetChat = "tweetChat";
    public const string Meeting = "meeting";
    public const string Forum = "forum";
    public const string Other = "other";
}
