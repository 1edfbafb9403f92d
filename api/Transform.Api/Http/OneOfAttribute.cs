using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Transform.Api.Http;

/// <summary>The value is one of the public string constants of a vocabulary class; the contract lists them.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class OneOfAttribute(Type vocabulary) : ValidationAttribute
{
    public IReadOnlyList<string> Values { get; } =
        [.. vocabulary.GetFields(BindingFlags.Public | BindingFlags.Static).Where(it => it.IsLiteral).Select(it => (string)it.GetRawConstantValue()!)];

    public override bool IsValid(object? value) => value switch
    {
        null => true,
        string text => Values.Contains(text, StringComparer.Ordinal),
        IEnumerable<string> many => many.All(it => Values.Contains(it, StringComparer.Ordinal)),
        _ => false,
    };

    public override string FormatErrorMessage(string name) => $"Choose one of: {string.Join(", ", Values)}.";
}

/// <summary>A day that a record can be about: from 1900 to 2200.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class SensibleDateAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value switch
    {
        null => true,
        DateOnly day => day.Year is >= 1900 and <= 2200,
        DateTime time => time.Year is >= 1900 and <= 2200,
        _ => false,
    };

    public override string FormatErrorMessage(string name) => "Give a date between 1900 and 2200.";
}

/// <summary>Text with something in it beside spaces.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class NotBlankAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is null || (value is string text && !string.IsNullOrWhiteSpace(text));

    public override string FormatErrorMessage(string name) => "Write something here.";
}

/// <summary>An address that a browser may open: http or https, without a name or password in it.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class WebLinkAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value switch
    {
        null => true,
        string text => Uri.TryCreate(text, UriKind.Absolute, out var link) && (link.Scheme == Uri.UriSchemeHttps || link.Scheme == Uri.UriSchemeHttp)
            && link.Host.Length > 0 && link.UserInfo.Length == 0,
        _ => false,
    };

    public override string FormatErrorMessage(string name) => "Give a link that starts with https:// or http://.";
}
