namespace Transform.Domain;

/// <summary>A sector that an interview may belong to.</summary>
/// <param name="Belongs">Whether it belongs to the programme, so that its silence counts.</param>
public sealed record CoverageSector(string Name, bool Belongs);

/// <param name="Endorsement">1 to 5; 4 and 5 endorse.</param>
public sealed record CoverageStance(Guid PropositionId, int Endorsement);

/// <summary>One conversation: an interview with its follow-ups folded in.</summary>
/// <param name="Sectors">Of the people interviewed; it counts once in each. May be empty.</param>
/// <param name="Stances">At most one for each proposition.</param>
public sealed record CoverageConversation(IReadOnlyCollection<string> Sectors, IReadOnlyCollection<CoverageStance> Stances);

/// <summary>One sector on one proposition, in conversations.</summary>
/// <param name="Interviewed">From the sector, asked about it or not.</param>
/// <param name="Asked">Of those, with a stance on it.</param>
/// <param name="Endorsed">Of those, endorsing.</param>
public sealed record CoverageCell(Guid PropositionId, int Interviewed, int Asked, int Endorsed);

/// <param name="Interviewed">Conversations with somebody of the sector.</param>
/// <param name="Propositions">One cell each, in the order given.</param>
public sealed record SectorCoverage(string Name, bool Belongs, int Interviewed, IReadOnlyList<CoverageCell> Propositions);

/// <summary>One proposition over all conversations, whatever their sector.</summary>
/// <param name="AllAgree">True, or null: it is refused while a sector that belongs has nobody who was asked, or while somebody did not endorse.</param>
/// <param name="Unheard">Sectors that belong and have nobody who was asked, in the order given.</param>
/// <param name="Reason">Set exactly when "all agree" is refused.</param>
public sealed record PropositionCoverage(Guid Id, int Asked, int Endorsed, bool? AllAgree, IReadOnlyList<string> Unheard, string? Reason);

/// <summary>Who has been heard, on what.</summary>
/// <param name="N">Conversations.</param>
/// <param name="WithNobody">Sectors that belong to the programme, of whom nobody has been interviewed.</param>
public sealed record CoverageResult(
    int N, IReadOnlyList<SectorCoverage> Sectors, IReadOnlyList<PropositionCoverage> Propositions, IReadOnlyList<string> WithNobody);

/// <summary>Sectors by propositions: nobody may say "all agree" for a sector that was never asked.</summary>
public static class Coverage
{
    /// <summary>Moves whenever the same records could give another figure.</summary>
    public const string MethodVersion = "coverage-1";

    /// <param name="sectors">All that are known, in the order to be shown in; each name once.</param>
    /// <param name="propositions">In the order to be shown in.</param>
    /// <exception cref="ArgumentException">A conversation names a sector or proposition that is not listed, or has two stances on one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A stance is outside 1 to 5.</exception>
    public static CoverageResult Of(
        IReadOnlyList<CoverageSector> sectors, IReadOnlyList<Guid> propositions, IReadOnlyCollection<CoverageConversation> conversations)
    {
        Check(sectors, propositions, conversations);
        var bySector = sectors
            .Select(sector =>
            {
                var theirs = conversations.Where(c => c.Sectors.Contains(sector.Name)).ToArray();
                return new SectorCoverage(sector.Name, sector.Belongs, theirs.Length, [.. propositions.Select(p => CellOf(p, theirs))]);
            })
            .ToArray();
        return new CoverageResult(
            conversations.Count,
            bySector,
            [.. propositions.Select((p, place) => Overall(CellOf(p, conversations), [.. bySector.Where(s => s.Belongs)], place))],
            [.. bySector.Where(s => s.Belongs && s.Interviewed == 0).Select(s => s.Name)]);
    }

    private static CoverageCell CellOf(Guid proposition, IReadOnlyCollection<CoverageConversation> conversations)
    {
        var stances = conversations.SelectMany(c => c.Stances).Where(s => s.PropositionId == proposition).ToArray();
        return new CoverageCell(proposition, conversations.Count, stances.Length, stances.Count(s => SayDoGap.Endorses(s.Endorsement)));
    }

    private static PropositionCoverage Overall(CoverageCell all, SectorCoverage[] belonging, int place)
    {
        string[] absent = [.. belonging.Where(s => s.Interviewed == 0).Select(s => s.Name)];
        string[] unasked = [.. belonging.Where(s => s.Interviewed > 0 && s.Propositions[place].Asked == 0).Select(s => s.Name)];
        string[] because =
        [
            .. all.Asked == 0 ? ["nobody has been asked about it"] : Array.Empty<string>(),
            .. absent.Length > 0 ? [$"nobody from {Listed(absent)} has been interviewed"] : Array.Empty<string>(),
            .. all.Asked > 0 && unasked.Length > 0 ? [$"nobody from {Listed(unasked)} has been asked about it"] : Array.Empty<string>(),
            .. all.Endorsed < all.Asked
                ? [FormattableString.Invariant($"{all.Asked - all.Endorsed} of the {all.Asked} asked did not endorse it")]
                : Array.Empty<string>(),
        ];
        return new PropositionCoverage(
            all.PropositionId, all.Asked, all.Endorsed, because.Length == 0 ? true : null,
            [.. belonging.Where(s => s.Propositions[place].Asked == 0).Select(s => s.Name)],
            because.Length == 0 ? null : NothingYet.Because(string.Join("; ", because)));
    }

    private static string Listed(string[] names) => names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} or {names[^1]}";

    private static void Check(
        IReadOnlyList<CoverageSector> sectors, IReadOnlyList<Guid> propositions, IReadOnlyCollection<CoverageConversation> conversations)
    {
        var (names, ids) = (sectors.Select(s => s.Name).ToHashSet(StringComparer.Ordinal), propositions.ToHashSet());
        if (names.Count != sectors.Count)
            throw new ArgumentException("Each sector is listed once.", nameof(sectors));
        if (ids.Count != propositions.Count)
            throw new ArgumentException("Each proposition is listed once.", nameof(propositions));
        if (conversations.Any(c => c.Sectors.Any(s => !names.Contains(s)) || c.Stances.Any(s => !ids.Contains(s.PropositionId))))
            throw new ArgumentException("A conversation names only sectors and propositions that are listed.", nameof(conversations));
        if (conversations.Any(c => c.Stances.DistinctBy(s => s.PropositionId).Count() != c.Stances.Count))
            throw new ArgumentException("A conversation has one stance on a proposition.", nameof(conversations));
    }
}
