using System.Collections.Concurrent;
using Transform.Api.Jobs;

namespace Transform.Api.Scores;

/// <summary>Programmes that could not be scored, on this node: each is tried again after a while of its own, and holds up no other.</summary>
public sealed class FailingProgrammes
{
    private readonly ConcurrentDictionary<Guid, (int Failures, DateTime NotBefore)> failing = [];

    public bool IsEmpty => failing.IsEmpty;

    public bool MustWait(Guid programmeId, DateTime now) => failing.TryGetValue(programmeId, out var it) && now < it.NotBefore;

    public void Failed(Guid programmeId, DateTime now) => failing.AddOrUpdate(
        programmeId,
        _ => (1, now + JobRunner.BackOff(0)),
        (_, before) => (before.Failures + 1, now + JobRunner.BackOff(before.Failures)));

    public void Succeeded(Guid programmeId) => failing.TryRemove(programmeId, out _);
}
