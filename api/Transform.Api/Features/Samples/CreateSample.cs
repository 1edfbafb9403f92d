using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Domain;

namespace Transform.Api.Features.Samples;

/// <summary>
/// Draws a simple random sample of the programmes that the caller may see: their ids are ordered by the SHA-256 of <c>seed:id</c>, and
/// the first are taken. Seed, frame and exclusions are recorded, so that anyone can draw it again.
/// </summary>
public static class CreateSample
{
    public sealed record Request
    {
        /// <summary>Draw from this portfolio only.</summary>
        public Guid? PortfolioId { get; init; }

        /// <summary>Any words; best chosen before the frame is known, such as the date of a meeting.</summary>
        [Required, NotBlank, StringLength(200)]
        public required string Seed { get; init; }

        [Range(1, 10_000)]
        public required int Size { get; init; }

        /// <summary>Programmes to leave out of the frame; they are recorded.</summary>
        [MaxLength(500)]
        public IReadOnlyList<Guid> ExcludedProgrammeIds { get; init; } = [];
    }

    [PortableSql(typeof(Guid))]
    public const string PortfolioSql = """
        SELECT p.Id
        FROM Portfolios p
        WHERE p.WorkspaceId = @WorkspaceId AND p.Id = @PortfolioId
            AND (@SeesEvery = 1 OR EXISTS (SELECT 1 FROM PortfolioReaders r WHERE r.WorkspaceId = @WorkspaceId AND r.PortfolioId = p.Id AND r.UserId = @UserId))
        """;

    [PortableSql]
    public const string InsertSql = """
        INSERT INTO Samples (WorkspaceId, Id, Seed, Size, Frame, Exclusions, Drawn, CreatedBy, CreatedAt, Version)
        VALUES (@WorkspaceId, @Id, @Seed, @Size, @Frame, @Exclusions, @Drawn, @UserId, @Now, 1)
        """;

    public static void Map(RouteGroupBuilder group) => group.MapPost("", HandleAsync).WithName("createSample").WithSummary("Draw a random sample of programmes");

    public static Task<Results<Versioned<Sample>, ProblemHttpResult>> HandleAsync(Request body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        var id = NewId.Next();
        return db.WriteAsync<Results<Versioned<Sample>, ProblemHttpResult>>(user, Change.Created("sample", id), async unit =>
        {
            var scope = Sample.Visible(user, body.PortfolioId);
            if (body.PortfolioId is not null && await unit.FindAsync<Guid?>(PortfolioSql, scope) is null)
            {
                return Problems.Invalid("/portfolioId", "There is no such portfolio.");
            }

            var made = await unit.OnceAsync(id, async () =>
            {
                var visible = (await unit.QueryAsync<Sample.NameRow>(Sample.VisibleSql, scope)).ConvertAll(it => it.Id);
                Check(body, visible);
                var frame = visible.Except(body.ExcludedProgrammeIds).Select(it => it.ToString("D")).Order(StringComparer.Ordinal).ToList();
                await unit.ExecuteAsync(InsertSql, new
                {
                    user.WorkspaceId, UserId = user.Id, Id = id, body.Seed, body.Size, Frame = JsonSerializer.Serialize(frame),
                    Exclusions = JsonSerializer.Serialize(body.ExcludedProgrammeIds), Drawn = JsonSerializer.Serialize(PortfolioSample.Draw(frame, body.Seed, body.Size)), Now = clock.UtcNow(),
                });
            });
            return await unit.FindAsync<Sample.Row>(Sample.FindSql, Sample.Key(user, made)) is { } row
                ? Versioned.Created(Sample.Of(row, await unit.QueryAsync<Sample.NameRow>(Sample.VisibleSql, Sample.Visible(user))), row.Version, $"{FeatureList.Base}/samples/{made}")
                : Problems.NotFound("sample");
        }, ct);
    }

    private static void Check(Request body, List<Guid> visible)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var (i, excluded) in body.ExcludedProgrammeIds.Index())
        {
            if (!visible.Contains(excluded) || body.ExcludedProgrammeIds.Take(i).Contains(excluded))
            {
                errors[$"/excludedProgrammeIds/{i}"] = ["This programme is not in the frame, or is named twice."];
            }
        }

        var left = visible.Except(body.ExcludedProgrammeIds).Count();
        if (errors.Count == 0 && body.Size > left)
        {
            errors["/size"] = [left == 1 ? "There is one programme to draw from." : $"There are {left} programmes to draw from."];
        }

        if (errors.Count > 0)
        {
            throw new ProblemException(Problems.Invalid(errors));
        }
    }
}
