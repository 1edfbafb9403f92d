using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.Access;

/// <summary>Makes a workspace with its first administrator and signs them in. Open while nobody is there, and after that to holders of the set-up code.</summary>
public static class SetUp
{
    private const string DefaultTaxonomyName = "Ten dimensions of attention";

    public sealed record Request
    {
        [Required, NotBlank, StringLength(200)]
        public required string WorkspaceName { get; init; }

        [Required, NotBlank, StringLength(200)]
        public required string Name { get; init; }

        [Required, EmailAddress, StringLength(320)]
        public required string Email { get; init; }

        [Required, StringLength(200, MinimumLength = Passwords.Shortest)]
        public required string Password { get; init; }

        /// <summary>Needed for every workspace after the first.</summary>
        [StringLength(200)]
        public string? SetupCode { get; init; }
    }

    [PortableSql]
    public const string InsertWorkspaceSql = """
        INSERT INTO Workspaces (WorkspaceId, Name, DisclosureThreshold, CreatedAt, Version)
        VALUES (@WorkspaceId, @Name, 10, @Now, 1)
        """;

    [PortableSql]
    public const string InsertCounterSql = "INSERT INTO SpineCounters (WorkspaceId, Sequence) VALUES (@WorkspaceId, 0)";

    [PortableSql]
    public const string InsertTaxonomySql = """
        INSERT INTO FocusTaxonomies (WorkspaceId, Id, Name, NameKey, CreatedAt, RevisedAt, Version)
        VALUES (@WorkspaceId, @TaxonomyId, @Name, @NameKey, @Now, @Now, 1)
        """;

    [PortableSql]
    public const string InsertDimensionSql = """
        INSERT INTO FocusDimensions (WorkspaceId, TaxonomyId, Edition, Code, Name, Block, Position, Words)
        VALUES (@WorkspaceId, @TaxonomyId, 1, @Code, @Name, @Block, @Position, @Words)
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("/setup", HandleAsync).WithName("setUp").WithSummary("Make a workspace and its first administrator").AllowAnonymous().RequireRateLimiting(TransformApplication.SignInPolicy)
            .Produces<SessionResponse>(StatusCodes.Status201Created);

    public static async Task<Results<Created<SessionResponse>, ProblemHttpResult>> HandleAsync(
        Request body, HttpContext http, Db db, TransformOptions options, PasswordHashing passwords, IAntiforgery antiforgery, TimeProvider clock, CancellationToken ct)
    {
        if (Passwords.WhyTooWeak(body.Password, body.Email) is { } weak)
        {
            return Problems.Invalid("/password", weak);
        }

        var hash = await passwords.HashAsync(body.Password, ct);
        var fresh = new Users.Fresh(NewId.Next(), body.Email, body.Name, Roles.Administrator, hash);
        var administrator = CurrentUser.Of(NewId.Next(), fresh.Id, Roles.Administrator);
        var allowed = options.SetupCode is { Length: > 0 } code && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code), Encoding.UTF8.GetBytes(body.SetupCode ?? ""));
        try
        {
            var made = await db.WriteAsync<IResult>(administrator, Change.Created("workspace", administrator.WorkspaceId), async unit =>
            {
                if (!allowed && await unit.FindAsync<int>(GetSetup.CountSql, new { }) > 0)
                {
                    return Problems.Conflict("This service is set up already. Ask an administrator for an account.");
                }

                await MakeWorkspaceAsync(unit, administrator.WorkspaceId, body.WorkspaceName, clock.UtcNow());
                await Users.InsertAsync(unit, administrator.WorkspaceId, fresh, clock.UtcNow());
                return Done.Result;
            }, ct);
            if (Problems.Of(made) is { } problem)
            {
                return problem;
            }
        }
        catch (Exception exception) when (db.IsUniqueViolation(exception))
        {
            return Problems.Invalid("/email", "Somebody with this e-mail address is here already.");
        }

        var session = await SessionResponse.StartAsync(http, db, antiforgery, options, administrator, fresh.SecurityStamp, ct);
        Versioned.WriteSequence(http);
        return TypedResults.Created("/api/v1/session", session);
    }

    /// <summary>The rows that every workspace starts with: itself, the head of its history, and the default dimensions of attention with their words.</summary>
    public static async Task MakeWorkspaceAsync(Unit unit, Guid workspaceId, string name, DateTime now)
    {
        await unit.ExecuteAsync(InsertWorkspaceSql, new { WorkspaceId = workspaceId, Name = name.Trim(), Now = now });
        await unit.ExecuteAsync(InsertCounterSql, new { WorkspaceId = workspaceId });

        var taxonomyId = NewId.Next();
        await unit.ExecuteAsync(InsertTaxonomySql, new { WorkspaceId = workspaceId, TaxonomyId = taxonomyId, Name = DefaultTaxonomyName, NameKey = DefaultTaxonomyName.ToKey(), Now = now });
        foreach (var (position, dimension) in FocusTaxonomy.Default.Dimensions.Index())
        {
            await unit.ExecuteAsync(InsertDimensionSql, new
            {
                WorkspaceId = workspaceId, TaxonomyId = taxonomyId, dimension.Code, dimension.Name, Block = dimension.Block == FocusBlock.People ? "people" : "structure",
                Position = position, Words = string.Join('\n', DefaultFocusWords.ByDimension[dimension.Code]),
            });
        }
    }
}
