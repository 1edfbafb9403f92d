namespace Transform.Server;

/// <summary>What the server edition needs beside <see cref="Transform.Api.TransformOptions"/>. All nodes share all of it but the role.</summary>
/// <param name="Database">Connection string of the main database (<c>TRANSFORM_SQLSERVER</c>); Hangfire keeps its own schema there.</param>
/// <param name="KeyDatabase">Connection string of the key store, a second database with its own short backup retention (<c>TRANSFORM_SQLSERVER_KEYS</c>).</param>
/// <param name="Secret">32 random bytes in base64, the same on every node (<c>TRANSFORM_SECRET</c>).</param>
/// <param name="Role"><c>api</c>, <c>worker</c> or <c>both</c> (<c>--role</c>).</param>
public sealed record ServerOptions(string Database, string KeyDatabase, byte[] Secret, string Role)
{
    public bool ServesRequests => Role is "api" or "both";

    public bool RunsJobs => Role is "worker" or "both";

    /// <exception cref="InvalidOperationException">Something that has no default is missing; the message says what.</exception>
    public static ServerOptions From(IConfiguration configuration)
    {
        var role = configuration["role"] ?? "both";
        if (role is not ("api" or "worker" or "both"))
        {
            throw new InvalidOperationException("--role is api, worker or both.");
        }

        var secret = Convert.FromBase64String(Needed(configuration, "TRANSFORM_SECRET"));
        return secret.Length == 32
            ? new ServerOptions(Needed(configuration, "TRANSFORM_SQLSERVER"), Needed(configuration, "TRANSFORM_SQLSERVER_KEYS"), secret, role)
            : throw new InvalidOperationException("TRANSFORM_SECRET holds 32 bytes in base64.");
    }

    private static string Needed(IConfiguration configuration, string name) =>
        configuration[name] is { Length: > 0 } value ? value : throw new InvalidOperationException($"Set {name}: the README says how.");
}
