-- Who uses the service
CREATE TABLE Workspaces (
    WorkspaceId uniqueidentifier NOT NULL,
    Name nvarchar(200) NOT NULL,
    DisclosureThreshold int NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    Version int NOT NULL,
    CONSTRAINT PK_Workspaces PRIMARY KEY NONCLUSTERED (WorkspaceId)
);

CREATE TABLE Users (
    WorkspaceId uniqueidentifier NOT NULL,
    Id uniqueidentifier NOT NULL,
    Email nvarchar(320) NOT NULL,
    EmailKey nvarchar(320) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Name nvarchar(200) NOT NULL,
    Role nvarchar(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PasswordHash nvarchar(400) NOT NULL,
    SecurityStamp nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    IsDisabled bit NOT NULL,
    FailedSignIns int NOT NULL,
    LockedUntil datetime2(3) NULL,
    CreatedAt datetime2(3) NOT NULL,
    RevisedAt datetime2(3) NOT NULL,
    Version int NOT NULL,
    CONSTRAINT PK_Users PRIMARY KEY NONCLUSTERED (WorkspaceId, Id),
    CONSTRAINT UQ_Users_EmailKey UNIQUE (EmailKey),
    CONSTRAINT FK_Users_Workspaces FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId)
);

-- The cookie holds a random token; only its SHA-256 stands here.
CREATE TABLE Sessions (
    TokenHash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    WorkspaceId uniqueidentifier NOT NULL,
    UserId uniqueidentifier NOT NULL,
    Ticket varbinary(max) NOT NULL,
    StartedAt datetime2(3) NOT NULL,
    LastSeenAt datetime2(3) NOT NULL,
    ExpiresAt datetime2(3) NOT NULL,
    CONSTRAINT PK_Sessions PRIMARY KEY NONCLUSTERED (TokenHash),
    CONSTRAINT FK_Sessions_Users_UserId FOREIGN KEY (WorkspaceId, UserId) REFERENCES Users (WorkspaceId, Id)
);
CREATE INDEX Sessions_User ON Sessions (WorkspaceId, UserId);

CREATE TABLE ApiKeys (
    WorkspaceId uniqueidentifier NOT NULL,
    Id uniqueidentifier NOT NULL,
    Name nvarchar(200) NOT NULL,
    Prefix nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    SecretHash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Scopes nvarchar(400) NOT NULL,
    ExpiresAt datetime2(3) NULL,
    LastUsedAt datetime2(3) NULL,
    RevokedAt datetime2(3) NULL,
    CreatedBy uniqueidentifier NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    Version int NOT NULL,
    CONSTRAINT PK_ApiKeys PRIMARY KEY NONCLUSTERED (WorkspaceId, Id),
    CONSTRAINT UQ_ApiKeys_Prefix UNIQUE (Prefix),
    CONSTRAINT FK_ApiKeys_Workspaces FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId)
);

-- Keys that sign and encrypt cookies, shared by every node.
CREATE TABLE DataProtectionKeys (
    Name nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Xml nvarchar(max) NOT NULL,
    CONSTRAINT PK_DataProtectionKeys PRIMARY KEY NONCLUSTERED (Name)
);

-- The change spine
CREATE TABLE SpineCounters (
    WorkspaceId uniqueidentifier NOT NULL,
    Sequence bigint NOT NULL,
    CONSTRAINT PK_SpineCounters PRIMARY KEY CLUSTERED (WorkspaceId),
    CONSTRAINT FK_SpineCounters_Workspaces FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId)
);

CREATE TABLE Changes (
    WorkspaceId uniqueidentifier NOT NULL,
    Sequence bigint NOT NULL,
    At datetime2(3) NOT NULL,
    ActorId uniqueidentifier NOT NULL,
    Operation nvarchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    SubjectKind nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    SubjectId uniqueidentifier NOT NULL,
    SubjectVersion int NOT NULL,
    ProgrammeId uniqueidentifier NULL,
    Manifest nvarchar(max) NULL,
    Hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT PK_Changes PRIMARY KEY CLUSTERED (WorkspaceId, Sequence),
    CONSTRAINT FK_Changes_Workspaces FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId)
);
CREATE INDEX Changes_Subject ON Changes (WorkspaceId, SubjectKind, SubjectId, Sequence);

