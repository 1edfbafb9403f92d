namespace Transform.Api.Data;

/// <summary>Makes the text under some keys unreadable everywhere. The keys stand in another store, which no unit of work reaches.</summary>
public interface IKeyEraser
{
    /// <summary>Doing it twice changes nothing.</summary>
    Task EraseAsync(IReadOnlyCollection<Guid> keyIds, CancellationToken ct);
}

/// <summary>
/// The keys that a unit condemned: noted with what it deleted, erased after the commit, and struck off by the hourly sweep, which erases them once more.
/// So a crash between the commit and the erasure leaves nothing readable for good.
/// </summary>
public static class KeysToErase
{
    [PortableSql]
    public const string InsertSql = "INSERT INTO KeysToErase (KeyId, CondemnedAt) VALUES (@KeyId, @Now)";

    [PortableSql(Paged = true)]
    public const string ListSql = "SELECT KeyId FROM KeysToErase ORDER BY CondemnedAt, KeyId";

    [PortableSql]
    public const string DeleteSql = "DELETE FROM KeysToErase WHERE KeyId IN @Ids";
}
