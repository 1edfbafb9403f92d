using System.Collections.Concurrent;
using System.Data;
using Microsoft.Data.Sqlite;

namespace Transform.Api.Data;

/// <summary>
/// A connection that keeps what it has prepared: to read a statement's text costs SQLite more than most of our statements cost to run.
/// Dapper makes a command for every call; ours hands its parameters to the one that was prepared for the same text before.
/// </summary>
internal sealed class PreparingConnection(string connectionString) : SqliteConnection(connectionString)
{
    private const int MostStatements = 200;
    private static readonly ConcurrentDictionary<string, string> Names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);

    public override SqliteCommand CreateCommand() => new Command(this);

    protected override void Dispose(bool disposing)
    {
        Forget();
        base.Dispose(disposing);
    }

    private SqliteCommand Prepared(string text, SqliteParameterCollection parameters)
    {
        if (!prepared.TryGetValue(text, out var command))
        {
            if (prepared.Count == MostStatements)
            {
                Forget();
            }

            prepared[text] = command = new SqliteCommand(text, this);
        }

        command.Parameters.Clear();
        foreach (SqliteParameter parameter in parameters)
        {
            // Dapper leaves out the mark; without it the provider looks for each name four times over.
            parameter.ParameterName = Names.GetOrAdd(parameter.ParameterName, static name => '@' + name);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private void Forget()
    {
        foreach (var command in prepared.Values)
        {
            command.Dispose();
        }

        prepared.Clear();
    }

    private sealed class Command(PreparingConnection connection) : SqliteCommand(null, connection)
    {
        public override int ExecuteNonQuery() => connection.Prepared(CommandText, Parameters).ExecuteNonQuery();

        public override object? ExecuteScalar() => connection.Prepared(CommandText, Parameters).ExecuteScalar();

        public override SqliteDataReader ExecuteReader(CommandBehavior behavior) => connection.Prepared(CommandText, Parameters).ExecuteReader(behavior);
    }
}
