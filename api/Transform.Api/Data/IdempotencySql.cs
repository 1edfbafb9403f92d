namespace Transform.Api.Data;

/// <summary>What is kept of a repeatable request: the id of what it made, never a body or a secret.</summary>
public static class IdempotencySql
{
    public sealed record Row(string Operation, string BodyHash, Guid SubjectId);

    [PortableSql(typeof(Row))]
    public const string Find = """
        SELECT Operation, BodyHash, SubjectId
        FROM IdempotencyKeys
        WHERE WorkspaceId = @WorkspaceId AND ActorId = @ActorId AND IdempotencyKey = @IdempotencyKey
        """;

    [PortableSql]
    public const string Insert = """
        INSERT INTO IdempotencyKeys (WorkspaceId, ActorId, IdempotencyKey, Operation, BodyHash, SubjectId, CreatedAt)
        VALUES (@WorkspaceId, @ActorId, @IdempotencyKey, @Operation, @BodyHash, @SubjectId, @CreatedAt)
        """;
}
