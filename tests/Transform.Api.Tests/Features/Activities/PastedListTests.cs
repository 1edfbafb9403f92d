using FsCheck;
using FsCheck.Fluent;
using Transform.Api.Features.Activities;

namespace Transform.Api.Tests.Features.Activities;

public sealed class PastedListTests
{
    private static readonly DateOnly Near = new(2026, 3, 1);
    private static readonly string[] AllReadings = [Readings.Agenda, Readings.Budget, Readings.Actions];

    [Theory]
    [InlineData("10:05 Welcome and apologies (5 mins)", "Welcome and apologies", 5)]
    [InlineData("3. Digital referral system – 25 min", "Digital referral system", 25)]
    [InlineData("09:30–10:15 Listening to patients", "Listening to patients", 45)]
    [InlineData("09.30 - 10.15 Listening to patients", "Listening to patients", 45)]
    [InlineData("2-3pm: Estates", "Estates", 60)]
    [InlineData("11am to 1pm Estates", "Estates", 120)]
    [InlineData("11.30-1.00 Estates", "Estates", 90)]
    [InlineData("4) Finance report 1 hour 15 minutes", "Finance report", 75)]
    [InlineData("• Half an hour: questions", "questions", 30)]
    [InlineData("(iv) Questions\tJW\t0.5 hours", "Questions JW", 30)]
    [InlineData("2.1 Questions (10 minutes, JW)", "Questions (JW)", 10)]
    [InlineData("Item 7: Questions [10m]", "Questions", 10)]
    [InlineData("1\tQuestions\tJW\t10:05-10:20", "Questions JW", 15)]
    [InlineData("2. Minutes of the last meeting", "Minutes of the last meeting", null)]
    [InlineData("2 Minutes of the last meeting 5 mins", "2 Minutes of the last meeting", 5)]
    [InlineData("Budget 2025/26", "Budget 2025/26", null)]
    [InlineData("Raise £1.2m", "Raise", null)]
    public void An_agenda_line_gives_its_title_and_minutes(string line, string title, int? minutes)
    {
        var item = One(line, Readings.Agenda);
        Assert.Equal((title, minutes), (item.Title, item.Minutes));
        Assert.Equal(minutes is null, item.Reason is not null);
    }

    [Theory]
    [InlineData("Clinic room refit £45,000", "Clinic room refit", 45_000_00)]
    [InlineData("Training 12.5k", "Training", 12_500_00)]
    [InlineData("£1.2m", null, null)]
    [InlineData("Community hub £1.2m", "Community hub", 1_200_000_00)]
    [InlineData("Community hub - £1.2 million", "Community hub", 1_200_000_00)]
    [InlineData("Community hub (GBP 250.50)", "Community hub", 250_50)]
    [InlineData("Community hub: 1,500 GBP", "Community hub", 1_500_00)]
    [InlineData("Community hub\t45000", "Community hub", 45_000_00)]
    [InlineData("Community hub,45000", "Community hub", 45_000_00)]
    [InlineData("Community hub ..... 45,000.00", "Community hub", 45_000_00)]
    [InlineData("1. Community hub-£45", "Community hub", 45_00)]
    [InlineData("Community hub £5 monthly", "Community hub monthly", 5_00)]
    [InlineData("Community hub £500 (£500)", "Community hub", 500_00)]
    [InlineData("Community hub - 2026", "Community hub - 2026", null)]
    [InlineData("Community hub 2025/26", "Community hub 2025/26", null)]
    [InlineData("Community hub, 12 m fence", "Community hub, 12 m fence", null)]
    [InlineData("Community hub £500 of £1,000", "Community hub £500 of £1,000", null)]
    [InlineData("Community hub -£500", "Community hub -£500", null)]
    [InlineData("Community hub £999999999999999999999999999999999999", "Community hub £999999999999999999999999999999999999", null)]
    public void A_budget_line_gives_its_title_and_pounds(string line, string? title, int? pence)
    {
        if (title is null)
        {
            Assert.Single(PastedList.Read(line, Readings.Budget, Near).PassedOver);
            return;
        }

        var item = One(line, Readings.Budget);
        Assert.Equal((title, (long?)pence), (item.Title, item.MoneyPence));
        Assert.Equal(pence is null, item.Reason is not null);
    }

