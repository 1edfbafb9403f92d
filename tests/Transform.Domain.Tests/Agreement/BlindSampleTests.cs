namespace Transform.Domain.Tests.Agreement;

public sealed class BlindSampleTests
{
    [Theory]
    [InlineData("01890000-0000-7000-8000-000000000001")]
    [InlineData("01890000-0000-7000-8000-0000000000ff")]
    public void About_a_tenth_of_any_programme_is_asked_for(string programme)
    {
        var held = Enumerable.Range(0, 20_000).Count(i => BlindSample.Holds(Guid.Parse(programme), new Guid(i, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8])));
        Assert.InRange(held, 1_850, 2_150);             // four standard errors about 2,000
    }

    [Fact]
    public void What_is_asked_for_can_be_worked_out_elsewhere()
    {
        var programme = Guid.Parse("01890000-0000-7000-8000-000000000001");
        var held = Enumerable.Range(0, 40).Where(i => BlindSample.Holds(programme, Guid.Parse($"01890000-0000-7000-8000-0000000001{i:d2}"))).ToArray();
        Assert.Equal([17], held);      // by Python's hashlib
    }
}
