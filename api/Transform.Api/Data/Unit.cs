using System.Data.Common;
using Dapper;
using Transform.Api.Http;

namespace Transform.Api.Data;

/// <summary>One unit of work while it runs: its statements see its own writes, and nothing is kept unless all of it is.</summary>
public sealed class Unit(DbConnection connection, DbTransaction? transaction, CurrentUser? user, Change? change, DateTime now)
{
    private readonly List<Guid> keysToErase = [];
    private readonly HashSet<Guid> touched = change?.ProgrammeId is { } id ? [id] : [];

    /// <summary>True where the request repeats one already done, told by its <c>Idempotency-Key</c> or by an id that the client made: nothing was written this time.</summary>
    public bool IsRepeat { get; private set; }

    /// <summary>The ids of the rows that this unit made, for the spine, where it made more than its subject.</summary>
    public string? Manifest { get; set; }

    internal IReadOnlyCollection<Guid> TouchedProgrammes => touched;

    internal IReadOnlyCollection<Guid> KeysToErase => keysToErase;

    public Task<int> ExecuteAsync(string sql, object args) => connection.ExecuteAsync(sql, args, transaction);

    public Task<T?> FindAsync<T>(string sql, object args) => connection.QueryFirstOrDefaultAsync<T>(sql, args, transaction);

    public async Task<List<T>> QueryAsync<T>(string sql, object args) => (await connection.QueryAsync<T>(sql, args, transaction)).AsList();

    /// <summary>Says that the request repeats one already done, so that the spine announces nothing.</summary>
    public void Repeat() => IsRepeat = true;

    /// <summary>Marks the scores of further programmes as stale, beside the one that the change names.</summary>
    public void Touch(IEnumerable<Guid> programmeIds) => touched.UnionWith(programmeIds);

    /// <summary>Has the keys of what this unit deletes or writes anew erased, once it is committed.</summary>
    public void Erase(IEnumerable<Guid> keyIds) => keysToErase.AddRange(keyIds);

    /// <summary>Makes a record once, however often the same request arrives; answers with the id of the record that was made the first time.</summary>
    /// <exception cref="ProblemException">The same <c>Idempotency-Key</c> came before with another body or on another operation.</exception>
    public async Task<Guid> OnceAsync(Guid id, Func<Task> make)
    {
        if (user?.Idempotency is not { } key)
        {
            await make();
            return id;
        }

        var operation = $"{change!.Operation} {change.Kind}";
        var args = new { user.WorkspaceId, ActorId = user.Id, IdempotencyKey = key.Value, Operation = operation, key.BodyHash, SubjectId = id, CreatedAt = now };
        if (await FindAsync<IdempotencySql.Row>(IdempotencySql.Find, args) is { } before)
        {
            IsRepeat = before.BodyHash == key.BodyHash && before.Operation == operation
                ? true
                : throw new ProblemException(Problems.IdempotencyMismatch());
            return before.SubjectId;
        }

        await make();
        await ExecuteAsync(IdempotencySql.Insert, args);
        return id;
    }
}
