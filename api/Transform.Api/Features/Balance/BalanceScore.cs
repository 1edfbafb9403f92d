using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Transform.Api.Http;
using Transform.Api.Scores;
using Transform.Domain;

namespace Transform.Api.Features.Balance;

/// <summary>All that the job writes about one programme, for those who may open its interviews and for those who may not.</summary>
public sealed record BalanceScore(
    ProgrammeBalance Full, ProgrammeBalance Published, BalanceGlance Glance, BalanceGlance PublishedGlance, BalanceHistory History, string InputsHash)
{
    public static BalanceScore Of(Scoring scoring, ProgrammeRecords records)
    {
        var (programmeId, sequence, now) = (scoring.ProgrammeId, scoring.Sequence, scoring.Now);
        var sums = BalanceSums.Of(records);
        var taxonomy = records.Taxonomy;
        var settings = records.Settings;
        var agreement = AgreementOf(records);
        var (all, published) = (scoring.Facts.Conversations, scoring.Snapshot.Conversations);
        var (coded, codedThen) = (Coded(all, taxonomy), Coded(published, taxonomy));
        var target = FocusTarget.Evenly(settings.TargetPeopleShare, taxonomy);

        var full = BalanceOfFocus.Score(new BalanceInputs(taxonomy, sums.Streams, sums.Horizons, target, agreement.Known, Domain.CodingAgreement.Of(all.CodedTwice()).Known));
        var forOthers = BalanceOfFocus.Score(new BalanceInputs(
            taxonomy,
            new Dictionary<StreamKind, StreamTotals>(sums.Streams) { [StreamKind.Mentions] = Mentions(published, taxonomy) },
            sums.Horizons,
            target,
            agreement.Known,
            Domain.CodingAgreement.Of(published.CodedTwice()).Known));

        var balance = Describe(full, all.Count, coded);
        return new BalanceScore(
            balance,
            Describe(forOthers, published.Count, codedThen),
            BalanceGlance.Of(full, all.Count, coded, SayDo(all)),
            BalanceGlance.Of(forOthers, published.Count, codedThen, SayDo(published)),
            BalanceHistory.Of(sums, taxonomy, sequence, now),
            Hash(balance, sums, scoring.Snapshot));

        ProgrammeBalance Describe(BalanceResult result, int interviews, int codedInterviews) => new(
            programmeId,
            result.MethodVersion,
            sequence,
            now,
            AsOf: null,
            new TaxonomyUsed(settings.TaxonomyId, settings.Edition, taxonomy.Dimensions),
            settings.TargetPeopleShare,
            result.Streams,
            result.Together,
            result.QuickWin,
            result.TalkEffortGap,
            Room(sums, settings),
            Backfill(settings),
            Logged(sums, settings),
            Capital(sums, taxonomy, agreement.Known),
            InWords(agreement, records.Focus.Keys.Count(id => BlindSample.Holds(programmeId, id))),
            new UncodedRecords(sums.UncodedActivities, sums.WithoutHours, interviews - codedInterviews),
            new InterviewCounts(interviews, codedInterviews, Reason: null));
    }

    private static SayDoResult SayDo(IReadOnlyList<Conversation> conversations) => SayDoGap.Of([.. conversations.Select(it => it.SayDo())]);

    private static int Coded(IReadOnlyList<Conversation> conversations, FocusTaxonomy taxonomy)
    {
        var codes = taxonomy.Dimensions.Select(it => it.Code).ToHashSet(StringComparer.Ordinal);
        return conversations.Count(it => it.Mentions.Any(mention => codes.Contains(mention.Dimension)));
    }

    private static StreamTotals Mentions(IReadOnlyList<Conversation> conversations, FocusTaxonomy taxonomy)
    {
        var mentions = conversations.SelectMany(it => it.Mentions).CountBy(it => it.Dimension, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var byDimension = taxonomy.Dimensions.Select(it => (double)mentions.GetValueOrDefault(it.Code)).ToArray();
        return StreamTotals.OfCounts((int)byDimension.Sum(), byDimension);
    }

    private static RoomShare Room(BalanceSums sums, ProgrammeRecords.SettingsRow settings)
    {
        var share = settings.Groups == 0
            ? Share.Of(0, 0, "the groups who must change have not been named")
            : Share.Of(sums.MinutesWithGroupPresent, sums.AgendaMinutes, "no agenda minutes have been logged");
        return new RoomShare(sums.AgendaMinutes, sums.MinutesWithGroupPresent, share.Value, share.Reason);
    }

    private static BackfillShare Backfill(ProgrammeRecords.SettingsRow settings)
    {
        var share = Share.Of(
            settings.HoursBackfilled,
            settings.HoursAsked,
            settings.Groups == 0 ? "the groups who must change have not been named" : "no hours have been asked of the groups who must change");
        return new BackfillShare(settings.HoursAsked, settings.HoursBackfilled, share.Value, share.Reason);
    }

    private static LoggedShare Logged(BalanceSums sums, ProgrammeRecords.SettingsRow settings)
    {
        var budget = Share.Of(sums.LoggedPence, settings.KnownBudgetPence ?? 0, "the known budget has not been given").Value;
        var calendar = Share.Of(sums.AgendaMinutes, settings.KnownAgendaMinutes ?? 0, "the known agenda time has not been given").Value;
        var reason = (budget, calendar) switch
        {
            (null, null) => NothingYet.Because("neither the known budget nor the known agenda time has been given"),
            (null, _) => NothingYet.Because("the known budget has not been given"),
            (_, null) => NothingYet.Because("the known agenda time has not been given"),
            _ => null,
        };
        return new LoggedShare(settings.KnownBudgetPence, sums.LoggedPence, budget, settings.KnownAgendaMinutes, sums.AgendaMinutes, calendar, sums.LoggedBy, reason);
    }

    private static CapitalBalance Capital(BalanceSums sums, FocusTaxonomy taxonomy, bool agreementKnown)
    {
        // Scored as money is, by the same rules; only its name is another.
        var scored = BalanceOfFocus.Score(new BalanceInputs(taxonomy, new Dictionary<StreamKind, StreamTotals> { [StreamKind.Money] = sums.Capital }, AgreementKnown: agreementKnown))
            .Streams.Single(s => s.Stream == StreamKind.Money);
        return new CapitalBalance(
            scored.Total, scored.N, scored.Grade, scored.PeopleShare, scored.Band,
            scored.Grade == Grade.Nothing ? NothingYet.Because("no capital has been logged") : scored.Reason);
    }

    private static Agreement AgreementOf(ProgrammeRecords records)
    {
        var codes = new Dictionary<Guid, Dictionary<Guid, string>>();            // by coder, then by activity
        var twice = records.Ratings.Select(it => it.ActivityId).ToHashSet();
        var codedBy = records.Activities.Where(it => twice.Contains(it.Id) && records.Focus.ContainsKey(it.Id)).ToDictionary(it => it.Id, it => it.CodedBy ?? Guid.Empty);
        var rated = new List<Guid>();
        foreach (var ofActivity in records.Ratings.GroupBy(it => it.ActivityId))
        {
            if (!codedBy.TryGetValue(ofActivity.Key, out var coder))
            {
                continue;
            }

            var seconds = ofActivity.Where(it => it.RatedBy != coder).GroupBy(it => it.RatedBy).ToList();
            if (seconds.Count == 0)
            {
                continue;
            }

            rated.Add(ofActivity.Key);
            Of(coder)[ofActivity.Key] = KrippendorffAlpha.DominantDimension(records.Focus[ofActivity.Key], records.Taxonomy);
            foreach (var second in seconds)
            {
                if (Dominant(second) is { } dimension)
                {
                    Of(second.Key)[ofActivity.Key] = dimension;
                }
            }
        }

        var coders = codes.Count == 0 ? records.Activities.Where(it => records.Focus.ContainsKey(it.Id)).Select(it => it.CodedBy).Distinct().Count() : codes.Count;
        return codes.Count == 0 && coders > 0
            ? new Agreement(null, AgreementVerdict.Unknown, coders, 0, NothingYet.Because("no record has been coded by two people"))
            : KrippendorffAlpha.OfNames([.. codes.Values.Select(ofCoder => rated.Select(activity => ofCoder.GetValueOrDefault(activity)).ToArray())]);

        Dictionary<Guid, string> Of(Guid coder) => codes.TryGetValue(coder, out var ofCoder) ? ofCoder : codes[coder] = [];

        string? Dominant(IEnumerable<ProgrammeRecords.RatingRow> rating)
        {
            var known = rating.Where(it => records.Taxonomy.Dimensions.Any(d => d.Code == it.Dimension)).Select(it => new DimensionShare(it.Dimension, it.Share)).ToList();
            return known.Count == 0 ? null : KrippendorffAlpha.DominantDimension(known, records.Taxonomy);
        }
    }

    private static CodingAgreement InWords(Agreement agreement, int asked) => new(
        agreement.Alpha,
        agreement.Units,
        asked,
        agreement.Coders,
        agreement.InWords,
        agreement.Reason);

    private static string Hash(ProgrammeBalance balance, BalanceSums sums, InterviewSnapshot snapshot)
    {
        var inputs = JsonSerializer.Serialize(
            new
            {
                balance.MethodVersion, balance.Taxonomy, balance.Target, sums.Streams, sums.Horizons, sums.Capital,
                balance.Room, balance.Backfill, balance.Logged, balance.Agreement, balance.Uncoded, balance.Interviews, Snapshot = snapshot.Number,
            },
            Json.Options);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(inputs)));
    }
}
