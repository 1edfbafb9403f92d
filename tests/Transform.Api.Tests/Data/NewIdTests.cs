using System.Collections.Concurrent;
using Transform.Api.Http;

namespace Transform.Api.Tests.Data;

public sealed class NewIdTests
{
    [Fact]
    public void Ids_sort_as_they_were_made_and_none_is_made_twice()
    {
        var made = Enumerable.Range(0, 20_000).Select(_ => NewId.Next().ToString()).ToList();
        Assert.Equal(made.Order(StringComparer.Ordinal), made);
        Assert.All(made, it => Assert.Equal('7', it[14]));
        var together = new ConcurrentBag<Guid>();
        Parallel.For(0, 20_000, _ => together.Add(NewId.Next()));
        Assert.Equal(20_000, together.Distinct().Count());
    }
}
