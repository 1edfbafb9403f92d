-- Who uses the service
CREATE TABLE Workspaces (
    WorkspaceId TEXT NOT NULL,
    Name TEXT NOT NULL,
    DisclosureThreshold INTEGER NOT NULL,
    CreatedAt TEXT NOT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId)
) STRICT, WITHOUT ROWID;

CREATE TABLE Users (
    WorkspaceId TEXT NOT NULL,
    Id TEXT NOT NULL,
    Email TEXT NOT NULL,
    EmailKey TEXT NOT NULL,
    Name TEXT NOT NULL,
    Role TEXT NOT NULL,
    PasswordHash TEXT NOT NULL,
    SecurityStamp TEXT NOT NULL,
    IsDisabled INTEGER NOT NULL,
    FailedSignIns INTEGER NOT NULL,
    LockedUntil TEXT NULL,
    CreatedAt TEXT NOT NULL,
    RevisedAt TEXT NOT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, Id),
    UNIQUE (EmailKey),
    FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId)
) STRICT, WITHOUT ROWID;

-- The cookie holds a random token; only its SHA-256 stands here.
CREATE TABLE Sessions (
    TokenHash TEXT NOT NULL,
    WorkspaceId TEXT NOT NULL,
    UserId TEXT NOT NULL,
    Ticket BLOB NOT NULL,
    StartedAt TEXT NOT NULL,
    LastSeenAt TEXT NOT NULL,
    ExpiresAt TEXT NOT NULL,
    PRIMARY KEY (TokenHash),
    FOREIGN KEY (WorkspaceId, UserId) REFERENCES Users (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;
CREATE INDEX Sessions_User ON Sessions (WorkspaceId, UserId);

CREATE TABLE ApiKeys (
    WorkspaceId TEXT NOT NULL,
    Id TEXT NOT NULL,
    Name TEXT NOT NULL,
    Prefix TEXT NOT NULL,
    SecretHash TEXT NOT NULL,
    Scopes TEXT NOT NULL,
    ExpiresAt TEXT NULL,
    LastUsedAt TEXT NULL,
    RevokedAt TEXT NULL,
    CreatedBy TEXT NOT NULL,
    CreatedAt TEXT NOT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, Id),
    UNIQUE (Prefix),
    FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId)
) STRICT, WITHOUT ROWID;

-- Keys that sign and encrypt cookies, shared by every node.
CREATE TABLE DataProtectionKeys (
    Name TEXT NOT NULL,
    Xml TEXT NOT NULL,
    PRIMARY KEY (Name)
) STRICT, WITHOUT ROWID;

-- The change spine
CREATE TABLE SpineCounters (
    WorkspaceId TEXT NOT NULL,
    Sequence INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId),
    FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId)
) STRICT, WITHOUT ROWID;

CREATE TABLE Changes (
    WorkspaceId TEXT NOT NULL,
    Sequence INTEGER NOT NULL,
    At TEXT NOT NULL,
    ActorId TEXT NOT NULL,
    Operation TEXT NOT NULL,
    SubjectKind TEXT NOT NULL,
    SubjectId TEXT NOT NULL,
    SubjectVersion INTEGER NOT NULL,
    ProgrammeId TEXT NULL,
    Manifest TEXT NULL,
    Hash TEXT NOT NULL,
    PRIMARY KEY (WorkspaceId, Sequence),
    FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId)
) STRICT, WITHOUT ROWID;
CREATE INDEX Changes_Subject ON Changes (WorkspaceId, SubjectKind, SubjectId, Sequence);

-- Reads of confidential notes, with a chain of their own.
CREATE TABLE AccessLog (
    WorkspaceId TEXT NOT NULL,
    Sequence INTEGER NOT NULL,
    At TEXT NOT NULL,
    ActorId TEXT NOT NULL,
    SubjectKind TEXT NOT NULL,
    SubjectId TEXT NOT NULL,
    Hash TEXT NOT NULL,
    PRIMARY KEY (WorkspaceId, Sequence),
    FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId)
) STRICT, WITHOUT ROWID;

