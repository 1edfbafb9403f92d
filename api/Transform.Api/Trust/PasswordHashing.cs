using Microsoft.AspNetCore.Identity;
using Transform.Api.Http;

namespace Transform.Api.Trust;

/// <summary>
/// Hashes and checks passwords, no more at once than there are cores: a hash costs a tenth of a second on purpose, and many who guess
/// must not take the service's threads from everybody else.
/// </summary>
public sealed class PasswordHashing(IPasswordHasher<SignedInUser> hasher) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim cores = new(Environment.ProcessorCount);

    public Task<string> HashAsync(string password, CancellationToken ct) => RunAsync(() => hasher.HashPassword(SignedInUser.Instance, password), ct);

    /// <param name="hash">Null where there is no such account: the same work is done, so that time does not tell.</param>
    public Task<PasswordVerificationResult> VerifyAsync(string? hash, string password, CancellationToken ct) => RunAsync(() =>
    {
        if (hash is not null)
        {
            return hasher.VerifyHashedPassword(SignedInUser.Instance, hash, password);
        }

        hasher.HashPassword(SignedInUser.Instance, password);
        return PasswordVerificationResult.Failed;
    }, ct);

    public void Dispose() => cores.Dispose();

    private async Task<T> RunAsync<T>(Func<T> work, CancellationToken ct)
    {
        if (!await cores.WaitAsync(Patience, ct))
        {
            throw new ProblemException(Problems.Of("rate-limited", "Many people are signing in just now. Try again in a minute."));
        }

        try
        {
            return await Task.Run(work, ct);
        }
        finally
        {
            cores.Release();
        }
    }
}
