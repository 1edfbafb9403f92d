namespace Transform.Api.Features.Activities;

/// <summary>What an activity is.</summary>
public static class ActivityKinds
{
    public const string Meeting = "meeting";
    public const string Workshop = "workshop";
    public const string Deliverable = "deliverable";
    public const string Purchase = "purchase";
    public const string Communication = "communication";
    public const string Training = "training";
    public const string Other = "other";
}

/// <summary>How far an activity has come.</summary>
public static class ActivityStatuses
{
    public const string Planned = "planned";
    public const string Done = "done";
    public const string Cancelled = "cancelled";
}