CREATE TABLE IdempotencyKeys (
    WorkspaceId TEXT NOT NULL,
    ActorId TEXT NOT NULL,
    IdempotencyKey TEXT NOT NULL,
    Operation TEXT NOT NULL,
    BodyHash TEXT NOT NULL,
    SubjectId TEXT NOT NULL,
    CreatedAt TEXT NOT NULL,
    PRIMARY KEY (WorkspaceId, ActorId, IdempotencyKey)
) STRICT, WITHOUT ROWID;
CREATE INDEX IdempotencyKeys_CreatedAt ON IdempotencyKeys (CreatedAt);

-- Organisations and people
CREATE TABLE Organisations (
    WorkspaceId TEXT NOT NULL,
    Id TEXT NOT NULL,
    Name TEXT NOT NULL,
    NameKey TEXT NOT NULL,
    OdsCode TEXT NULL,
    Sector TEXT NOT NULL,
    ValidFrom TEXT NULL,
    ValidTo TEXT NULL,
    SuccessorId TEXT NULL,
    CreatedAt TEXT NOT NULL,
    RevisedAt TEXT NOT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, Id),
    UNIQUE (WorkspaceId, NameKey),
    FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId),
    FOREIGN KEY (WorkspaceId, SuccessorId) REFERENCES Organisations (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;

CREATE TABLE People (
    WorkspaceId TEXT NOT NULL,
    Id TEXT NOT NULL,
    Name TEXT NOT NULL,
    NameKey TEXT NOT NULL,
    Email TEXT NULL,
    OrganisationId TEXT NULL,
    JobTitle TEXT NULL,
    ProfessionalGroup TEXT NOT NULL,
    CareerStage TEXT NOT NULL,
    Status TEXT NOT NULL,
    CreatedAt TEXT NOT NULL,
    RevisedAt TEXT NOT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId),
    FOREIGN KEY (WorkspaceId, OrganisationId) REFERENCES Organisations (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;
CREATE INDEX People_Name ON People (WorkspaceId, NameKey, Id);

-- The focus taxonomy: an edit makes the next edition; scores name the edition they used.
CREATE TABLE FocusTaxonomies (
    WorkspaceId TEXT NOT NULL,
    Id TEXT NOT NULL,
    Name TEXT NOT NULL,
    NameKey TEXT NOT NULL,
    CreatedAt TEXT NOT NULL,
    RevisedAt TEXT NOT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, Id),
    UNIQUE (WorkspaceId, NameKey),
    FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId)
) STRICT, WITHOUT ROWID;

