using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Activities;

/// <summary>
/// Reads an agenda, a budget or an action log as pasted, and drafts an activity from each line: minutes, pounds or the day it is due, and
/// the dimensions its words speak of. It writes nothing; a person looks it over and sends it to <c>/activities/batch</c>. Whether money is
/// capital is not guessed.
/// </summary>
public static class DraftActivities
{
    public sealed record Request
    {
        [Required, NotBlank, StringLength(65_536)]
        public required string Text { get; init; }

        [Required, OneOf(typeof(Readings))]
        public required string Reading { get; init; }

        /// <summary>The day of the meeting or the first of the budget: what a line without a day of its own gets.</summary>
        [SensibleDate]
        public DateOnly? StartsOn { get; init; }
    }

    /// <param name="PassedOver">Lines that are no activity: headings, totals, breaks.</param>
    public sealed record Response(IReadOnlyList<Draft> Drafts, IReadOnlyList<PastedList.Skipped> PassedOver);

    /// <param name="Line">The line's number in the text, from 1.</param>
    /// <param name="Minutes">The length that the line gives.</param>
    /// <param name="AgendaMinutes">The same, where the text is an agenda.</param>
    /// <param name="Suggestion">Absent where no listed word stands in the title.</param>
    /// <param name="Reason">What the line does not give, or how a figure was come by.</param>
    public sealed record Draft(
        int Line, string Title, string Kind, DateOnly? StartsOn, int? Minutes, long? MoneyPence, int? AgendaMinutes, SuggestedFocus? Suggestion, string? Reason);

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("/drafts", HandleAsync).WithName("draftActivities").WithSummary("Draft activities from pasted text").Requires(Scopes.WriteProgrammes);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Request body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        if (PastedList.Lines(body.Text).Count is > PastedList.MostLines and var lines)
        {
            return Problems.Invalid("/text", $"This is {lines} lines; paste {PastedList.MostLines} at a time at most.");
        }

        var words = new TaxonomyWords(await db.QueryAsync<TaxonomyDimension>(TaxonomyDimension.OfProgrammeSql, new { user.WorkspaceId, ProgrammeId = programmeId }, ct));
        var read = PastedList.Read(body.Text, body.Reading, body.StartsOn ?? clock.UtcToday());
        var drafts = read.Items.Select(it =>
        {
            var suggestion = words.Suggest(it.Title);
            var reason = string.Join(' ', new[] { it.Reason, suggestion is null ? TaxonomyWords.NothingFound : null }.Where(text => text is not null));
            return new Draft(
                it.Line, it.Title, it.Kind, it.On ?? body.StartsOn, it.Minutes, it.MoneyPence, body.Reading == Readings.Agenda ? it.Minutes : null, suggestion, reason.Length == 0 ? null : reason);
        });
        return TypedResults.Ok(new Response([.. drafts], read.PassedOver));
    }
}