-- Reads of confidential notes, with a chain of their own.
CREATE TABLE AccessLog (
    WorkspaceId uniqueidentifier NOT NULL,
    Sequence bigint NOT NULL,
    At datetime2(3) NOT NULL,
    ActorId uniqueidentifier NOT NULL,
    SubjectKind nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    SubjectId uniqueidentifier NOT NULL,
    Hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT PK_AccessLog PRIMARY KEY CLUSTERED (WorkspaceId, Sequence),
    CONSTRAINT FK_AccessLog_Workspaces FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId)
);

CREATE TABLE IdempotencyKeys (
    WorkspaceId uniqueidentifier NOT NULL,
    ActorId uniqueidentifier NOT NULL,
    IdempotencyKey nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Operation nvarchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    BodyHash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    SubjectId uniqueidentifier NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    CONSTRAINT PK_IdempotencyKeys PRIMARY KEY NONCLUSTERED (WorkspaceId, ActorId, IdempotencyKey)
);
CREATE INDEX IdempotencyKeys_CreatedAt ON IdempotencyKeys (CreatedAt);

-- Organisations and people
CREATE TABLE Organisations (
    WorkspaceId uniqueidentifier NOT NULL,
    Id uniqueidentifier NOT NULL,
    Name nvarchar(200) NOT NULL,
    NameKey nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    OdsCode nvarchar(10) COLLATE Latin1_General_100_BIN2 NULL,
    Sector nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ValidFrom date NULL,
    ValidTo date NULL,
    SuccessorId uniqueidentifier NULL,
    CreatedAt datetime2(3) NOT NULL,
    RevisedAt datetime2(3) NOT NULL,
    Version int NOT NULL,
    CONSTRAINT PK_Organisations PRIMARY KEY NONCLUSTERED (WorkspaceId, Id),
    CONSTRAINT UQ_Organisations_NameKey UNIQUE (WorkspaceId, NameKey),
    CONSTRAINT FK_Organisations_Workspaces FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId),
    CONSTRAINT FK_Organisations_Organisations_SuccessorId FOREIGN KEY (WorkspaceId, SuccessorId) REFERENCES Organisations (WorkspaceId, Id)
);

CREATE TABLE People (
    WorkspaceId uniqueidentifier NOT NULL,
    Id uniqueidentifier NOT NULL,
    Name nvarchar(200) NOT NULL,
    NameKey nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Email nvarchar(320) NULL,
    OrganisationId uniqueidentifier NULL,
    JobTitle nvarchar(200) NULL,
    ProfessionalGroup nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CareerStage nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Status nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    RevisedAt datetime2(3) NOT NULL,
    Version int NOT NULL,
    CONSTRAINT PK_People PRIMARY KEY NONCLUSTERED (WorkspaceId, Id),
    CONSTRAINT FK_People_Workspaces FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId),
    CONSTRAINT FK_People_Organisations_OrganisationId FOREIGN KEY (WorkspaceId, OrganisationId) REFERENCES Organisations (WorkspaceId, Id)
);
CREATE INDEX People_Name ON People (WorkspaceId, NameKey, Id);

-- The focus taxonomy: an edit makes the next edition; scores name the edition they used.
CREATE TABLE FocusTaxonomies (
    WorkspaceId uniqueidentifier NOT NULL,
    Id uniqueidentifier NOT NULL,
    Name nvarchar(200) NOT NULL,
    NameKey nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    RevisedAt datetime2(3) NOT NULL,
    Version int NOT NULL,
    CONSTRAINT PK_FocusTaxonomies PRIMARY KEY NONCLUSTERED (WorkspaceId, Id),
    CONSTRAINT UQ_FocusTaxonomies_NameKey UNIQUE (WorkspaceId, NameKey),
    CONSTRAINT FK_FocusTaxonomies_Workspaces FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId)
);