CREATE TABLE FocusDimensions (
    WorkspaceId TEXT NOT NULL,
    TaxonomyId TEXT NOT NULL,
    Edition INTEGER NOT NULL,
    Code TEXT NOT NULL,
    Name TEXT NOT NULL,
    Block TEXT NOT NULL,
    Position INTEGER NOT NULL,
    Words TEXT NOT NULL,
    PRIMARY KEY (WorkspaceId, TaxonomyId, Edition, Code),
    FOREIGN KEY (WorkspaceId, TaxonomyId) REFERENCES FocusTaxonomies (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;

-- Programmes
CREATE TABLE Programmes (
    WorkspaceId TEXT NOT NULL,
    Id TEXT NOT NULL,
    Name TEXT NOT NULL,
    NameKey TEXT NOT NULL,
    Pathway TEXT NULL,
    Summary TEXT NULL,
    StartsOn TEXT NOT NULL,
    EndsOn TEXT NULL,
    Status TEXT NOT NULL,
    DataController TEXT NOT NULL,
    TaxonomyId TEXT NOT NULL,
    TargetPeopleShare REAL NOT NULL,
    QuickWinMonths INTEGER NOT NULL,
    KnownBudgetPence INTEGER NULL,
    KnownAgendaMinutes INTEGER NULL,
    RetentionMonths INTEGER NOT NULL,
    IsMadeUp INTEGER NOT NULL,
    CreatedAt TEXT NOT NULL,
    RevisedAt TEXT NOT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, Id),
    UNIQUE (WorkspaceId, NameKey),
    FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId),
    FOREIGN KEY (WorkspaceId, TaxonomyId) REFERENCES FocusTaxonomies (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;

-- The last change that touched each programme: what makes its scores stale.
CREATE TABLE ProgrammeChanges (
    WorkspaceId TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    LastSequence INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, ProgrammeId),
    FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ProgrammeOrganisations (
    WorkspaceId TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    OrganisationId TEXT NOT NULL,
    PRIMARY KEY (WorkspaceId, ProgrammeId, OrganisationId),
    FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, OrganisationId) REFERENCES Organisations (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;

-- Who works on a programme: lead or contributor.
CREATE TABLE ProgrammeMembers (
    WorkspaceId TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    UserId TEXT NOT NULL,
    Part TEXT NOT NULL,
    PRIMARY KEY (WorkspaceId, ProgrammeId, UserId),
    FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, UserId) REFERENCES Users (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ProgrammeMembers_User ON ProgrammeMembers (WorkspaceId, UserId, ProgrammeId);

-- The groups who must change how they work.
CREATE TABLE ChangeGroups (
    WorkspaceId TEXT NOT NULL,
    Id TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    Name TEXT NOT NULL,
    OrganisationId TEXT NULL,
    ProfessionalGroup TEXT NOT NULL,
    HeadCount INTEGER NOT NULL,
    Vacancies INTEGER NOT NULL,
    HoursAsked REAL NOT NULL,
    HoursBackfilled REAL NOT NULL,
    CreatedAt TEXT NOT NULL,
    RevisedAt TEXT NOT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, Id),
    UNIQUE (WorkspaceId, ProgrammeId, Id),
    FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, OrganisationId) REFERENCES Organisations (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;

-- A portfolio is the set of programmes that a system leader sees.
CREATE TABLE Portfolios (
    WorkspaceId TEXT NOT NULL,
    Id TEXT NOT NULL,
    Name TEXT NOT NULL,
    NameKey TEXT NOT NULL,
    CreatedAt TEXT NOT NULL,
    RevisedAt TEXT NOT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, Id),
    UNIQUE (WorkspaceId, NameKey),
    FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId)
) STRICT, WITHOUT ROWID;

CREATE TABLE PortfolioProgrammes (
    WorkspaceId TEXT NOT NULL,
    PortfolioId TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    PRIMARY KEY (WorkspaceId, PortfolioId, ProgrammeId),
    FOREIGN KEY (WorkspaceId, PortfolioId) REFERENCES Portfolios (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;
CREATE INDEX PortfolioProgrammes_Programme ON PortfolioProgrammes (WorkspaceId, ProgrammeId, PortfolioId);

CREATE TABLE PortfolioReaders (
    WorkspaceId TEXT NOT NULL,
    PortfolioId TEXT NOT NULL,
    UserId TEXT NOT NULL,
    VisitedAt TEXT NULL,
    PreviousVisitAt TEXT NULL,
    PRIMARY KEY (WorkspaceId, PortfolioId, UserId),
    FOREIGN KEY (WorkspaceId, PortfolioId) REFERENCES Portfolios (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, UserId) REFERENCES Users (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;
CREATE INDEX PortfolioReaders_User ON PortfolioReaders (WorkspaceId, UserId, PortfolioId);

-- A reproducible random sample of programmes, drawn for a review of balance.
CREATE TABLE Samples (
    WorkspaceId TEXT NOT NULL,
    Id TEXT NOT NULL,
    Seed TEXT NOT NULL,
    Size INTEGER NOT NULL,
    Frame TEXT NOT NULL,
    Exclusions TEXT NOT NULL,
    Drawn TEXT NOT NULL,
    CreatedBy TEXT NOT NULL,
    CreatedAt TEXT NOT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId)
) STRICT, WITHOUT ROWID;

-- Activities: everything that takes attention. Clustered as a programme's list is read.
CREATE TABLE Activities (
    WorkspaceId TEXT NOT NULL,
    Id TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    Title TEXT NOT NULL,
    TitleKey TEXT NOT NULL,
    Kind TEXT NOT NULL,
    StartsOn TEXT NOT NULL,
    EndsOn TEXT NULL,
    Hours REAL NULL,
    MoneyPence INTEGER NULL,
    IsCapital INTEGER NOT NULL,
    AgendaMinutes INTEGER NULL,
    IsMilestone INTEGER NOT NULL,
    HorizonMonths INTEGER NULL,
    Status TEXT NOT NULL,
    CodedBy TEXT NULL,
    CreatedBy TEXT NOT NULL,
    CreatedAt TEXT NOT NULL,
    RevisedAt TEXT NOT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, ProgrammeId, StartsOn, Id),
    UNIQUE (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ActivityFocus (
    WorkspaceId TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    ActivityId TEXT NOT NULL,
    Dimension TEXT NOT NULL,
    Share REAL NOT NULL,
    PRIMARY KEY (WorkspaceId, ProgrammeId, ActivityId, Dimension),
    FOREIGN KEY (WorkspaceId, ActivityId) REFERENCES Activities (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ActivityGroups (
    WorkspaceId TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    ActivityId TEXT NOT NULL,
    ChangeGroupId TEXT NOT NULL,
    PRIMARY KEY (WorkspaceId, ProgrammeId, ActivityId, ChangeGroupId),
    FOREIGN KEY (WorkspaceId, ActivityId) REFERENCES Activities (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, ProgrammeId, ChangeGroupId) REFERENCES ChangeGroups (WorkspaceId, ProgrammeId, Id)
) STRICT, WITHOUT ROWID;

-- A second person's focus split, given without seeing the first.
CREATE TABLE BlindRatings (
    WorkspaceId TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    ActivityId TEXT NOT NULL,
    RatedBy TEXT NOT NULL,
    Dimension TEXT NOT NULL,
    Share REAL NOT NULL,
    RatedAt TEXT NOT NULL,
    PRIMARY KEY (WorkspaceId, ProgrammeId, ActivityId, RatedBy, Dimension),
    FOREIGN KEY (WorkspaceId, ActivityId) REFERENCES Activities (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;

-- Themes and propositions
CREATE TABLE Themes (
    WorkspaceId TEXT NOT NULL,
    Id TEXT NOT NULL,
    Name TEXT NOT NULL,
    NameKey TEXT NOT NULL,
    Definition TEXT NULL,
    Dimension TEXT NOT NULL,
    ParentId TEXT NULL,
    CreatedAt TEXT NOT NULL,
    RevisedAt TEXT NOT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, Id),
    UNIQUE (WorkspaceId, NameKey),
    FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId),
    FOREIGN KEY (WorkspaceId, ParentId) REFERENCES Themes (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;

CREATE TABLE Propositions (
    WorkspaceId TEXT NOT NULL,
    Id TEXT NOT NULL,
    Statement TEXT NOT NULL,
    StatementKey TEXT NOT NULL,
    CreatedAt TEXT NOT NULL,
    RevisedAt TEXT NOT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, Id),
    UNIQUE (WorkspaceId, StatementKey),
    FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId)
) STRICT, WITHOUT ROWID;

-- Interviews, clustered as a programme's list is read.
CREATE TABLE Interviews (
    WorkspaceId TEXT NOT NULL,
    Id TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    HeldAt TEXT NOT NULL,
    Minutes INTEGER NULL,
    Kind TEXT NOT NULL,
    ParticipationConsent TEXT NOT NULL,
    QuotationConsent TEXT NOT NULL,
    Confidentiality TEXT NOT NULL,
    CommitmentAsked TEXT NOT NULL,
    CreatedBy TEXT NOT NULL,
    CreatedAt TEXT NOT NULL,
    RevisedAt TEXT NOT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, ProgrammeId, HeldAt, Id),
    UNIQUE (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;

-- Notes are ciphertext; the key stands in the key store.
CREATE TABLE InterviewNotes (
    WorkspaceId TEXT NOT NULL,
    InterviewId TEXT NOT NULL,
    KeyId TEXT NOT NULL,
    Notes BLOB NOT NULL,
    PRIMARY KEY (WorkspaceId, InterviewId),
    FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id)
) STRICT;

CREATE TABLE InterviewParticipants (
    WorkspaceId TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    InterviewId TEXT NOT NULL,
    PersonId TEXT NOT NULL,
    PRIMARY KEY (WorkspaceId, ProgrammeId, InterviewId, PersonId),
    FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, PersonId) REFERENCES People (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;
CREATE INDEX InterviewParticipants_Person ON InterviewParticipants (WorkspaceId, PersonId);

CREATE TABLE InterviewInterviewers (
    WorkspaceId TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    InterviewId TEXT NOT NULL,
    UserId TEXT NOT NULL,
    PRIMARY KEY (WorkspaceId, ProgrammeId, InterviewId, UserId),
    FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, UserId) REFERENCES Users (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;

CREATE TABLE InterviewStances (
    WorkspaceId TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    InterviewId TEXT NOT NULL,
    PropositionId TEXT NOT NULL,
    Endorsement INTEGER NOT NULL,
    Elicited INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, ProgrammeId, InterviewId, PropositionId),
    FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, PropositionId) REFERENCES Propositions (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;

CREATE TABLE InterviewMentions (
    WorkspaceId TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    InterviewId TEXT NOT NULL,
    ThemeId TEXT NOT NULL,
    Dimension TEXT NOT NULL,
    PRIMARY KEY (WorkspaceId, ProgrammeId, InterviewId, ThemeId),
    FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, ThemeId) REFERENCES Themes (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;

-- A commitment has a version of its own; its words are ciphertext.
CREATE TABLE Commitments (
    WorkspaceId TEXT NOT NULL,
    Id TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    InterviewId TEXT NULL,
    PersonId TEXT NULL,
    KeyId TEXT NOT NULL,
    Act BLOB NOT NULL,
    Evidence BLOB NULL,
    EvidenceLink TEXT NULL,
    DueOn TEXT NULL,
    Status TEXT NOT NULL,
    StatusReason BLOB NULL,
    VerifiedBy TEXT NULL,
    CreatedBy TEXT NOT NULL,
    CreatedAt TEXT NOT NULL,
    RevisedAt TEXT NOT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, PersonId) REFERENCES People (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;
CREATE INDEX Commitments_Due ON Commitments (WorkspaceId, ProgrammeId, DueOn, Id);
CREATE INDEX Commitments_Interview ON Commitments (WorkspaceId, InterviewId);

-- Scores are rows: the last of each day is kept.
CREATE TABLE Scores (
    WorkspaceId TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    Measure TEXT NOT NULL,
    Day TEXT NOT NULL,
    Sequence INTEGER NOT NULL,
    MethodVersion TEXT NOT NULL,
    InputsHash TEXT NOT NULL,
    Grade TEXT NOT NULL,
    N INTEGER NOT NULL,
    Result TEXT NOT NULL,
    ComputedAt TEXT NOT NULL,
    PRIMARY KEY (WorkspaceId, ProgrammeId, Measure, Day),
    FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id)
) STRICT;

-- What each job last did; there is one row a job, for every workspace together.
CREATE TABLE Jobs (
    Id TEXT NOT NULL,
    LastStartedAt TEXT NULL,
    LastSucceededAt TEXT NULL,
    ConsecutiveFailures INTEGER NOT NULL,
    LastError TEXT NULL,
    NotBefore TEXT NULL,
    PRIMARY KEY (Id)
) STRICT, WITHOUT ROWID;
