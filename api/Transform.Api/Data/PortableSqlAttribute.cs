namespace Transform.Api.Data;

/// <summary>Marks a statement written in the subset that both engines accept; the four gates in the tests find it by this attribute.</summary>
/// <param name="row">The record that its rows become, if it returns any: the gates compare column names with the constructor.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class PortableSqlAttribute(Type? row = null) : Attribute
{
    public Type? Row { get; } = row;

    /// <summary>The statement is run through <see cref="Db.Page"/>, which appends the engine's way to take the first rows.</summary>
    public bool Paged { get; init; }

    /// <summary>Why this statement may look beyond one workspace; without it the gates demand <c>@WorkspaceId</c>.</summary>
    public string? AcrossWorkspaces { get; init; }

    /// <summary>The statement stands on the key store and not on the main database.</summary>
    public bool OnKeyStore { get; init; }
}