CREATE TABLE FocusDimensions (
    WorkspaceId uniqueidentifier NOT NULL,
    TaxonomyId uniqueidentifier NOT NULL,
    Edition int NOT NULL,
    Code nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Name nvarchar(100) NOT NULL,
    Block nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Position int NOT NULL,
    Words nvarchar(max) NOT NULL,
    CONSTRAINT PK_FocusDimensions PRIMARY KEY NONCLUSTERED (WorkspaceId, TaxonomyId, Edition, Code),
    CONSTRAINT FK_FocusDimensions_FocusTaxonomies_TaxonomyId FOREIGN KEY (WorkspaceId, TaxonomyId) REFERENCES FocusTaxonomies (WorkspaceId, Id)
);

-- Programmes
CREATE TABLE Programmes (
    WorkspaceId uniqueidentifier NOT NULL,
    Id uniqueidentifier NOT NULL,
    Name nvarchar(200) NOT NULL,
    NameKey nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Pathway nvarchar(200) NULL,
    Summary nvarchar(2000) NULL,
    StartsOn date NOT NULL,
    EndsOn date NULL,
    Status nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    DataController nvarchar(200) NOT NULL,
    TaxonomyId uniqueidentifier NOT NULL,
    TargetPeopleShare float NOT NULL,
    QuickWinMonths int NOT NULL,
    KnownBudgetPence bigint NULL,
    KnownAgendaMinutes int NULL,
    RetentionMonths int NOT NULL,
    IsMadeUp bit NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    RevisedAt datetime2(3) NOT NULL,
    Version int NOT NULL,
    CONSTRAINT PK_Programmes PRIMARY KEY NONCLUSTERED (WorkspaceId, Id),
    CONSTRAINT UQ_Programmes_NameKey UNIQUE (WorkspaceId, NameKey),
    CONSTRAINT FK_Programmes_Workspaces FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId),
    CONSTRAINT FK_Programmes_FocusTaxonomies_TaxonomyId FOREIGN KEY (WorkspaceId, TaxonomyId) REFERENCES FocusTaxonomies (WorkspaceId, Id)
);

-- The last change that touched each programme: what makes its scores stale.
CREATE TABLE ProgrammeChanges (
    WorkspaceId uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    LastSequence bigint NOT NULL,
    CONSTRAINT PK_ProgrammeChanges PRIMARY KEY NONCLUSTERED (WorkspaceId, ProgrammeId),
    CONSTRAINT FK_ProgrammeChanges_Programmes_ProgrammeId FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id)
);

CREATE TABLE ProgrammeOrganisations (
    WorkspaceId uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    OrganisationId uniqueidentifier NOT NULL,
    CONSTRAINT PK_ProgrammeOrganisations PRIMARY KEY NONCLUSTERED (WorkspaceId, ProgrammeId, OrganisationId),
    CONSTRAINT FK_ProgrammeOrganisations_Programmes_ProgrammeId FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id),
    CONSTRAINT FK_ProgrammeOrganisations_Organisations_OrganisationId FOREIGN KEY (WorkspaceId, OrganisationId) REFERENCES Organisations (WorkspaceId, Id)
);

-- Who works on a programme: lead or contributor.
CREATE TABLE ProgrammeMembers (
    WorkspaceId uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    UserId uniqueidentifier NOT NULL,
    Part nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT PK_ProgrammeMembers PRIMARY KEY NONCLUSTERED (WorkspaceId, ProgrammeId, UserId),
    CONSTRAINT FK_ProgrammeMembers_Programmes_ProgrammeId FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id),
    CONSTRAINT FK_ProgrammeMembers_Users_UserId FOREIGN KEY (WorkspaceId, UserId) REFERENCES Users (WorkspaceId, Id)
);
CREATE INDEX ProgrammeMembers_User ON ProgrammeMembers (WorkspaceId, UserId, ProgrammeId);

