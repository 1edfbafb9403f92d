using System.Text.Json.Serialization;

namespace Transform.Domain;

/// <summary>Where attention is seen, in the order in which it is shown: what is said, then what is done.</summary>
[JsonConverter(typeof(CamelCaseNames<StreamKind>))]
public enum StreamKind
{
    /// <summary>Mentions in interviews, counted: talk, kept apart from deeds.</summary>
    Mentions,

    /// <summary>Activities, counted.</summary>
    Activities,

    /// <summary>Effort, in hours.</summary>
    Hours,

    /// <summary>Money, in pence.</summary>
    Money,

    /// <summary>Agenda time, in minutes.</summary>
    AgendaMinutes,

    /// <summary>Milestones, counted.</summary>
    Milestones,
}

public static class StreamKinds
{
    public static IReadOnlyList<StreamKind> All { get; } = Enum.GetValues<StreamKind>();

    /// <summary>The weights of "deeds together": equal, and none for talk.</summary>
    public static IReadOnlyDictionary<StreamKind, double> DeedsEqually { get; } = All.ToDictionary(s => s, s => s.IsSaid() ? 0.0 : 1.0);

    public static bool IsSaid(this StreamKind stream) => stream == StreamKind.Mentions;

    /// <summary>As it stands in a sentence: "no <i>agenda minutes</i> have been logged".</summary>
    public static string InWords(this StreamKind stream) => stream switch
    {
        StreamKind.AgendaMinutes => "agenda minutes",
        StreamKind.Mentions => "interview mentions",
        StreamKind.Activities => "activities",
        StreamKind.Hours => "hours",
        StreamKind.Money => "money",
        StreamKind.Milestones => "milestones",
        _ => throw new ArgumentOutOfRangeException(nameof(stream), stream, "No such stream."),
    };
}
