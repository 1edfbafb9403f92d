using System.Data;
using System.Reflection;
using Dapper;

namespace Transform.Api.Data;

/// <summary>Teaches Dapper our records and the types whose text differs by engine. Called once, before the first query.</summary>
public static class DapperSetup
{
    private static readonly Lazy<bool> Once = new(() =>
    {
        SqlMapper.Settings.PadListExpansions = true;            // few texts, so that prepared ones are met again
        SqlMapper.TypeMapProvider = type => new RecordMap(type);
        Handle(new GuidHandler());
        Handle(new TimeHandler());
        Handle(new DayHandler());
        return true;
    });

    public static void Apply() => _ = Once.Value;

    private static void Handle<T>(SqlMapper.TypeHandler<T> handler)
    {
        SqlMapper.RemoveTypeMap(typeof(T));
        SqlMapper.AddTypeHandler(handler);
    }

    /// <summary>Records have one constructor: take it, whatever integer width the engine reports.</summary>
    private sealed class RecordMap(Type type) : SqlMapper.ITypeMap
    {
        private readonly DefaultTypeMap fallback = new(type);

        public ConstructorInfo? FindExplicitConstructor() =>
            type.GetConstructors() is [{ } only] && only.GetParameters().Length > 0 ? only : null;

        public ConstructorInfo? FindConstructor(string[] names, Type[] types) => fallback.FindConstructor(names, types);

        public SqlMapper.IMemberMap? GetConstructorParameter(ConstructorInfo constructor, string columnName) =>
            fallback.GetConstructorParameter(constructor, columnName);

        public SqlMapper.IMemberMap? GetMember(string columnName) => fallback.GetMember(columnName);
    }

    private sealed class GuidHandler : SqlMapper.TypeHandler<Guid>
    {
        public override Guid Parse(object value) => value is Guid id ? id : Guid.ParseExact((string)value, "D");

        public override void SetValue(IDbDataParameter parameter, Guid value)
        {
            parameter.DbType = DbType.Guid;
            parameter.Value = value;
        }
    }

    private sealed class TimeHandler : SqlMapper.TypeHandler<DateTime>
    {
        public override DateTime Parse(object value) => value is DateTime time ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : SqliteText.Time((string)value);

        public override void SetValue(IDbDataParameter parameter, DateTime value)
        {
            parameter.DbType = DbType.DateTime2;
            parameter.Value = value;
        }
    }

    private sealed class DayHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override DateOnly Parse(object value) => value switch
        {
            DateOnly day => day,
            DateTime time => DateOnly.FromDateTime(time),
            _ => SqliteText.Day((string)value),
        };

        public override void SetValue(IDbDataParameter parameter, DateOnly value)
        {
            parameter.DbType = DbType.Date;
            parameter.Value = value;
        }
    }
}
