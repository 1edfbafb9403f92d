using Transform.Api.Data;
using Transform.Domain;

namespace Transform.Api.Trust;

/// <summary>A dimension of a taxonomy's current edition as it is stored; several features read it.</summary>
/// <param name="Words">The words that suggest the dimension, one a line.</param>
public sealed record TaxonomyDimension(Guid TaxonomyId, string Code, string Name, string Block, int Position, string Words)
{
    [PortableSql(typeof(TaxonomyDimension))]
    public const string OfProgrammeSql = """
        SELECT d.TaxonomyId, d.Code, d.Name, d.Block, d.Position, d.Words
        FROM Programmes p
        JOIN FocusTaxonomies t ON t.WorkspaceId = p.WorkspaceId AND t.Id = p.TaxonomyId
        JOIN FocusDimensions d ON d.WorkspaceId = t.WorkspaceId AND d.TaxonomyId = t.Id AND d.Edition = t.Version
        WHERE p.WorkspaceId = @WorkspaceId AND p.Id = @ProgrammeId
        ORDER BY d.Position, d.Code
        """;

    [PortableSql(typeof(TaxonomyDimension))]
    public const string OfTaxonomiesSql = """
        SELECT d.TaxonomyId, d.Code, d.Name, d.Block, d.Position, d.Words
        FROM FocusTaxonomies t
        JOIN FocusDimensions d ON d.WorkspaceId = t.WorkspaceId AND d.TaxonomyId = t.Id AND d.Edition = t.Version
        WHERE t.WorkspaceId = @WorkspaceId AND t.Id IN @Ids
        ORDER BY d.TaxonomyId, d.Position, d.Code
        """;

    /// <summary>Only the codes that a programme's records may use.</summary>
    [PortableSql]
    public const string CodesSql = """
        SELECT d.Code
        FROM Programmes p
        JOIN FocusTaxonomies t ON t.WorkspaceId = p.WorkspaceId AND t.Id = p.TaxonomyId
        JOIN FocusDimensions d ON d.WorkspaceId = t.WorkspaceId AND d.TaxonomyId = t.Id AND d.Edition = t.Version
        WHERE p.WorkspaceId = @WorkspaceId AND p.Id = @ProgrammeId
        """;

    /// <summary>How many taxonomies of the workspace have this dimension, except one; a theme's dimension stands in at least one.</summary>
    [PortableSql]
    public const string CountSql = """
        SELECT COUNT(*)
        FROM FocusTaxonomies t
        JOIN FocusDimensions d ON d.WorkspaceId = t.WorkspaceId AND d.TaxonomyId = t.Id AND d.Edition = t.Version
        WHERE t.WorkspaceId = @WorkspaceId AND d.Code = @Dimension
            AND (@ExceptTaxonomyId IS NULL OR t.Id <> @ExceptTaxonomyId)
        """;

    public FocusBlock FocusBlock => Block == FocusBlocks.People ? FocusBlock.People : FocusBlock.Structure;

    public IReadOnlyList<string> WordList() => Words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>The two blocks that attention is divided between, as records name them.</summary>
public static class FocusBlocks
{
    public const string Structure = "structure";
    public const string People = "people";
}

/// <summary>What the words of a text suggest, and which words those were. A person decides.</summary>
public sealed record SuggestedFocus(IReadOnlyList<DimensionShare> Shares, IReadOnlyList<WordMatch> Words);

/// <summary>A taxonomy's own, editable word lists, ready to read many titles.</summary>
public sealed class TaxonomyWords
{
    /// <summary>Why nothing is suggested, in words for the person who typed the text.</summary>
    public const string NothingFound = "No word of the taxonomy’s lists stands in it. Choose the dimensions yourself.";

    private readonly FocusTaxonomy taxonomy;
    private readonly FocusWords words;

    public TaxonomyWords(IReadOnlyCollection<TaxonomyDimension> dimensions)
    {
        taxonomy = new FocusTaxonomy(dimensions.Select(it => new FocusDimension(it.Code, it.Name, it.FocusBlock)));
        words = new FocusWords(dimensions.ToDictionary(it => it.Code, it => it.WordList(), StringComparer.Ordinal));
    }

    public SuggestedFocus? Suggest(string text) => words.Suggest(text, taxonomy) is { } found ? new SuggestedFocus(found.Shares, found.Matches) : null;
}
