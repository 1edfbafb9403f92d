using System.ComponentModel.DataAnnotations;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Taxonomies;

/// <summary>A taxonomy as it is written, whole: its dimensions in their order.</summary>
public sealed record FocusTaxonomyRequest
{
    public sealed record Dimension
    {
        /// <summary>Short and stable, such as <c>P1</c>: records refer to it.</summary>
        [Required, RegularExpression("^[A-Za-z][A-Za-z0-9]{0,9}$", ErrorMessage = "A code is a letter and up to nine letters or digits.")]
        public required string Code { get; init; }

        [Required, NotBlank, StringLength(100)]
        public required string Name { get; init; }

        [Required, OneOf(typeof(FocusBlocks))]
        public required string Block { get; init; }

        /// <summary>Words and phrases that suggest the dimension; a closing asterisk stands for any ending.</summary>
        [MaxLength(200)]
        public IReadOnlyList<string> Words { get; init; } = [];
    }

    private const int LongestWord = 100;

    [PortableSql]
    public const string InsertDimensionSql = """
        INSERT INTO FocusDimensions (WorkspaceId, TaxonomyId, Edition, Code, Name, Block, Position, Words)
        VALUES (@WorkspaceId, @TaxonomyId, @Edition, @Code, @Name, @Block, @Position, @Words)
        """;

    [Required, NotBlank, StringLength(200)]
    public required string Name { get; init; }

    [Required, MinLength(2), MaxLength(24)]
    public required IReadOnlyList<Dimension> Dimensions { get; init; }

    /// <summary>What the single fields cannot say about themselves, by JSON pointer; empty where all is well.</summary>
    internal Dictionary<string, string[]> Errors()
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var codes = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (at, dimension) in Dimensions.Index())
        {
            if (!codes.Add(dimension.Code))
            {
                errors[$"/dimensions/{at}/code"] = [$"The code {dimension.Code} stands twice. Give each dimension its own."];
            }

            foreach (var (place, word) in dimension.Words.Index())
            {
                if (word.Length > LongestWord || !word.Any(char.IsLetterOrDigit) || word.Any(char.IsControl))
                {
                    errors[$"/dimensions/{at}/words/{place}"] = [$"Give a word or phrase of up to {LongestWord} characters, on one line."];
                }
            }
        }

        foreach (var block in new[] { FocusBlocks.Structure, FocusBlocks.People }.Where(block => Dimensions.All(it => it.Block != block)))
        {
            errors["/dimensions"] = [$"A balance needs two sides: add a dimension of {block}."];
        }

        return errors;
    }

    internal async Task InsertEditionAsync(Unit unit, CurrentUser user, Guid id, int edition)
    {
        foreach (var (position, dimension) in Dimensions.Index())
        {
            var words = dimension.Words.Select(it => it.Trim()).Distinct(StringComparer.OrdinalIgnoreCase);
            await unit.ExecuteAsync(InsertDimensionSql, new
            {
                user.WorkspaceId, TaxonomyId = id, Edition = edition, dimension.Code, Name = dimension.Name.Trim(), dimension.Block, Position = position, Words = string.Join('\n', words),
            });
        }
    }
}