-- The groups who must change how they work.
CREATE TABLE ChangeGroups (
    WorkspaceId uniqueidentifier NOT NULL,
    Id uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    Name nvarchar(200) NOT NULL,
    OrganisationId uniqueidentifier NULL,
    ProfessionalGroup nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    HeadCount int NOT NULL,
    Vacancies int NOT NULL,
    HoursAsked float NOT NULL,
    HoursBackfilled float NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    RevisedAt datetime2(3) NOT NULL,
    Version int NOT NULL,
    CONSTRAINT PK_ChangeGroups PRIMARY KEY NONCLUSTERED (WorkspaceId, Id),
    CONSTRAINT UQ_ChangeGroups_ProgrammeId_Id UNIQUE (WorkspaceId, ProgrammeId, Id),
    CONSTRAINT FK_ChangeGroups_Programmes_ProgrammeId FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id),
    CONSTRAINT FK_ChangeGroups_Organisations_OrganisationId FOREIGN KEY (WorkspaceId, OrganisationId) REFERENCES Organisations (WorkspaceId, Id)
);

-- A portfolio is the set of programmes that a system leader sees.
CREATE TABLE Portfolios (
    WorkspaceId uniqueidentifier NOT NULL,
    Id uniqueidentifier NOT NULL,
    Name nvarchar(200) NOT NULL,
    NameKey nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    RevisedAt datetime2(3) NOT NULL,
    Version int NOT NULL,
    CONSTRAINT PK_Portfolios PRIMARY KEY NONCLUSTERED (WorkspaceId, Id),
    CONSTRAINT UQ_Portfolios_NameKey UNIQUE (WorkspaceId, NameKey),
    CONSTRAINT FK_Portfolios_Workspaces FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId)
);

CREATE TABLE PortfolioProgrammes (
    WorkspaceId uniqueidentifier NOT NULL,
    PortfolioId uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    CONSTRAINT PK_PortfolioProgrammes PRIMARY KEY NONCLUSTERED (WorkspaceId, PortfolioId, ProgrammeId),
    CONSTRAINT FK_PortfolioProgrammes_Portfolios_PortfolioId FOREIGN KEY (WorkspaceId, PortfolioId) REFERENCES Portfolios (WorkspaceId, Id),
    CONSTRAINT FK_PortfolioProgrammes_Programmes_ProgrammeId FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id)
);
CREATE INDEX PortfolioProgrammes_Programme ON PortfolioProgrammes (WorkspaceId, ProgrammeId, PortfolioId);

CREATE TABLE PortfolioReaders (
    WorkspaceId uniqueidentifier NOT NULL,
    PortfolioId uniqueidentifier NOT NULL,
    UserId uniqueidentifier NOT NULL,
    VisitedAt datetime2(3) NULL,
    PreviousVisitAt datetime2(3) NULL,
    CONSTRAINT PK_PortfolioReaders PRIMARY KEY NONCLUSTERED (WorkspaceId, PortfolioId, UserId),
    CONSTRAINT FK_PortfolioReaders_Portfolios_PortfolioId FOREIGN KEY (WorkspaceId, PortfolioId) REFERENCES Portfolios (WorkspaceId, Id),
    CONSTRAINT FK_PortfolioReaders_Users_UserId FOREIGN KEY (WorkspaceId, UserId) REFERENCES Users (WorkspaceId, Id)
);
CREATE INDEX PortfolioReaders_User ON PortfolioReaders (WorkspaceId, UserId, PortfolioId);

