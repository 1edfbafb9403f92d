using Transform.Domain;

namespace Transform.Api.Features.Coverage;

/// <summary>Sectors as sentences name them.</summary>
internal static class SectorWords
{
    private static readonly Dictionary<string, string> ByCode = new(StringComparer.Ordinal)
    {
        [Sectors.Acute] = "acute care",
        [Sectors.CommunityAndMentalHealth] = "community and mental health",
        [Sectors.PrimaryCare] = "primary care",
        [Sectors.Ambulance] = "the ambulance service",
        [Sectors.IntegratedCareBoard] = "the integrated care board",
        [Sectors.LocalAuthority] = "the local authority",
        [Sectors.Voluntary] = "the voluntary sector",
        [Sectors.PatientAndPublic] = "patients and the public",
        [Sectors.Education] = "education",
        [Sectors.Other] = "other organisations",
    };

    /// <summary>The order in which sectors are shown: the vocabulary's own.</summary>
    private static readonly List<string> Order = [.. ByCode.Keys];

    private static readonly Dictionary<string, string> Codes = ByCode.ToDictionary(it => it.Value, it => it.Key, StringComparer.Ordinal);

    public static string Of(string code) => ByCode.GetValueOrDefault(code, code);

    public static int PlaceOf(string code) => Order.IndexOf(code);

    public static string CodeOf(string words) => Codes.GetValueOrDefault(words, words);
}
