using System.Text.Json;
using Transform.Api.Data;
using Transform.Api.Scores;
using Transform.Domain;

namespace Transform.Api.Tests.Data;

public sealed class MeasuresTests
{
    private static readonly InterviewSnapshot Snapshot = new(3,
    [
        .. Enumerable.Range(1, 50).Select(i => new Conversation(
            Guid.CreateVersion7(), new DateTime(2026, 3, 1, 9, 0, 0, DateTimeKind.Utc).AddDays(i), AskedToAct.Asked, ["acute"], [new ThemeMention(Guid.CreateVersion7(), "P1")],
            [new StanceTaken(Guid.CreateVersion7(), 4, Elicited: true)], [new CommitmentMade(CommitmentStanding.Kept, 4052)], [Guid.CreateVersion7()],
            [new SecondCoding(Guid.CreateVersion7(), Guid.CreateVersion7(), [new ThemeFound(Guid.CreateVersion7(), ByFirst: true, BySecond: false)])], [Guid.CreateVersion7(), Guid.CreateVersion7()])),
    ]);

    [Fact]
    public void What_is_packed_is_unpacked_alike_and_smaller()
    {
        var packed = Measures.Pack(Snapshot);
        Assert.Equal(Json(Snapshot), Json(Measures.Unpack<InterviewSnapshot>(packed)));
        Assert.InRange(packed.Length, 1, Json(Snapshot).Length / 2);
    }

    [Fact]
    public void What_was_written_before_it_was_packed_is_read_too() => Assert.Equal(Json(Snapshot), Json(Measures.Unpack<InterviewSnapshot>(Measures.Write(Snapshot))));

    private static string Json(InterviewSnapshot snapshot) => JsonSerializer.Serialize(snapshot, Transform.Api.Http.Json.Options);
}
