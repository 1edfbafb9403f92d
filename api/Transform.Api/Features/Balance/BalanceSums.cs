using Transform.Domain;

namespace Transform.Api.Features.Balance;

/// <summary>The sums of one programme's records, by month and altogether: what the domain scores.</summary>
public sealed class BalanceSums
{
    private readonly FocusTaxonomy taxonomy;
    private readonly SortedDictionary<int, StreamSums[]> months = [];

    private BalanceSums(FocusTaxonomy taxonomy) => this.taxonomy = taxonomy;

    /// <summary>By stream, all months together.</summary>
    public IReadOnlyDictionary<StreamKind, StreamTotals> Streams { get; private set; } = new Dictionary<StreamKind, StreamTotals>();

    /// <summary>Over the hours stream.</summary>
    public HorizonTotals Horizons { get; private set; } = HorizonTotals.Empty;

    /// <summary>Capital money of coded activities.</summary>
    public StreamTotals Capital { get; private set; } = StreamTotals.OfCounts(0, [0, 0]);

    public double AgendaMinutes { get; private set; }

    public double MinutesWithGroupPresent { get; private set; }

    public double LoggedPence { get; private set; }

    public int LoggedBy { get; private set; }

    public int CodedActivities { get; private set; }

    public int UncodedActivities { get; private set; }

    public int WithoutHours { get; private set; }

    /// <summary>By the records' own months that have any, in order; the key is <c>year × 12 + month − 1</c>.</summary>
    public IEnumerable<(int Month, IReadOnlyDictionary<StreamKind, StreamTotals> Streams)> Months =>
        months.Select(month => (month.Key, (IReadOnlyDictionary<StreamKind, StreamTotals>)StreamKinds.All.ToDictionary(s => s, s => month.Value[(int)s].Totals())));

    public static BalanceSums Of(ProgrammeRecords records)
    {
        var taxonomy = records.Taxonomy;
        var sums = new BalanceSums(taxonomy);
        var capital = new StreamSums(taxonomy.Count);
        var horizons = new HorizonSums(taxonomy, records.Settings.QuickWinMonths);
        var loggedBy = new HashSet<Guid>();
        foreach (var activity in records.Activities)
        {
            var minutes = AmountOf(activity, StreamKind.AgendaMinutes);
            sums.AgendaMinutes += minutes;
            sums.MinutesWithGroupPresent += minutes > 0 && records.InRoom.Contains(activity.Id) ? minutes : 0;
            sums.LoggedPence += activity.MoneyPence ?? 0;
            sums.WithoutHours += activity.Hours is null ? 1 : 0;
            loggedBy.Add(activity.CreatedBy);
            if (!records.Focus.TryGetValue(activity.Id, out var focus))
            {
                sums.UncodedActivities++;
                continue;
            }

            sums.CodedActivities++;
            var ordered = Whole(taxonomy.InOrder(focus));
            var month = sums.MonthOf(activity.StartsOn);
            foreach (var stream in StreamKinds.All)
            {
                month[(int)stream].Add(AmountOf(activity, stream), ordered);
            }

            capital.Add(activity.IsCapital ? activity.MoneyPence ?? 0 : 0, ordered);
            horizons.Add(AmountOf(activity, StreamKind.Activities), activity.HorizonMonths, ordered);   // a quick win is a thing done: counted, not weighed
        }

        var ofDimension = taxonomy.Dimensions.ToDictionary(it => it.Code, it => taxonomy.InOrder([new DimensionShare(it.Code, 1)]), StringComparer.Ordinal);
        foreach (var interview in records.Facts.Interviews)
        {
            foreach (var shares in interview.Mentions.Select(it => ofDimension.GetValueOrDefault(it.Dimension)).OfType<IReadOnlyList<double>>())
            {
                sums.MonthOf(DateOnly.FromDateTime(interview.HeldAt))[(int)StreamKind.Mentions].Add(1, shares);
            }
        }

        sums.LoggedBy = loggedBy.Count;
        sums.Capital = capital.Totals();
        sums.Horizons = horizons.Totals();
        sums.Streams = StreamKinds.All.ToDictionary(s => s, s => StreamSums.Together(taxonomy.Count, sums.months.Values.Select(month => month[(int)s])));
        return sums;
    }

