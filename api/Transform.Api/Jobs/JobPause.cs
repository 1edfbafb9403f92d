namespace Transform.Api.Jobs;

/// <summary>Holds the embedded jobs off while something is written in many steps: what they publish of its first half might stand for long.</summary>
public sealed class JobPause
{
    private volatile TaskCompletionSource? ended;

    /// <summary>Done where nothing holds the jobs off, or no longer does.</summary>
    public Task Ended => ended?.Task ?? Task.CompletedTask;

    public async Task<T> WhileAsync<T>(Func<Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var pause = ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            return await work();
        }
        finally
        {
            pause.SetResult();
        }
    }
}
