namespace Transform.Domain;

/// <summary>
/// What kind of work somebody does: the NHS staff groups by their national codes 01 to 10, and groups for those who are in none of them.
/// </summary>
public static class ProfessionalGroups
{
    /// <summary>01.</summary>
    public const string MedicalAndDental = "medicalAndDental";

    /// <summary>02.</summary>
    public const string Students = "students";

    /// <summary>03, registered.</summary>
    public const string NursingAndMidwifery = "nursingAndMidwifery";

    /// <summary>04.</summary>
    public const string AlliedHealthProfessionals = "alliedHealthProfessionals";

    /// <summary>05.</summary>
    public const string AdditionalProfessionalScientificAndTechnical = "additionalProfessionalScientificAndTechnical";

    /// <summary>06.</summary>
    public const string HealthcareScientists = "healthcareScientists";

    /// <summary>07.</summary>
    public const string AdditionalClinicalServices = "additionalClinicalServices";

    /// <summary>08.</summary>
    public const string AdministrativeAndClerical = "administrativeAndClerical";

    /// <summary>09.</summary>
    public const string EstatesAndAncillary = "estatesAndAncillary";

    /// <summary>10.</summary>
    public const string SupplementaryRoles = "supplementaryRoles";

    /// <summary>Managers and executives, whom the national codes count as administrative.</summary>
    public const string GeneralManagement = "generalManagement";

    public const string PatientsAndPublic = "patientsAndPublic";
    public const string Carers = "carers";
    public const string LocalGovernment = "localGovernment";
    public const string VoluntarySector = "voluntarySector";
    public const string Unions = "unions";
    public const string Other = "other";
    public const string NotStated = "notStated";
}
