namespace Transform.Api.Data;

/// <summary>Tells whoever follows the spine on this node that it has grown. A lost signal costs only time: a schedule sweeps.</summary>
public sealed class WriteSignal
{
    public event Action? OnWritten;

    public void Written() => OnWritten?.Invoke();
}
