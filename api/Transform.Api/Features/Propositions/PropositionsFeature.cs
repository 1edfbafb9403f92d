using System.ComponentModel.DataAnnotations;
using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Features.Propositions;

/// <summary>Statements that people are asked whether they agree with.</summary>
public static class PropositionsFeature
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/propositions").WithTags("Propositions");
        ListPropositions.Map(group);
        CreateProposition.Map(group);
        GetProposition.Map(group);
        ReviseProposition.Map(group);
        DeleteProposition.Map(group);
    }
}

public sealed record Proposition(Guid Id, string Statement, DateTime CreatedAt, DateTime RevisedAt, int Version)
{
    [PortableSql(typeof(Proposition))]
    public const string FindSql = """
        SELECT Id, Statement, CreatedAt, RevisedAt, Version
        FROM Propositions
        WHERE WorkspaceId = @WorkspaceId AND Id = @Id
        """;
}

/// <summary>A proposition as it is written, whole.</summary>
public sealed record PropositionRequest
{
    /// <summary>One claim that a person can agree or disagree with, such as "Referrals should be triaged together".</summary>
    [Required, NotBlank, StringLength(500)]
    public required string Statement { get; init; }
}
