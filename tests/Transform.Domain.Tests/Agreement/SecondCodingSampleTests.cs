namespace Transform.Domain.Tests.Agreement;

public sealed class SecondCodingSampleTests
{
    private static readonly Guid Programme = Guid.Parse("0199a8f0-6c1e-7b3a-9d52-3f1c8e4b7a10");

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 3)]
    [InlineData(5, 5)]
    [InlineData(21, 5)]
    [InlineData(26, 6)]
    [InlineData(100, 20)]
    public void A_fifth_is_drawn_and_five_at_least(int coded, int drawn) => Assert.Equal(drawn, SecondCodingSample.Of(Programme, Ids(coded)).Count);

    [Fact]
    public void The_draw_does_not_hang_on_the_order_and_another_programme_draws_others()
    {
        var ids = Ids(200);
        Assert.Equal(SecondCodingSample.Of(Programme, ids), SecondCodingSample.Of(Programme, ids.Reverse()));
        Assert.NotEqual(SecondCodingSample.Of(Programme, ids), SecondCodingSample.Of(Guid.Empty, ids));
    }

    private static Guid[] Ids(int count) => [.. Enumerable.Range(1, count).Select(it => new Guid(it, 7, 7, 1, 2, 3, 4, 5, 6, 7, 8))];
}
