namespace Transform.Api.Demonstration;

/// <summary>An interview as it was logged.</summary>
internal sealed record LoadedInterview(Guid Id, IReadOnlyList<Guid> Commitments);

/// <summary>Makes evidence of a programme's interviews: codes them, has some coded a second time, names what keeps people from acting, and brings in what was said in the open.</summary>
internal sealed class EvidenceLoader(
    string path, DemonstrationClient lead, DemonstrationClient contributor, IReadOnlyList<Guid> themes, IReadOnlyDictionary<string, Guid> organisations, IReadOnlyDictionary<string, Guid> people, Func<int, DateOnly> daysAgo)
{
    /// <summary>Interviews that are coded twice, at least.</summary>
    private const int CodedTwice = 6;

    public async Task LoadAsync(DemonstrationData.ProgrammeData data, IReadOnlyList<LoadedInterview> interviews, CancellationToken ct)
    {
        var quotes = new List<List<Guid>>();
        foreach (var (it, interview) in data.Interviews.Zip(interviews))
        {
            quotes.Add([]);
            foreach (var quote in it.Quotes ?? [])
            {
                quotes[^1].Add(await CodeAsync(lead, it, interview.Id, quote.Text, quote.Themes, ct));
            }
        }

        if (quotes.Exists(it => it.Count > 0))
        {
            await CodeTwiceAsync(data, interviews, ct);
        }

        foreach (var barrier in data.Barriers ?? [])
        {
            await NameAsync(barrier, interviews, quotes, ct);
        }

        foreach (var memo in data.Memos ?? [])
        {
            await lead.PostAsync($"{path}/memos", new
            {
                memo.Text, themeId = memo.Theme is { } theme ? themes[theme] : (Guid?)null, interviewId = memo.Interview is { } interview ? interviews[interview].Id : (Guid?)null,
            }, ct);
        }

        foreach (var discussion in data.Discussions ?? [])
        {
            await DiscussAsync(discussion, ct);
        }
    }

    private Task<Guid> CodeAsync(DemonstrationClient coder, DemonstrationData.InterviewData it, Guid interviewId, string text, IReadOnlyList<int> found, CancellationToken ct)
    {
        var start = it.Notes.IndexOf(text, StringComparison.Ordinal);
        return coder.MakeAsync($"{path}/quotes", new { interviewId, start, end = start + text.Length, seenText = text, themeIds = found.Select(theme => themes[theme]) }, ct);
    }

    /// <summary>The contributor codes blind what is suggested and open to them, and more until there are enough; the lead settles what differs.</summary>
    private async Task CodeTwiceAsync(DemonstrationData.ProgrammeData data, IReadOnlyList<LoadedInterview> interviews, CancellationToken ct)
    {
        var listed = (await contributor.GetAsync($"{path}/blind-codings", ct))["items"]!.AsArray();
        var suggested = listed.Where(it => it!["mayTake"]!.GetValue<bool>()).Select(it => it!["interviewId"]!.GetValue<Guid>()).ToHashSet();
        var chosen = data.Interviews.Zip(interviews)
            .Where(it => it.First.Quotes is { Count: > 0 } && it.First.Confidentiality == Trust.Confidentiality.Programme)
            .OrderByDescending(it => suggested.Contains(it.Second.Id))
            .Take(Math.Max(CodedTwice, suggested.Count));
        foreach (var (it, interview) in chosen)
        {
            var second = $"{path}/interviews/{interview.Id}/blind-codings/{contributor.UserId}";
            await lead.PutAsync(second, new { }, ct);
            foreach (var quote in it.Quotes!.Where(quote => quote.Second is not []))
            {
                await CodeAsync(contributor, it, interview.Id, quote.Text, quote.Second ?? quote.Themes, ct);
            }

            await contributor.PostAsync($"{second}/finish", new { }, ct);
            var comparison = await lead.GetAsync($"{second}/comparison", ct);
            var kept = comparison["themes"]!.AsArray().Where(theme => theme!["inFirst"]!.GetValue<bool>()).Select(theme => theme!["themeId"]!.GetValue<Guid>());
            await lead.PutAsync($"{second}/settlement", new { themeIds = kept }, ct, comparison["version"]!.GetValue<int>());
        }
    }

    private async Task NameAsync(DemonstrationData.BarrierData it, IReadOnlyList<LoadedInterview> interviews, List<List<Guid>> quotes, CancellationToken ct)
    {
        var barrier = await lead.MakeAsync($"{path}/barriers", new
        {
            it.Name, it.Definition, systemName = it.System, organisationId = it.Organisation is null ? (Guid?)null : organisations[it.Organisation],
            ownerPersonId = it.Owner is null ? (Guid?)null : people[it.Owner], it.Status, askedOn = Day(it.AskedDaysAgo), answeredOn = Day(it.AnsweredDaysAgo), removedOn = Day(it.RemovedDaysAgo), it.Answer,
        }, ct);
        foreach (var evidence in it.Evidence)
        {
            var interview = interviews[evidence.Interview];
            await lead.PostAsync($"{path}/barriers/{barrier}/evidence", (evidence.Quote, evidence.Commitment) switch
            {
                ({ } quote, _) => new { quoteId = quotes[evidence.Interview][quote], evidence.Stand },
                (_, { } commitment) => new { commitmentId = interview.Commitments[commitment], evidence.Stand },
                _ => new { interviewId = interview.Id, evidence.Stand },
            }, ct);
        }

        DateOnly? Day(int? days) => days is { } ago ? daysAgo(ago) : null;
    }

    /// <summary>The contributions come in as a file, as they would from anywhere else.</summary>
    private async Task DiscussAsync(DemonstrationData.DiscussionData it, CancellationToken ct)
    {
        var held = daysAgo(it.DaysAgo);
        var discussion = $"{path}/discussions/{await lead.MakeAsync($"{path}/discussions", new { it.Title, it.Kind, heldOn = held, it.SourceLink, it.Invitation }, ct)}";
        var lines = it.Contributions.Select((said, index) => string.Join(',', new[] { $"{held:yyyy-MM-dd} {19 + (index / 20)}:{3 * index % 60:00}", said.Author, said.Text, said.Consent }.Select(Cell)));
        await lead.ImportAsync($"{discussion}/contributions/imports", "saidAt,author,text,consent\r\n" + string.Join("\r\n", lines), ct);
        var contributions = (await lead.GetAsync($"{discussion}/contributions?limit=200", ct))["items"]!.AsArray();
        foreach (var (said, contribution) in it.Contributions.Zip(contributions))
        {
            foreach (var quote in said.Quotes)
            {
                var start = said.Text.IndexOf(quote.Text, StringComparison.Ordinal);
                await lead.PostAsync($"{path}/quotes", new
                {
                    contributionId = contribution!["id"]!.GetValue<Guid>(), start, end = start + quote.Text.Length, seenText = quote.Text, themeIds = quote.Themes.Select(theme => themes[theme]),
                }, ct);
            }
        }
    }

    private static string Cell(string? text) => $"\"{text?.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
