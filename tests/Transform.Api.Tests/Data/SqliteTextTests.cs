using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Transform.Api.Data;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Data;

public sealed class SqliteTextTests
{
    [Fact]
    public void Any_time_that_is_written_is_read_back_to_the_tick()
    {
        var db = TestService.Shared.Services.GetRequiredService<Db>();
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<DateTime>(), time =>
        {
            var utc = DateTime.SpecifyKind(time, DateTimeKind.Utc);
            var read = db.FindAsync<DateTime>("SELECT @Time", new { Time = utc }, CancellationToken.None).GetAwaiter().GetResult();
            return read == utc && read.Kind == DateTimeKind.Utc;
        }));
    }

    [Fact]
    public void Any_day_that_is_written_is_read_back()
    {
        var db = TestService.Shared.Services.GetRequiredService<Db>();
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<DateTime>(), time =>
        {
            var day = DateOnly.FromDateTime(time);
            return db.FindAsync<DateOnly>("SELECT @Day", new { Day = day }, CancellationToken.None).GetAwaiter().GetResult() == day;
        }));
    }

    [Theory]
    [InlineData("2026-11-2x")]
    [InlineData("2026-11-22 10:00")]
    [InlineData("22/11/2026")]
    public async Task What_is_not_a_time_is_not_taken_for_one(string text)
    {
        var db = TestService.Shared.Services.GetRequiredService<Db>();
        await Assert.ThrowsAnyAsync<Exception>(() => db.FindAsync<DateTime>("SELECT @Text", new { Text = text }, CancellationToken.None));
    }
}
