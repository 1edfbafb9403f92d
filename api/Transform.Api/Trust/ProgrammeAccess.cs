using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Trust;

/// <summary>Lets a request into a programme only if its caller may see it; for everybody else the programme does not exist.</summary>
public sealed class ProgrammeAccess(Db db, CurrentUser user) : IEndpointFilter
{
    public sealed record Row(bool IsMember, DateTime? LeadsSince);

    [PortableSql(typeof(Row))]
    public const string Sql = """
        SELECT
            CASE WHEN @SeesEvery = 1
                OR EXISTS (SELECT 1 FROM ProgrammeMembers m WHERE m.WorkspaceId = @WorkspaceId AND m.ProgrammeId = p.Id AND m.UserId = @UserId)
                OR EXISTS (SELECT 1 FROM PortfolioProgrammes q
                    JOIN PortfolioReaders r ON r.WorkspaceId = q.WorkspaceId AND r.PortfolioId = q.PortfolioId
                    WHERE q.WorkspaceId = @WorkspaceId AND q.ProgrammeId = p.Id AND r.UserId = @UserId)
                THEN 1 ELSE 0 END AS IsMember,
            (SELECT l.Since FROM ProgrammeMembers l WHERE l.WorkspaceId = @WorkspaceId AND l.ProgrammeId = p.Id AND l.UserId = @UserId AND l.Part = 'lead') AS LeadsSince
        FROM Programmes p
        WHERE p.WorkspaceId = @WorkspaceId AND p.Id = @ProgrammeId
        """;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var programmeId = Guid.Parse((string)http.GetRouteValue("programmeId")!);
        if (!await AllowsAsync(programmeId, http.RequestAborted))
        {
            return Problems.NotFound("programme");
        }

        return await next(context);
    }

    /// <summary>True where the caller may see the programme; notes on the way since when they lead it.</summary>
    public async Task<bool> AllowsAsync(Guid programmeId, CancellationToken ct)
    {
        var row = await db.FindAsync<Row>(Sql, new { user.WorkspaceId, ProgrammeId = programmeId, UserId = user.Id, SeesEvery = user.SeesEveryProgramme }, ct);
        user.LeadsSince = row?.LeadsSince;
        return row is { IsMember: true };
    }
}

public static class ProgrammeAccessExtensions
{
    /// <summary>The route stands under <c>/programmes/{programmeId}</c> and is open only to those who may see that programme.</summary>
    public static RouteGroupBuilder WithinProgramme(this RouteGroupBuilder group) =>
        group.AddEndpointFilter(async (context, next) =>
            await ActivatorUtilities.GetServiceOrCreateInstance<ProgrammeAccess>(context.HttpContext.RequestServices).InvokeAsync(context, next));
}
