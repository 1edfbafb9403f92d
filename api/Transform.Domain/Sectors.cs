namespace Transform.Domain;

/// <summary>The sectors of health and care, as a programme sees them.</summary>
public static class Sectors
{
    public const string Acute = "acute";
    public const string CommunityAndMentalHealth = "communityAndMentalHealth";
    public const string PrimaryCare = "primaryCare";
    public const string Ambulance = "ambulance";
    public const string IntegratedCareBoard = "integratedCareBoard";
    public const string LocalAuthority = "localAuthority";
    public const string Voluntary = "voluntary";
    public const string PatientAndPublic = "patientAndPublic";
    public const string Education = "education";
    public const string Other = "other";
}