-- A reproducible random sample of programmes, drawn for a review of balance.
CREATE TABLE Samples (
    WorkspaceId uniqueidentifier NOT NULL,
    Id uniqueidentifier NOT NULL,
    Seed nvarchar(200) NOT NULL,
    Size int NOT NULL,
    Frame nvarchar(max) NOT NULL,
    Exclusions nvarchar(max) NOT NULL,
    Drawn nvarchar(max) NOT NULL,
    CreatedBy uniqueidentifier NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    Version int NOT NULL,
    CONSTRAINT PK_Samples PRIMARY KEY NONCLUSTERED (WorkspaceId, Id),
    CONSTRAINT FK_Samples_Workspaces FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId)
);

-- Activities: everything that takes attention. Clustered as a programme's list is read.
CREATE TABLE Activities (
    WorkspaceId uniqueidentifier NOT NULL,
    Id uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    Title nvarchar(200) NOT NULL,
    TitleKey nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Kind nvarchar(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    StartsOn date NOT NULL,
    EndsOn date NULL,
    Hours float NULL,
    MoneyPence bigint NULL,
    IsCapital bit NOT NULL,
    AgendaMinutes int NULL,
    IsMilestone bit NOT NULL,
    HorizonMonths int NULL,
    Status nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CodedBy uniqueidentifier NULL,
    CreatedBy uniqueidentifier NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    RevisedAt datetime2(3) NOT NULL,
    Version int NOT NULL,
    CONSTRAINT PK_Activities PRIMARY KEY CLUSTERED (WorkspaceId, ProgrammeId, StartsOn, Id),
    CONSTRAINT UQ_Activities_Id UNIQUE (WorkspaceId, Id),
    CONSTRAINT FK_Activities_Programmes_ProgrammeId FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id)
);

CREATE TABLE ActivityFocus (
    WorkspaceId uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    ActivityId uniqueidentifier NOT NULL,
    Dimension nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Share float NOT NULL,
    CONSTRAINT PK_ActivityFocus PRIMARY KEY CLUSTERED (WorkspaceId, ProgrammeId, ActivityId, Dimension),
    CONSTRAINT FK_ActivityFocus_Activities_ActivityId FOREIGN KEY (WorkspaceId, ActivityId) REFERENCES Activities (WorkspaceId, Id)
);

CREATE TABLE ActivityGroups (
    WorkspaceId uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    ActivityId uniqueidentifier NOT NULL,
    ChangeGroupId uniqueidentifier NOT NULL,
    CONSTRAINT PK_ActivityGroups PRIMARY KEY NONCLUSTERED (WorkspaceId, ProgrammeId, ActivityId, ChangeGroupId),
    CONSTRAINT FK_ActivityGroups_Activities_ActivityId FOREIGN KEY (WorkspaceId, ActivityId) REFERENCES Activities (WorkspaceId, Id),
    CONSTRAINT FK_ActivityGroups_ChangeGroups_ProgrammeId_ChangeGroupId FOREIGN KEY (WorkspaceId, ProgrammeId, ChangeGroupId) REFERENCES ChangeGroups (WorkspaceId, ProgrammeId, Id)
);

-- A second person's focus split, given without seeing the first.
CREATE TABLE BlindRatings (
    WorkspaceId uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    ActivityId uniqueidentifier NOT NULL,
    RatedBy uniqueidentifier NOT NULL,
    Dimension nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Share float NOT NULL,
    RatedAt datetime2(3) NOT NULL,
    CONSTRAINT PK_BlindRatings PRIMARY KEY NONCLUSTERED (WorkspaceId, ProgrammeId, ActivityId, RatedBy, Dimension),
    CONSTRAINT FK_BlindRatings_Activities_ActivityId FOREIGN KEY (WorkspaceId, ActivityId) REFERENCES Activities (WorkspaceId, Id)
);

