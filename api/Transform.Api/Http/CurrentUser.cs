using Transform.Api.Trust;

namespace Transform.Api.Http;

/// <summary>Who asks, in which workspace, and with which rights. One a request; the jobs and the demonstration make their own.</summary>
public sealed class CurrentUser
{
    public Guid WorkspaceId { get; private set; }

    /// <summary>The user's id, or the API key's.</summary>
    public Guid Id { get; private set; }

    public string Role { get; private set; } = "";

    public IReadOnlySet<string> Scopes { get; private set; } = new HashSet<string>();

    public bool IsKnown => WorkspaceId != Guid.Empty;

    /// <summary>Administrators and API keys see every programme of the workspace; others those they work on or read in a portfolio.</summary>
    public bool SeesEveryProgramme => Role is Roles.Administrator or Roles.Integrator;

    /// <summary>True where the user leads the programme that the request names.</summary>
    public bool LeadsProgramme => LeadsSince is not null;

    /// <summary>Since when they do.</summary>
    public DateTime? LeadsSince { get; set; }

    /// <summary>The request's <c>Idempotency-Key</c> with the hash of its body.</summary>
    public IdempotencyKey? Idempotency { get; set; }

    /// <summary>The workspace's sequence after this request's write, for the <c>Change-Sequence</c> header.</summary>
    public long? ChangeSequence { get; set; }

    public bool Has(string scope) => Scopes.Contains(scope);

    /// <summary>What distinguishes what this reader may see, for ETags of lists and computed resources.</summary>
    public string Rights => $"{Role}:{Id:N}";

    public static CurrentUser Of(Guid workspaceId, Guid id, string role, IReadOnlySet<string>? scopes = null)
    {
        var user = new CurrentUser();
        user.Become(workspaceId, id, role, scopes ?? Trust.Scopes.Of(role));
        return user;
    }

    public void Become(Guid workspaceId, Guid id, string role, IReadOnlySet<string> scopes)
    {
        WorkspaceId = workspaceId;
        Id = id;
        Role = role;
        Scopes = scopes;
    }
}

/// <param name="BodyHash">HMAC-SHA-256 of the body, hexadecimal.</param>
public sealed record IdempotencyKey(string Value, string BodyHash);
