using System.IO.Compression;
using System.Text.Json;
using Transform.Api.Http;

namespace Transform.Api.Data;

/// <summary>The measures that stand as rows in <c>Scores</c>: written by jobs, read by everyone else.</summary>
public static class Measures
{
    /// <summary>The balance of focus, for those who may open the interviews behind it.</summary>
    public const string Balance = "balance";

    /// <summary>The same for everyone else: what comes from interviews moves in steps (<see cref="Scores.InterviewSnapshot"/>).</summary>
    public const string PublishedBalance = "balance-published";

    /// <summary>What a portfolio shows of a programme, for those who may open the interviews.</summary>
    public const string Glance = "balance-glance";

    /// <summary>The same for everyone else.</summary>
    public const string PublishedGlance = "balance-glance-published";

    /// <summary>The balance by the records' own months. Only the newest is kept: it tells its own past.</summary>
    public const string BalanceHistory = "balance-history";

    /// <summary>What is said beside what is done, for those who may open the interviews.</summary>
    public const string SayDo = "say-do";

    /// <summary>The same for everyone else, from the published interviews.</summary>
    public const string PublishedSayDo = "say-do-published";

    /// <summary>When interviews stopped bringing new themes.</summary>
    public const string Saturation = "saturation";

    /// <inheritdoc cref="PublishedSayDo"/>
    public const string PublishedSaturation = "saturation-published";

    /// <summary>Who has been heard, on what.</summary>
    public const string Coverage = "coverage";

    /// <inheritdoc cref="PublishedSayDo"/>
    public const string PublishedCoverage = "coverage-published";

    /// <summary>How far those who code the same interviews agree.</summary>
    public const string CodingAgreement = "coding-agreement";

    /// <inheritdoc cref="PublishedSayDo"/>
    public const string PublishedCodingAgreement = "coding-agreement-published";

    /// <summary>What every row was last reckoned from, never shown itself: the one row that each run of the job writes.</summary>
    public const string Standing = "standing";

    /// <summary>The interviews as last published, never shown itself. Only the newest is kept.</summary>
    public const string InterviewSnapshot = "interview-snapshot";

    // What is kept for ever must stay readable when a later version no longer writes one of its fields.
    private static readonly JsonSerializerOptions Lenient = new(Json.Options) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip };

    public static string Write<T>(T result) => JsonSerializer.Serialize(result, Json.Options);

    /// <summary>For what is kept and never shown, which may hold very many conversations and says the same again and again.</summary>
    public static string Pack<T>(T result)
    {
        using var packed = new MemoryStream();
        using (var smaller = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(smaller, result, Json.Options);
        }

        return Convert.ToBase64String(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    public static T Unpack<T>(string result)
    {
        if (result.StartsWith('{'))
        {
            return Read<T>(result);                                              // written before it was packed
        }

        using var smaller = new BrotliStream(new MemoryStream(Convert.FromBase64String(result)), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T>(smaller, Lenient) ?? throw new JsonException("A score row holds no result.");
    }

    public static T Read<T>(string result) => JsonSerializer.Deserialize<T>(result, Lenient) ?? throw new JsonException("A score row holds no result.");
}