-- Themes and propositions
CREATE TABLE Themes (
    WorkspaceId uniqueidentifier NOT NULL,
    Id uniqueidentifier NOT NULL,
    Name nvarchar(200) NOT NULL,
    NameKey nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Definition nvarchar(2000) NULL,
    Dimension nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ParentId uniqueidentifier NULL,
    CreatedAt datetime2(3) NOT NULL,
    RevisedAt datetime2(3) NOT NULL,
    Version int NOT NULL,
    CONSTRAINT PK_Themes PRIMARY KEY NONCLUSTERED (WorkspaceId, Id),
    CONSTRAINT UQ_Themes_NameKey UNIQUE (WorkspaceId, NameKey),
    CONSTRAINT FK_Themes_Workspaces FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId),
    CONSTRAINT FK_Themes_Themes_ParentId FOREIGN KEY (WorkspaceId, ParentId) REFERENCES Themes (WorkspaceId, Id)
);

CREATE TABLE Propositions (
    WorkspaceId uniqueidentifier NOT NULL,
    Id uniqueidentifier NOT NULL,
    Statement nvarchar(500) NOT NULL,
    StatementKey nvarchar(500) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    RevisedAt datetime2(3) NOT NULL,
    Version int NOT NULL,
    CONSTRAINT PK_Propositions PRIMARY KEY NONCLUSTERED (WorkspaceId, Id),
    CONSTRAINT UQ_Propositions_StatementKey UNIQUE (WorkspaceId, StatementKey),
    CONSTRAINT FK_Propositions_Workspaces FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId)
);

-- Interviews, clustered as a programme's list is read.
CREATE TABLE Interviews (
    WorkspaceId uniqueidentifier NOT NULL,
    Id uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    HeldAt datetime2(3) NOT NULL,
    Minutes int NULL,
    Kind nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ParticipationConsent nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    QuotationConsent nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Confidentiality nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CommitmentAsked nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CreatedBy uniqueidentifier NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    RevisedAt datetime2(3) NOT NULL,
    Version int NOT NULL,
    CONSTRAINT PK_Interviews PRIMARY KEY CLUSTERED (WorkspaceId, ProgrammeId, HeldAt, Id),
    CONSTRAINT UQ_Interviews_Id UNIQUE (WorkspaceId, Id),
    CONSTRAINT FK_Interviews_Programmes_ProgrammeId FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id)
);

-- Notes are ciphertext; the key stands in the key store.
CREATE TABLE InterviewNotes (
    WorkspaceId uniqueidentifier NOT NULL,
    InterviewId uniqueidentifier NOT NULL,
    KeyId uniqueidentifier NOT NULL,
    Notes varbinary(max) NOT NULL,
    CONSTRAINT PK_InterviewNotes PRIMARY KEY NONCLUSTERED (WorkspaceId, InterviewId),
    CONSTRAINT FK_InterviewNotes_Interviews_InterviewId FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id)
);

CREATE TABLE InterviewParticipants (
    WorkspaceId uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    InterviewId uniqueidentifier NOT NULL,
    PersonId uniqueidentifier NOT NULL,
    CONSTRAINT PK_InterviewParticipants PRIMARY KEY NONCLUSTERED (WorkspaceId, ProgrammeId, InterviewId, PersonId),
    CONSTRAINT FK_InterviewParticipants_Interviews_InterviewId FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id),
    CONSTRAINT FK_InterviewParticipants_People_PersonId FOREIGN KEY (WorkspaceId, PersonId) REFERENCES People (WorkspaceId, Id)
);
CREATE INDEX InterviewParticipants_Person ON InterviewParticipants (WorkspaceId, PersonId);

CREATE TABLE InterviewInterviewers (
    WorkspaceId uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    InterviewId uniqueidentifier NOT NULL,
    UserId uniqueidentifier NOT NULL,
    CONSTRAINT PK_InterviewInterviewers PRIMARY KEY NONCLUSTERED (WorkspaceId, ProgrammeId, InterviewId, UserId),
    CONSTRAINT FK_InterviewInterviewers_Interviews_InterviewId FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id),
    CONSTRAINT FK_InterviewInterviewers_Users_UserId FOREIGN KEY (WorkspaceId, UserId) REFERENCES Users (WorkspaceId, Id)
);

