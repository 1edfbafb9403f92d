using System.Security.Cryptography;
using System.Text.Json;
using Transform.Api.Http;
using Transform.Domain;

namespace Transform.Api.Scores;

/// <summary>One measure of a programme: what the job asks for rows, once for each stale programme.</summary>
public interface IMeasure
{
    /// <summary>Moves whenever the same records could give another figure.</summary>
    string MethodVersion { get; }

    /// <summary>The rows to write, without those that stand already (<see cref="Scoring.Stands"/>); null where the programme is gone.</summary>
    Task<IReadOnlyList<ScoreRow>?> ScoreAsync(Scoring scoring, CancellationToken ct);
}

/// <summary>What the measures of one programme are reckoned from.</summary>
/// <param name="Sequence">The last change to the programme that the figures hold.</param>
/// <param name="Facts">The interviews as they are now.</param>
/// <param name="Snapshot">The interviews for those who cannot open them: what they are shown is reckoned from this alone.</param>
/// <param name="Standing">By row, the inputs that it was last reckoned from.</param>
public sealed record Scoring(
    Guid WorkspaceId, Guid ProgrammeId, long Sequence, DateTime Now, InterviewFacts Facts, InterviewSnapshot Snapshot, IReadOnlyDictionary<string, string> Standing)
{
    /// <summary>True where the row was reckoned from these inputs, so that it need not be again.</summary>
    public bool Stands(string measure, string methodVersion, string inputsHash) => Standing.GetValueOrDefault(measure) == ScoreRow.Inputs(methodVersion, inputsHash);
}

/// <param name="Measure">One of <see cref="Data.Measures"/>.</param>
/// <param name="N">Records that it stands on.</param>
/// <param name="OnlyNewest">Earlier days are not kept: it tells its own past.</param>
public sealed record ScoreRow(string Measure, string MethodVersion, string InputsHash, Grade Grade, int N, string Result, bool OnlyNewest = false)
{
    /// <summary>One short text for all that a row is reckoned from, which may be the codes of very many conversations: they are never all in memory as text.</summary>
    public static string Hash<T>(T inputs)
    {
        using var sha = SHA256.Create();
        using (var into = new CryptoStream(Stream.Null, sha, CryptoStreamMode.Write))
        {
            JsonSerializer.Serialize(into, inputs, Json.Options);
        }

        return Convert.ToHexStringLower(sha.Hash!);
    }

    internal static string Inputs(string methodVersion, string inputsHash) => $"{methodVersion} {inputsHash}";
}
