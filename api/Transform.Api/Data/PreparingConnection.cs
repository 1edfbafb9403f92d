using System.Data;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Transform.Api.Data;

/// <summary>
/// A connection that keeps what it has prepared: to read a statement's text costs SQLite more than most of our statements cost to run.
/// Dapper makes a command for every call; ours is lent again and again, and hands its parameters to what was prepared for the same text before.
/// </summary>
internal sealed class PreparingConnection(string connectionString) : SqliteConnection(connectionString)
{
    private const int MostStatements = 200;
    private readonly Dictionary<string, Prepared> prepared = new(StringComparer.Ordinal);
    private Command? idle;

    public override SqliteCommand CreateCommand()
    {
        var command = idle ?? new Command(this);
        idle = null;
        return command;
    }

    protected override void Dispose(bool disposing)
    {
        Forget();
        base.Dispose(disposing);
    }

    private Prepared Find(string text)
    {
        if (!prepared.TryGetValue(text, out var found))
        {
            if (prepared.Count == MostStatements)
            {
                Forget();
            }

            prepared[text] = found = new Prepared(this, text);
        }

        return found;
    }

    private void Forget()
    {
        foreach (var statement in prepared.Values)
        {
            statement.Dispose();
        }

        prepared.Clear();
    }

    private sealed class Command(PreparingConnection connection) : SqliteCommand(null, connection)
    {
        public override int ExecuteNonQuery() => connection.Find(CommandText).Change(Parameters);

        public override object? ExecuteScalar() => connection.Find(CommandText).Reading(Parameters).ExecuteScalar();

        public override SqliteDataReader ExecuteReader(CommandBehavior behavior) => connection.Find(CommandText).Reading(Parameters).ExecuteReader(behavior);

        /// <summary>Goes back to its connection: the provider keeps a list of all commands, and to enter and leave it costs more than the rest of a command.</summary>
        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                Parameters.Clear();
                connection.idle = this;
            }
            else
            {
                base.Dispose(disposing);
            }
        }
    }

    /// <summary>A text as it is read, through the provider's command; and as it is changed, straight through SQLite, with no reader made for each run.</summary>
    private sealed class Prepared(PreparingConnection connection, string text) : IDisposable
    {
        private readonly Dictionary<string, string> marked = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
        private SqliteCommand? reading;
        private sqlite3_stmt? changing;

        public SqliteCommand Reading(SqliteParameterCollection parameters)
        {
            reading ??= new SqliteCommand(text, connection);
            reading.Parameters.Clear();
            foreach (SqliteParameter parameter in parameters)
            {
                parameter.ParameterName = Mark(parameter.ParameterName);
                reading.Parameters.Add(parameter);
            }

            return reading;
        }

        /// <returns>How many rows it changed.</returns>
        public int Change(SqliteParameterCollection parameters)
        {
            changing ??= Prepare();
            var bound = 0;
            foreach (SqliteParameter parameter in parameters)
            {
                if (places.TryGetValue(parameter.ParameterName, out var place))
                {
                    SqliteValue.Bind(changing, place, parameter.Value);
                    bound++;
                }
            }

            if (bound != places.Count)
            {
                throw new InvalidOperationException($"Give a value to each of {string.Join(", ", places.Keys)}.");
            }

            try
            {
                SqliteException.ThrowExceptionForRC(raw.sqlite3_step(changing), connection.Handle);
                return raw.sqlite3_changes(connection.Handle);
            }
            finally
            {
                _ = raw.sqlite3_reset(changing);
            }
        }

        public void Dispose()
        {
            reading?.Dispose();
            changing?.Dispose();
        }

        private sqlite3_stmt Prepare()
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection.Handle, text, out var statement, out var rest), connection.Handle);
            if (!string.IsNullOrWhiteSpace(rest))
            {
                throw new InvalidOperationException("Run one statement at a time.");
            }

            for (var place = raw.sqlite3_bind_parameter_count(statement); place > 0; place--)
            {
                places[raw.sqlite3_bind_parameter_name(statement, place).utf8_to_string()[1..]] = place;
            }

            return statement;
        }

        /// <summary>Dapper leaves out a name's mark; without it the provider looks for each four times over.</summary>
        private string Mark(string name)
        {
            if (!marked.TryGetValue(name, out var found))
            {
                marked[name] = found = '@' + name;
            }

            return found;
        }
    }
}