CREATE TABLE InterviewStances (
    WorkspaceId uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    InterviewId uniqueidentifier NOT NULL,
    PropositionId uniqueidentifier NOT NULL,
    Endorsement int NOT NULL,
    Elicited bit NOT NULL,
    CONSTRAINT PK_InterviewStances PRIMARY KEY NONCLUSTERED (WorkspaceId, ProgrammeId, InterviewId, PropositionId),
    CONSTRAINT FK_InterviewStances_Interviews_InterviewId FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id),
    CONSTRAINT FK_InterviewStances_Propositions_PropositionId FOREIGN KEY (WorkspaceId, PropositionId) REFERENCES Propositions (WorkspaceId, Id)
);

CREATE TABLE InterviewMentions (
    WorkspaceId uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    InterviewId uniqueidentifier NOT NULL,
    ThemeId uniqueidentifier NOT NULL,
    Dimension nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT PK_InterviewMentions PRIMARY KEY NONCLUSTERED (WorkspaceId, ProgrammeId, InterviewId, ThemeId),
    CONSTRAINT FK_InterviewMentions_Interviews_InterviewId FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id),
    CONSTRAINT FK_InterviewMentions_Themes_ThemeId FOREIGN KEY (WorkspaceId, ThemeId) REFERENCES Themes (WorkspaceId, Id)
);

-- A commitment has a version of its own; its words are ciphertext.
CREATE TABLE Commitments (
    WorkspaceId uniqueidentifier NOT NULL,
    Id uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    InterviewId uniqueidentifier NULL,
    PersonId uniqueidentifier NULL,
    KeyId uniqueidentifier NOT NULL,
    Act varbinary(max) NOT NULL,
    Evidence varbinary(max) NULL,
    EvidenceLink nvarchar(1000) NULL,
    DueOn date NULL,
    Status nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    StatusReason varbinary(max) NULL,
    VerifiedBy uniqueidentifier NULL,
    CreatedBy uniqueidentifier NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    RevisedAt datetime2(3) NOT NULL,
    Version int NOT NULL,
    CONSTRAINT PK_Commitments PRIMARY KEY NONCLUSTERED (WorkspaceId, Id),
    CONSTRAINT FK_Commitments_Programmes_ProgrammeId FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id),
    CONSTRAINT FK_Commitments_Interviews_InterviewId FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id),
    CONSTRAINT FK_Commitments_People_PersonId FOREIGN KEY (WorkspaceId, PersonId) REFERENCES People (WorkspaceId, Id)
);
CREATE INDEX Commitments_Due ON Commitments (WorkspaceId, ProgrammeId, DueOn, Id);
CREATE INDEX Commitments_Interview ON Commitments (WorkspaceId, InterviewId);

-- Scores are rows: the last of each day is kept.
CREATE TABLE Scores (
    WorkspaceId uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    Measure nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Day date NOT NULL,
    Sequence bigint NOT NULL,
    MethodVersion nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    InputsHash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Grade nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    N int NOT NULL,
    Result nvarchar(max) NOT NULL,
    ComputedAt datetime2(3) NOT NULL,
    CONSTRAINT PK_Scores PRIMARY KEY NONCLUSTERED (WorkspaceId, ProgrammeId, Measure, Day),
    CONSTRAINT FK_Scores_Programmes_ProgrammeId FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id)
);

-- What each job last did; there is one row a job, for every workspace together.
CREATE TABLE Jobs (
    Id nvarchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    LastStartedAt datetime2(3) NULL,
    LastSucceededAt datetime2(3) NULL,
    ConsecutiveFailures int NOT NULL,
    LastError nvarchar(2000) NULL,
    NotBefore datetime2(3) NULL,
    CONSTRAINT PK_Jobs PRIMARY KEY NONCLUSTERED (Id)
);
