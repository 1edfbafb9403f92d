using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Transform.Bench.Ground;

/// <summary>Fills a migrated database with volume: straight into the tables, through every key and check of the schema, while no service runs on it.</summary>
public sealed class Filling : IDisposable
{
    private static readonly DateTime Start = new(2024, 1, 1, 9, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Now = new(2026, 1, 1, 9, 0, 0, DateTimeKind.Utc);
    private static readonly string[] Dimensions = ["S1", "S2", "S3", "S4", "S5", "P1", "P2", "P3", "P4", "P5"];
    private static readonly string[] FirstNames = ["Amara", "Bronwen", "Callum", "Deepa", "Ewan", "Farida", "Gareth", "Hannah", "Imran", "Joyce"];
    private static readonly string[] LastNames = ["Achebe", "Bevan", "Campbell", "Desai", "Edwards", "Farouk", "Griffiths", "Hughes", "Iqbal", "Johnson"];

    private readonly Workspace workspace;
    private readonly SqliteConnection connection;
    private readonly Random random = new(20260101);
    private SqliteTransaction? transaction;
    private Guid taxonomyId;
    private int made;

    public Filling(Workspace workspace)
    {
        this.workspace = workspace;
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = workspace.Database, ForeignKeys = true, Pooling = false }.ToString());
        connection.Open();
        Run("PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; PRAGMA mmap_size = 268435456; PRAGMA temp_store = MEMORY;");
        transaction = connection.BeginTransaction();
        using var find = connection.CreateCommand();
        find.CommandText = "SELECT Id FROM FocusTaxonomies";
        taxonomyId = Guid.Parse((string)find.ExecuteScalar()!);
    }

    public List<Guid> Programmes(int count)
    {
        var insert = Prepare("""
            INSERT INTO Programmes (WorkspaceId, Id, Name, NameKey, Pathway, Summary, StartsOn, EndsOn, Status, DataController, TaxonomyId, TargetPeopleShare, QuickWinMonths, KnownBudgetPence,
                KnownAgendaMinutes, RetentionMonths, IsMadeUp, CreatedAt, RevisedAt, Version)
            VALUES ($WorkspaceId, $Id, $Name, $Key, NULL, NULL, '2024-01-01', NULL, 'running', 'An integrated care board', $TaxonomyId, 0.5, 6, NULL, NULL, 96, 1, $Now, $Now, 1)
            """);
        var mark = Prepare("INSERT INTO ProgrammeChanges (WorkspaceId, ProgrammeId, LastSequence) VALUES ($WorkspaceId, $Id, 1)");
        var ids = new List<Guid>();
        for (var i = 1; i <= count; i++)
        {
            var id = NextId();
            insert(("Id", id), ("Name", $"Programme {i:D3} of the bench"), ("Key", $"programme {i:D3} of the bench"), ("TaxonomyId", taxonomyId), ("Now", Now));
            mark(("Id", id));
            ids.Add(id);
        }

        return ids;
    }

    /// <summary>A portfolio of these programmes, which the administrator reads.</summary>
    public Guid Portfolio(IEnumerable<Guid> programmes)
    {
        var id = NextId();
        Prepare("INSERT INTO Portfolios (WorkspaceId, Id, Name, NameKey, CreatedAt, RevisedAt, Version) VALUES ($WorkspaceId, $Id, 'All', 'all', $Now, $Now, 1)")(("Id", id), ("Now", Now));
        Prepare("INSERT INTO PortfolioReaders (WorkspaceId, PortfolioId, UserId) VALUES ($WorkspaceId, $Id, $UserId)")(("Id", id), ("UserId", workspace.AdministratorId));
        var insert = Prepare("INSERT INTO PortfolioProgrammes (WorkspaceId, PortfolioId, ProgrammeId) VALUES ($WorkspaceId, $Id, $ProgrammeId)");
        foreach (var programmeId in programmes)
        {
            insert(("Id", id), ("ProgrammeId", programmeId));
        }

        return id;
    }

    public List<Guid> People(int count)
    {
        var insert = Prepare("""
            INSERT INTO People (WorkspaceId, Id, Name, NameKey, ProfessionalGroup, CareerStage, Status, CreatedAt, RevisedAt, Version)
            VALUES ($WorkspaceId, $Id, $Name, $Key, 'nursingAndMidwifery', 'mid', 'active', $Now, $Now, 1)
            """);
        var ids = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            var id = NextId();
            var name = $"{FirstNames[i % 10]} {LastNames[i / 10 % 10]} {(char)('A' + i / 100 % 26)}. {i}";
            insert(("Id", id), ("Name", name), ("Key", name.ToLowerInvariant()), ("Now", Now));
            ids.Add(id);
        }

        return ids;
    }

    public List<Guid> Themes(int count)
    {
        var insert = Prepare("""
            INSERT INTO Themes (WorkspaceId, Id, Name, NameKey, Dimension, CreatedAt, RevisedAt, Version)
            VALUES ($WorkspaceId, $Id, $Name, $Key, $Dimension, $Now, $Now, 1)
            """);
        var ids = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            var id = NextId();
            insert(("Id", id), ("Name", $"Theme {i}"), ("Key", $"theme {i}"), ("Dimension", Dimensions[i % 10]), ("Now", Now));
            ids.Add(id);
        }

        return ids;
    }

    /// <summary>Interviews of one programme, ten minutes apart: two people each, one to three mentions, notes under every second.</summary>
    public void Interviews(Guid programmeId, int count, List<Guid> people, List<Guid> themes)
    {
        var interview = Prepare("""
            INSERT INTO Interviews (WorkspaceId, Id, ProgrammeId, HeldAt, Minutes, Kind, ParticipationConsent, QuotationConsent, Confidentiality, CommitmentAsked, CreatedBy, CreatedAt, RevisedAt, Version)
            VALUES ($WorkspaceId, $Id, $ProgrammeId, $At, $Minutes, 'oneToOne', 'given', 'notAsked', 'programme', 'asked', $UserId, $At, $At, 1)
            """);
        var participant = Prepare("INSERT INTO InterviewParticipants (WorkspaceId, ProgrammeId, InterviewId, PersonId) VALUES ($WorkspaceId, $ProgrammeId, $Id, $PersonId)");
        var interviewer = Prepare("INSERT INTO InterviewInterviewers (WorkspaceId, ProgrammeId, InterviewId, UserId) VALUES ($WorkspaceId, $ProgrammeId, $Id, $UserId)");
        var mention = Prepare("INSERT INTO InterviewMentions (WorkspaceId, ProgrammeId, InterviewId, ThemeId, Dimension) VALUES ($WorkspaceId, $ProgrammeId, $Id, $ThemeId, $Dimension)");
        var notes = Prepare("INSERT INTO InterviewNotes (WorkspaceId, InterviewId, KeyId, Notes) VALUES ($WorkspaceId, $Id, $KeyId, $Notes)");
        var ciphertext = new byte[400];
        random.NextBytes(ciphertext);
        for (var i = 0; i < count; i++)
        {
            var at = Start.AddMinutes(10 * i);
            var id = Guid.CreateVersion7(new DateTimeOffset(at));
            interview(("Id", id), ("ProgrammeId", programmeId), ("At", at), ("Minutes", 30 + i % 60), ("UserId", workspace.AdministratorId));
            for (var p = 0; p < 2; p++)
            {
                participant(("Id", id), ("ProgrammeId", programmeId), ("PersonId", people[(i * 7 + p) % people.Count]));
            }

            interviewer(("Id", id), ("ProgrammeId", programmeId), ("UserId", workspace.AdministratorId));
            for (var m = 0; m <= i % 3; m++)
            {
                var theme = (i + m) % themes.Count;
                mention(("Id", id), ("ProgrammeId", programmeId), ("ThemeId", themes[theme]), ("Dimension", Dimensions[theme % 10]));
            }

            if (i % 2 == 0)
            {
                notes(("Id", id), ("KeyId", NextId()), ("Notes", ciphertext));
            }
        }
    }

    /// <summary>The same year of activities in every programme, under ids of its own: nine in ten coded, with two dimensions on average.</summary>
    public void Activities(List<Guid> programmes, int count)
    {
        Run("""
            CREATE TEMP TABLE A (Tail TEXT, StartsOn TEXT, Hours REAL, MoneyPence INTEGER, IsCapital INTEGER, AgendaMinutes INTEGER, IsMilestone INTEGER, HorizonMonths INTEGER, Coded INTEGER);
            CREATE TEMP TABLE F (Tail TEXT, Dimension TEXT, Share REAL)
            """);
        var activity = Prepare("INSERT INTO A VALUES ($Tail, $StartsOn, $Hours, $MoneyPence, $IsCapital, $AgendaMinutes, $IsMilestone, $HorizonMonths, $Coded)");
        var focus = Prepare("INSERT INTO F VALUES ($Tail, $Dimension, $Share)");
        for (var i = 0; i < count; i++)
        {
            var tail = string.Create(CultureInfo.InvariantCulture, $"-{i / 4096:X4}-7{i % 4096:X3}-8{random.Next(4096):X3}-{random.NextInt64(1L << 48):X12}");
            var coded = i % 10 != 0;
            activity(
                ("Tail", tail), ("StartsOn", Start.AddDays(i * 730.0 / count).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("Hours", i % 8 == 0 ? DBNull.Value : 0.5 + i % 30),
                ("MoneyPence", i % 5 < 2 ? 10_000L + i * 37 : DBNull.Value), ("IsCapital", i % 25 == 0 ? 1 : 0), ("AgendaMinutes", i % 3 == 0 ? 5 + i % 55 : DBNull.Value),
                ("IsMilestone", i % 40 == 0 ? 1 : 0), ("HorizonMonths", i % 4 == 0 ? DBNull.Value : i % 24), ("Coded", coded ? 1 : 0));
            var dimensions = coded ? Dimensions.OrderBy(_ => random.Next()).Take(1 + i % 3).ToArray() : [];
            foreach (var dimension in dimensions)
            {
                focus(("Tail", tail), ("Dimension", dimension), ("Share", 1.0 / dimensions.Length));
            }
        }

        var copy = Prepare("""
            INSERT INTO Activities (WorkspaceId, Id, ProgrammeId, Title, TitleKey, Kind, StartsOn, EndsOn, Hours, MoneyPence, IsCapital, AgendaMinutes, IsMilestone, HorizonMonths, Status,
                CodedBy, CreatedBy, CreatedAt, RevisedAt, Version)
            SELECT $WorkspaceId, $Head || Tail, $ProgrammeId, 'An activity of the bench', 'an activity of the bench', 'meeting', StartsOn, NULL, Hours, MoneyPence, IsCapital, AgendaMinutes,
                IsMilestone, HorizonMonths, 'done', CASE WHEN Coded = 1 THEN $UserId END, $UserId, $Now, $Now, 1
            FROM A
            """);
        var copyFocus = Prepare("INSERT INTO ActivityFocus (WorkspaceId, ProgrammeId, ActivityId, Dimension, Share) SELECT $WorkspaceId, $ProgrammeId, $Head || Tail, Dimension, Share FROM F ORDER BY Tail, Dimension");
        for (var p = 0; p < programmes.Count; p++)
        {
            var head = (0x01900000 + p).ToString("X8", CultureInfo.InvariantCulture);
            copy(("Head", head), ("ProgrammeId", programmes[p]), ("UserId", workspace.AdministratorId), ("Now", Now));
            copyFocus(("Head", head), ("ProgrammeId", programmes[p]));
        }
    }

    public void Dispose()
    {
        transaction?.Commit();
        transaction = null;
        Run("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);");
        connection.Dispose();
    }

    private Guid NextId() => Guid.CreateVersion7(new DateTimeOffset(Start.AddMilliseconds(made++)));

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A statement to run many times; the workspace is in every one that names it.</summary>
    private Insert Prepare(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        if (sql.Contains("$WorkspaceId", StringComparison.Ordinal))
        {
            command.Parameters.AddWithValue("$WorkspaceId", workspace.Id);
        }

        return values =>
        {
            foreach (var (name, value) in values)
            {
                var at = command.Parameters.IndexOf("$" + name);
                if (at < 0)
                {
                    command.Parameters.AddWithValue("$" + name, value);
                }
                else
                {
                    command.Parameters[at].Value = value;
                }
            }

            command.ExecuteNonQuery();
        };
    }

    private delegate void Insert(params (string Name, object Value)[] values);
}