    [Theory]
    [InlineData("DW to set up joint learning day by 12 May", "DW to set up joint learning day", "2026-05-12")]
    [InlineData("DW to set up joint learning day by 12 Feb", "DW to set up joint learning day", "2027-02-12")]
    [InlineData("- JB to write to the board, due 3rd of June 2025.", "JB to write to the board", "2025-06-03")]
    [InlineData("JB to write to the board (by: 03/06/26)", "JB to write to the board", "2026-06-03")]
    [InlineData("JB to write to the board\t2026-06-03", "JB to write to the board", "2026-06-03")]
    [InlineData("JB to write to the board by June 3rd", "JB to write to the board", "2026-06-03")]
    [InlineData("JB to report on 3 May visit by 29 Feb", "JB to report on 3 May visit", "2028-02-29")]
    [InlineData("JB to write by 31 June", "JB to write by 31 June", null)]
    [InlineData("JB to write by Friday", "JB to write by Friday", null)]
    [InlineData("JB to visit 3 May and 4 May", "JB to visit 3 May and 4 May", null)]
    public void An_action_gives_its_title_and_the_day_it_is_due(string line, string title, string? day)
    {
        var item = One(line, Readings.Actions);
        Assert.Equal((title, day), (item.Title, item.On?.ToString("O", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(day is null, item.Reason is not null);
    }

    [Fact]
    public void Minutes_are_counted_to_the_next_start_where_the_line_gives_none()
    {
        var read = PastedList.Read("AGENDA\nDate: 12 May 2026\n10:00 Welcome\n10:05 Referrals\n10:30 Coffee break\n10:45 Listening (20 mins)\n11:30 Any other business\n12:00 Close", Readings.Agenda, Near);
        Assert.Equal(
            [(3, "Welcome", 5), (4, "Referrals", 25), (6, "Listening", 20), (7, "Any other business", 30)],
            read.Items.Select(it => (it.Line, it.Title, it.Minutes!.Value)));
        Assert.Equal([1, 2, 5, 8], read.PassedOver.Select(it => it.Line));
        Assert.Contains("next item", read.Items[0].Reason, StringComparison.Ordinal);
        Assert.Null(read.Items[2].Reason);
    }

    [Theory]
    [InlineData("Total £1.2m", Readings.Budget)]
    [InlineData("Grand total (inc. VAT)\t£4,000", Readings.Budget)]
    [InlineData("Item  Description  Cost", Readings.Budget)]
    [InlineData("Action / Owner / Due", Readings.Actions)]
    [InlineData("Venue: Room 3", Readings.Agenda)]
    [InlineData("--- 12 ---", Readings.Agenda)]
    [InlineData("Lunch", Readings.Agenda)]
    public void A_line_that_is_no_activity_is_passed_over_with_a_reason(string line, string reading)
    {
        var read = PastedList.Read(line, reading, Near);
        Assert.Empty(read.Items);
        Assert.NotEmpty(Assert.Single(read.PassedOver).Reason);
    }

    [Theory]
    [InlineData("Total knee workshop £200", Readings.Budget, "workshop")]
    [InlineData("Clinic chairs £200", Readings.Budget, "purchase")]
    [InlineData("4. Budget 10 mins", Readings.Agenda, "meeting")]
    [InlineData("Joint learning day", Readings.Agenda, "training")]
    [InlineData("JB to draft newsletter", Readings.Actions, "communication")]
    [InlineData("JB to write the case", Readings.Actions, "deliverable")]
    public void The_kind_follows_the_words_and_then_the_reading(string line, string reading, string kind) => Assert.Equal(kind, One(line, reading).Kind);

    [Fact]
    public void A_long_title_is_cut_between_characters()
    {
        var title = One("x" + string.Concat(Enumerable.Repeat("😀", 150)) + " £5", Readings.Budget).Title;
        Assert.Equal(199, title.Length);
        Assert.False(char.IsHighSurrogate(title[^1]));
    }

    [Fact]
    public void Whatever_is_pasted_every_draft_comes_from_its_line_and_no_figure_is_below_zero()
    {
        string[] pieces =
        [
            "10:05", "9.30", "–", "-", "to", "2pm", "am", "11", "2", "25", "mins", "1 hour", "30m", "£", "£45,000", "1.2m", "12.5k", "-£5", "GBP", ",", ".", "(", ")", "\t", "\n", "\r\n", " ", "3.", "(iv)", "•", "by", "due",
            "12 May", "31/02", "2026-13-40", "29 Feb", "Welcome", "Total", "Date:", "0", "9999999999999999999999", "😀", "\ud83d", "\0", "é", "ſept 3", "5K", "٣ mins", "[", "]", "half an hour", "minutes of", "per", "Lunch",
        ];
        var texts = Gen.OneOf(
            Gen.Elements(pieces).ListOf().Select(it => string.Join(' ', it)),
            Gen.Elements(pieces).ListOf().Select(it => string.Concat(it)),
            ArbMap.Default.GeneratorFor<string>().Select(it => it ?? ""));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(texts.ToArbitrary(), Gen.Elements(AllReadings).ToArbitrary(), (text, reading) =>
        {
            var lines = PastedList.Lines(text).ToDictionary(it => it.Number, it => it.Text);
            var read = PastedList.Read(text, reading, Near);
            Assert.Equal(lines.Keys, read.Items.Select(it => it.Line).Concat(read.PassedOver.Select(it => it.Line)).Order());
            Assert.All(read.Items, item =>
            {
                Assert.True(item.Minutes is null or (>= 0 and <= 1440), $"{item.Minutes} minutes");
                Assert.True(item.MoneyPence is null or >= 0, $"{item.MoneyPence} pence");
                Assert.InRange(item.Title.Length, 1, 200);
                Assert.True(Follows(item.Title, lines[item.Line]), $"“{item.Title}” is not from “{lines[item.Line]}”");
            });
            Assert.All(read.PassedOver, line => Assert.NotEmpty(line.Reason));
        }));
    }

    private static PastedList.Item One(string line, string reading)
    {
        var read = PastedList.Read(line, reading, Near);
        Assert.Empty(read.PassedOver);
        return Assert.Single(read.Items);
    }

    /// <summary>The title's characters stand in the line in the same order.</summary>
    private static bool Follows(string title, string line)
    {
        var at = 0;
        return title.Where(c => c != ' ').All(c => (at = line.IndexOf(c, at) + 1) > 0);
    }
}
