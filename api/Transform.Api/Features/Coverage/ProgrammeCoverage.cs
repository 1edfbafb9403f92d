using Transform.Api.Http;
using Transform.Api.Scores;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.Coverage;

/// <summary>Who has been heard in one programme, on what. Figures count conversations: an interview with its follow-ups is one.</summary>
/// <param name="Sequence">The last change to the programme that the figures hold.</param>
/// <param name="AsOf">The day asked for, where one was; the row is the last of that day or earlier.</param>
/// <param name="Grade">By conversations; absent where they are too few for this reader.</param>
/// <param name="Sectors">Those of the programme's organisations, and any other that was met.</param>
/// <param name="MissingSectors">Those of the programme's organisations, of whom nobody was interviewed.</param>
public sealed record ProgrammeCoverage(
    Guid ProgrammeId,
    string MethodVersion,
    long Sequence,
    DateTime ComputedAt,
    DateOnly? AsOf,
    Grade? Grade,
    ConversationCount Conversations,
    IReadOnlyList<PropositionHeard> Propositions,
    IReadOnlyList<SectorHeard> Sectors,
    [OneOf(typeof(Sectors))] IReadOnlyList<string> MissingSectors,
    RecordsNotOpen NotOpen)
{
    /// <summary>The same without what stands on too few conversations for this reader: of those cells only whether anybody was heard.</summary>
    public ProgrammeCoverage ShownTo(CurrentUser user, int threshold)
    {
        if (Disclosure.OpensInterviews(user))
        {
            return this;
        }

        var n = Conversations.Count ?? 0;
        if (Disclosure.Withholds(user, n, threshold) is { } reason)
        {
            return this with
            {
                Grade = null, Conversations = new ConversationCount(null, reason), Propositions = [], Sectors = [], MissingSectors = [], NotOpen = new RecordsNotOpen(null, reason),
            };
        }

        var tooFew = Disclosure.TooFew(threshold);
        var ofSectors = Disclosure.PartsShown([.. Sectors.Select(it => it.Interviewed ?? 0)], n, threshold);
        var ofCells = Propositions.Select((proposition, place) => proposition.Asked >= threshold
            ? Disclosure.PartsShown([.. Sectors.Select(it => it.Cells[place].N ?? 0)], proposition.Asked.Value, threshold)
            : [.. Sectors.Select(_ => false)]).ToList();
        return this with
        {
            Propositions = [.. Propositions.Select(it => it.Asked >= threshold ? it : it with { Asked = null, Endorsed = null, AllAgree = new AllAgree(null, tooFew) })],
            Sectors =
            [
                .. Sectors.Select((sector, i) => sector with
                {
                    Interviewed = ofSectors[i] ? sector.Interviewed : null,
                    Cells = [.. sector.Cells.Select((cell, place) => ofCells[place][i] ? cell : new HeardCell(cell.PropositionId, cell.Heard, null, null, tooFew))],
                }),
            ],
            NotOpen = new RecordsNotOpen(n, RecordsNotOpen.ToOthers),
        };
    }
}

/// <summary>One proposition over all conversations, whatever their sector.</summary>
/// <param name="Asked">Conversations with a stance on it; absent where they are too few for this reader.</param>
/// <param name="Unheard">Sectors of the programme's organisations, of whom nobody was asked.</param>
public sealed record PropositionHeard(Guid PropositionId, string Statement, int? Asked, int? Endorsed, AllAgree AllAgree, [OneOf(typeof(Sectors))] IReadOnlyList<string> Unheard);

/// <summary>It is refused while a sector of the programme has nobody who was asked, or while somebody did not endorse.</summary>
/// <param name="Reason">Set exactly when it is refused.</param>
public sealed record AllAgree(bool? Value, string? Reason);

/// <param name="Belongs">An organisation of the programme is of this sector.</param>
/// <param name="Heard">Somebody of the sector was interviewed.</param>
/// <param name="Interviewed">Conversations; absent where they are too few for this reader.</param>
/// <param name="Cells">One for each proposition, in the order of the propositions.</param>
public sealed record SectorHeard([OneOf(typeof(Sectors))] string Sector, bool Belongs, bool Heard, int? Interviewed, IReadOnlyList<HeardCell> Cells);

/// <param name="Heard">Somebody of the sector was asked about the proposition.</param>
/// <param name="N">Conversations; absent where they are too few for this reader.</param>
/// <param name="Reason">Set where the counts are withheld.</param>
public sealed record HeardCell(Guid PropositionId, bool Heard, int? N, int? Endorsed, string? Reason);
