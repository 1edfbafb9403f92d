namespace Transform.Api;

/// <summary>What can be set from outside; every default stands here.</summary>
public sealed record TransformOptions
{
    /// <summary>Where the embedded edition keeps its database, its key store and its secret (<c>TRANSFORM_DATA</c>).</summary>
    public required string DataFolder { get; init; }

    /// <summary>Fill an empty database with made-up programmes, bind to loopback only, and say so on every page (<c>--demo</c>).</summary>
    public bool Demo { get; init; }

    /// <summary>Lets whoever knows it set up a further workspace; without it only the first can be set up (<c>TRANSFORM_SETUP_CODE</c>).</summary>
    public string? SetupCode { get; init; }

    /// <summary>Requests a minute that one person or key may make, and sign-ins a minute from one address.</summary>
    public int RequestsPerMinute { get; init; } = 3000;

    public int SignInsPerMinute { get; init; } = 10;

    /// <summary>True where the service is reached over HTTPS, here or at the proxy before it: cookies are then Secure and carry the <c>__Host-</c> prefix (<c>TRANSFORM_HTTPS</c>).</summary>
    public bool OverHttps { get; init; }

    /// <summary>Addresses and networks of the proxies whose <c>X-Forwarded-For</c> is believed, separated by spaces (<c>TRANSFORM_PROXIES</c>).</summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    public static TransformOptions From(IConfiguration configuration, string[] args)
    {
        var demo = args.Contains("--demo", StringComparer.Ordinal);
        return new TransformOptions
        {
            Demo = demo,
            DataFolder = Path.GetFullPath(configuration["TRANSFORM_DATA"] ?? (demo ? "data/demo" : "data")),
            SetupCode = configuration["TRANSFORM_SETUP_CODE"],
            RequestsPerMinute = configuration.GetValue("TRANSFORM_REQUESTS_PER_MINUTE", 3000),
            SignInsPerMinute = configuration.GetValue("TRANSFORM_SIGN_INS_PER_MINUTE", 10),
            OverHttps = configuration.GetValue("TRANSFORM_HTTPS", defaultValue: false),
            Proxies = (configuration["TRANSFORM_PROXIES"] ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        };
    }
}
