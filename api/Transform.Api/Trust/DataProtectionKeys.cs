using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Transform.Api.Data;

namespace Transform.Api.Trust;

/// <summary>Keeps the framework's cookie keys in the database, so that every node reads the same and a restart signs nobody out.</summary>
public sealed class DataProtectionKeys(Db db) : IXmlRepository
{
    [PortableSql]
    public const string ListSql = "SELECT Xml FROM DataProtectionKeys ORDER BY Name";

    [PortableSql]
    public const string InsertSql = "INSERT INTO DataProtectionKeys (Name, Xml) VALUES (@Name, @Xml)";

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. db.QueryAsync<string>(ListSql, new { }, CancellationToken.None).GetAwaiter().GetResult().Select(xml => XElement.Parse(xml))];

    public void StoreElement(XElement element, string friendlyName) =>
        db.WriteUnannouncedAsync(unit => unit.ExecuteAsync(InsertSql, new { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) }), CancellationToken.None)
            .GetAwaiter().GetResult();
}