    /// <summary>What a deed puts into a stream, in the stream's unit. Capital is no running cost.</summary>
    public static double AmountOf(ProgrammeRecords.ActivityRow activity, StreamKind stream) => stream switch
    {
        StreamKind.Activities => 1,
        StreamKind.Hours => activity.Hours ?? 0,
        StreamKind.Money => activity.IsCapital ? 0 : activity.MoneyPence ?? 0,
        StreamKind.AgendaMinutes => activity.AgendaMinutes ?? 0,
        StreamKind.Milestones => activity.IsMilestone ? 1 : 0,
        _ => 0,
    };

    /// <summary>Fractions typed as .333333 three times are a whole; anything further from one is no focus.</summary>
    public static IReadOnlyList<double> Whole(IReadOnlyList<double> shares)
    {
        var sum = shares.Sum();
        return sum == 1 ? shares
            : Math.Abs(sum - 1) < 1e-4 ? [.. shares.Select(share => share / sum)]
            : throw new InvalidOperationException("The focus of an activity does not sum to 1.");
    }

    private StreamSums[] MonthOf(DateOnly day)
    {
        var number = day.Year * 12 + day.Month - 1;
        if (!months.TryGetValue(number, out var month))
        {
            months[number] = month = [.. StreamKinds.All.Select(_ => new StreamSums(taxonomy.Count))];
        }

        return month;
    }

    private sealed class StreamSums(int dimensions)
    {
        private readonly double[] byDimension = new double[dimensions];
        private int n;
        private double sum;
        private double squares;

        public static StreamTotals Together(int dimensions, IEnumerable<StreamSums> parts)
        {
            var whole = new StreamSums(dimensions);
            foreach (var part in parts)
            {
                whole.n += part.n;
                whole.sum += part.sum;
                whole.squares += part.squares;
                for (var i = 0; i < dimensions; i++)
                {
                    whole.byDimension[i] += part.byDimension[i];
                }
            }

            return whole.Totals();
        }

        public void Add(double amount, IReadOnlyList<double> shares)
        {
            if (amount == 0)
            {
                return;
            }

            n++;
            sum += amount;
            squares += amount * amount;
            for (var i = 0; i < byDimension.Length; i++)
            {
                byDimension[i] += amount * shares[i];
            }
        }

        public StreamTotals Totals() => new(n, sum, squares, byDimension);
    }

    private sealed class HorizonSums(FocusTaxonomy taxonomy, double horizonMonths)
    {
        private int n;
        private int unknown;
        private double squares;
        private double structureAmount, shortStructureAmount, peopleAmount, shortPeopleAmount;
        private double structure, shortStructure, people, shortPeople;

        public void Add(double amount, int? horizon, IReadOnlyList<double> shares)
        {
            if (amount == 0)
            {
                return;
            }

            if (horizon is not { } known)
            {
                unknown++;
                return;
            }

            n++;
            squares += amount * amount;
            var ofPeople = taxonomy.SumOfPeople(shares);
            var ofStructure = shares.Sum() - ofPeople;
            var isShort = known <= horizonMonths ? 1 : 0;
            structureAmount += amount * ofStructure;
            shortStructureAmount += amount * ofStructure * isShort;
            peopleAmount += amount * ofPeople;
            shortPeopleAmount += amount * ofPeople * isShort;
            structure += ofStructure;
            shortStructure += ofStructure * isShort;
            people += ofPeople;
            shortPeople += ofPeople * isShort;
        }

        public HorizonTotals Totals() => new(
            n, unknown, squares, structureAmount, shortStructureAmount, peopleAmount, shortPeopleAmount, structure, shortStructure, people, shortPeople);
    }
}
