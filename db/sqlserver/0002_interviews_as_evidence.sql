-- By how many conversations two published snapshots of interviews differ at the least.
ALTER TABLE Workspaces ADD SnapshotStep int NOT NULL CONSTRAINT DF_Workspaces_SnapshotStep DEFAULT 5;
-- Since when somebody has had their part: a later lead opens earlier notes only where the people interviewed agreed to that.
ALTER TABLE ProgrammeMembers ADD Since datetime2(3) NOT NULL CONSTRAINT DF_ProgrammeMembers_Since DEFAULT '2000-01-01 00:00:00';
ALTER TABLE Interviews ADD SuccessionConsent nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT DF_Interviews_SuccessionConsent DEFAULT 'notAsked';
ALTER TABLE InterviewStances ADD CodedBy uniqueidentifier NULL;
-- 1 where quotes carry the mention: it goes when the last of them does.
ALTER TABLE InterviewMentions ADD FromQuotes bit NOT NULL CONSTRAINT DF_InterviewMentions_FromQuotes DEFAULT 0;
ALTER TABLE Themes ADD Colour nvarchar(7) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE Themes ADD IsCodable bit NOT NULL CONSTRAINT DF_Themes_IsCodable DEFAULT 1;

-- A later talk with the same people: the two are one conversation in every figure.
CREATE TABLE InterviewFollowUps (
    WorkspaceId uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    InterviewId uniqueidentifier NOT NULL,
    FollowsId uniqueidentifier NOT NULL,
    CONSTRAINT PK_InterviewFollowUps PRIMARY KEY NONCLUSTERED (WorkspaceId, ProgrammeId, InterviewId),
    CONSTRAINT FK_InterviewFollowUps_Interviews_InterviewId FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id),
    CONSTRAINT FK_InterviewFollowUps_Interviews_FollowsId FOREIGN KEY (WorkspaceId, FollowsId) REFERENCES Interviews (WorkspaceId, Id)
);
CREATE INDEX InterviewFollowUps_Follows ON InterviewFollowUps (WorkspaceId, FollowsId);

-- What a further interviewer wrote down; the one who logged the interview writes in InterviewNotes.
CREATE TABLE InterviewerNotes (
    WorkspaceId uniqueidentifier NOT NULL,
    InterviewId uniqueidentifier NOT NULL,
    UserId uniqueidentifier NOT NULL,
    KeyId uniqueidentifier NOT NULL,
    Notes varbinary(max) NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    RevisedAt datetime2(3) NOT NULL,
    Version int NOT NULL,
    CONSTRAINT PK_InterviewerNotes PRIMARY KEY NONCLUSTERED (WorkspaceId, InterviewId, UserId),
    CONSTRAINT FK_InterviewerNotes_Interviews_InterviewId FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id),
    CONSTRAINT FK_InterviewerNotes_Users_UserId FOREIGN KEY (WorkspaceId, UserId) REFERENCES Users (WorkspaceId, Id)
);

-- Every edition of what was agreed with the people interviewed; the newest also stands on the interview.
CREATE TABLE InterviewTerms (
    WorkspaceId uniqueidentifier NOT NULL,
    InterviewId uniqueidentifier NOT NULL,
    Edition int NOT NULL,
    ParticipationConsent nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    QuotationConsent nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    SuccessionConsent nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Confidentiality nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    KeyId uniqueidentifier NULL,
    Reason varbinary(max) NULL,
    SetBy uniqueidentifier NOT NULL,
    SetAt datetime2(3) NOT NULL,
    CONSTRAINT PK_InterviewTerms PRIMARY KEY NONCLUSTERED (WorkspaceId, InterviewId, Edition),
    CONSTRAINT FK_InterviewTerms_Interviews_InterviewId FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id)
);

-- Interviews that were logged before their terms were kept: what holds now is their first edition.
INSERT INTO InterviewTerms (WorkspaceId, InterviewId, Edition, ParticipationConsent, QuotationConsent, SuccessionConsent, Confidentiality, KeyId, Reason, SetBy, SetAt)
SELECT WorkspaceId, Id, 1, ParticipationConsent, QuotationConsent, 'notAsked', Confidentiality, NULL, NULL, CreatedBy, RevisedAt
FROM Interviews;

-- Where the log of openings ends: how many rows there are and the last one's hash, sealed under a key outside the database.
CREATE TABLE AccessLogHeads (
    WorkspaceId uniqueidentifier NOT NULL,
    Sequence bigint NOT NULL,
    Hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Seal nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT PK_AccessLogHeads PRIMARY KEY CLUSTERED (WorkspaceId),
    CONSTRAINT FK_AccessLogHeads_Workspaces FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId)
);

-- Who opened an interview is looked up by that interview.
CREATE INDEX AccessLog_Subject ON AccessLog (WorkspaceId, SubjectId, Sequence);

-- Open discussions: what people said in the open, and whether it may be repeated.
CREATE TABLE Discussions (
    WorkspaceId uniqueidentifier NOT NULL,
    Id uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    Title nvarchar(200) NOT NULL,
    TitleKey nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Kind nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    HeldOn date NOT NULL,
    SourceLink nvarchar(1000) NULL,
    Invitation nvarchar(2000) NULL,
    CreatedBy uniqueidentifier NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    RevisedAt datetime2(3) NOT NULL,
    Version int NOT NULL,
    CONSTRAINT PK_Discussions PRIMARY KEY NONCLUSTERED (WorkspaceId, Id),
    CONSTRAINT UQ_Discussions_Id UNIQUE (WorkspaceId, ProgrammeId, Id),
    CONSTRAINT FK_Discussions_Programmes_ProgrammeId FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id)
);

CREATE TABLE Contributions (
    WorkspaceId uniqueidentifier NOT NULL,
    Id uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    DiscussionId uniqueidentifier NOT NULL,
    Position int NOT NULL,
    SaidAt datetime2(3) NULL,
    Consent nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    KeyId uniqueidentifier NOT NULL,
    Author varbinary(max) NULL,
    Text varbinary(max) NOT NULL,
    Fingerprint nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CreatedBy uniqueidentifier NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    RevisedAt datetime2(3) NOT NULL,
    Version int NOT NULL,
    CONSTRAINT PK_Contributions PRIMARY KEY CLUSTERED (WorkspaceId, ProgrammeId, DiscussionId, Position, Id),
    CONSTRAINT UQ_Contributions_Id UNIQUE (WorkspaceId, Id),
    CONSTRAINT UQ_Contributions_Fingerprint UNIQUE (WorkspaceId, DiscussionId, Fingerprint),
    CONSTRAINT FK_Contributions_Discussions_DiscussionId FOREIGN KEY (WorkspaceId, ProgrammeId, DiscussionId) REFERENCES Discussions (WorkspaceId, ProgrammeId, Id)
);

-- Passages of notes or contributions, each under one theme or more. StartsAt and EndsAt count UTF-16 units; both are null where the notes no longer hold the words.
CREATE TABLE Quotes (
    WorkspaceId uniqueidentifier NOT NULL,
    Id uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    InterviewId uniqueidentifier NULL,
    NotesBy uniqueidentifier NULL,
    ContributionId uniqueidentifier NULL,
    StartsAt int NULL,
    EndsAt int NULL,
    KeyId uniqueidentifier NOT NULL,
    Text varbinary(max) NOT NULL,
    Confidentiality nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
    BlindCoderId uniqueidentifier NULL,
    CreatedBy uniqueidentifier NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    RevisedAt datetime2(3) NOT NULL,
    Version int NOT NULL,
    CONSTRAINT PK_Quotes PRIMARY KEY CLUSTERED (WorkspaceId, ProgrammeId, Id),
    CONSTRAINT UQ_Quotes_Id UNIQUE (WorkspaceId, Id),
    CONSTRAINT FK_Quotes_Programmes_ProgrammeId FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id),
    CONSTRAINT FK_Quotes_Interviews_InterviewId FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id),
    CONSTRAINT FK_Quotes_Contributions_ContributionId FOREIGN KEY (WorkspaceId, ContributionId) REFERENCES Contributions (WorkspaceId, Id),
    CONSTRAINT FK_Quotes_Users_BlindCoderId FOREIGN KEY (WorkspaceId, BlindCoderId) REFERENCES Users (WorkspaceId, Id)
);
CREATE INDEX Quotes_Interview ON Quotes (WorkspaceId, InterviewId);
CREATE INDEX Quotes_Contribution ON Quotes (WorkspaceId, ContributionId);

CREATE TABLE QuoteThemes (
    WorkspaceId uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    QuoteId uniqueidentifier NOT NULL,
    ThemeId uniqueidentifier NOT NULL,
    CONSTRAINT PK_QuoteThemes PRIMARY KEY CLUSTERED (WorkspaceId, ProgrammeId, QuoteId, ThemeId),
    CONSTRAINT FK_QuoteThemes_Quotes_QuoteId FOREIGN KEY (WorkspaceId, QuoteId) REFERENCES Quotes (WorkspaceId, Id),
    CONSTRAINT FK_QuoteThemes_Themes_ThemeId FOREIGN KEY (WorkspaceId, ThemeId) REFERENCES Themes (WorkspaceId, Id)
);
CREATE INDEX QuoteThemes_Theme ON QuoteThemes (WorkspaceId, ThemeId, QuoteId);

-- Every change of a quote's own level of confidentiality.
CREATE TABLE QuoteTerms (
    WorkspaceId uniqueidentifier NOT NULL,
    QuoteId uniqueidentifier NOT NULL,
    Edition int NOT NULL,
    Confidentiality nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
    KeyId uniqueidentifier NULL,
    Reason varbinary(max) NULL,
    SetBy uniqueidentifier NOT NULL,
    SetAt datetime2(3) NOT NULL,
    CONSTRAINT PK_QuoteTerms PRIMARY KEY NONCLUSTERED (WorkspaceId, QuoteId, Edition),
    CONSTRAINT FK_QuoteTerms_Quotes_QuoteId FOREIGN KEY (WorkspaceId, QuoteId) REFERENCES Quotes (WorkspaceId, Id)
);

-- A second coder, who does not see the first coding until theirs is finished.
CREATE TABLE BlindCodings (
    WorkspaceId uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    InterviewId uniqueidentifier NOT NULL,
    CoderId uniqueidentifier NOT NULL,
    Status nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    AskedBy uniqueidentifier NOT NULL,
    AskedAt datetime2(3) NOT NULL,
    FinishedAt datetime2(3) NULL,
    SettledBy uniqueidentifier NULL,
    SettledAt datetime2(3) NULL,
    Version int NOT NULL,
    CONSTRAINT PK_BlindCodings PRIMARY KEY NONCLUSTERED (WorkspaceId, ProgrammeId, InterviewId, CoderId),
    CONSTRAINT FK_BlindCodings_Interviews_InterviewId FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id),
    CONSTRAINT FK_BlindCodings_Users_CoderId FOREIGN KEY (WorkspaceId, CoderId) REFERENCES Users (WorkspaceId, Id)
);
CREATE INDEX BlindCodings_Coder ON BlindCodings (WorkspaceId, CoderId, Status);

-- Both codings by theme as they stood when the blind one was finished: agreement is reckoned from these, whatever is settled or merged later.
CREATE TABLE BlindCodingThemes (
    WorkspaceId uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    InterviewId uniqueidentifier NOT NULL,
    CoderId uniqueidentifier NOT NULL,
    ThemeId uniqueidentifier NOT NULL,
    InFirst bit NOT NULL,
    InBlind bit NOT NULL,
    CONSTRAINT PK_BlindCodingThemes PRIMARY KEY NONCLUSTERED (WorkspaceId, ProgrammeId, InterviewId, CoderId, ThemeId),
    CONSTRAINT FK_BlindCodingThemes_BlindCodings_CoderId FOREIGN KEY (WorkspaceId, ProgrammeId, InterviewId, CoderId) REFERENCES BlindCodings (WorkspaceId, ProgrammeId, InterviewId, CoderId)
);

-- What a coder thinks while coding; as confidential as what it is about.
CREATE TABLE Memos (
    WorkspaceId uniqueidentifier NOT NULL,
    Id uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    ThemeId uniqueidentifier NULL,
    InterviewId uniqueidentifier NULL,
    QuoteId uniqueidentifier NULL,
    KeyId uniqueidentifier NOT NULL,
    Text varbinary(max) NOT NULL,
    CreatedBy uniqueidentifier NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    RevisedAt datetime2(3) NOT NULL,
    Version int NOT NULL,
    CONSTRAINT PK_Memos PRIMARY KEY NONCLUSTERED (WorkspaceId, Id),
    CONSTRAINT FK_Memos_Programmes_ProgrammeId FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id),
    CONSTRAINT FK_Memos_Themes_ThemeId FOREIGN KEY (WorkspaceId, ThemeId) REFERENCES Themes (WorkspaceId, Id),
    CONSTRAINT FK_Memos_Interviews_InterviewId FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id),
    CONSTRAINT FK_Memos_Quotes_QuoteId FOREIGN KEY (WorkspaceId, QuoteId) REFERENCES Quotes (WorkspaceId, Id)
);
CREATE INDEX Memos_Programme ON Memos (WorkspaceId, ProgrammeId, CreatedAt, Id);

-- What was done to the codebook, and how to take it back.
CREATE TABLE CodebookSteps (
    WorkspaceId uniqueidentifier NOT NULL,
    Id uniqueidentifier NOT NULL,
    Kind nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Summary nvarchar(500) NOT NULL,
    Reverse nvarchar(max) NOT NULL,
    MadeBy uniqueidentifier NOT NULL,
    MadeAt datetime2(3) NOT NULL,
    UndoneBy uniqueidentifier NULL,
    UndoneAt datetime2(3) NULL,
    Version int NOT NULL,
    CONSTRAINT PK_CodebookSteps PRIMARY KEY NONCLUSTERED (WorkspaceId, Id),
    CONSTRAINT FK_CodebookSteps_Workspaces FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId)
);
CREATE INDEX CodebookSteps_Made ON CodebookSteps (WorkspaceId, MadeAt, Id);

-- What keeps people from acting, and the system that owns it.
CREATE TABLE Barriers (
    WorkspaceId uniqueidentifier NOT NULL,
    Id uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    Name nvarchar(200) NOT NULL,
    NameKey nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Definition nvarchar(2000) NULL,
    SystemName nvarchar(200) NOT NULL,
    SystemKey nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    OrganisationId uniqueidentifier NULL,
    OwnerPersonId uniqueidentifier NULL,
    Status nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    AskedOn date NULL,
    AnsweredOn date NULL,
    RemovedOn date NULL,
    KeyId uniqueidentifier NULL,
    Answer varbinary(max) NULL,
    CreatedBy uniqueidentifier NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    RevisedAt datetime2(3) NOT NULL,
    Version int NOT NULL,
    CONSTRAINT PK_Barriers PRIMARY KEY NONCLUSTERED (WorkspaceId, Id),
    CONSTRAINT UQ_Barriers_NameKey UNIQUE (WorkspaceId, ProgrammeId, NameKey),
    CONSTRAINT UQ_Barriers_Id UNIQUE (WorkspaceId, ProgrammeId, Id),
    CONSTRAINT FK_Barriers_Programmes_ProgrammeId FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id),
    CONSTRAINT FK_Barriers_Organisations_OrganisationId FOREIGN KEY (WorkspaceId, OrganisationId) REFERENCES Organisations (WorkspaceId, Id),
    CONSTRAINT FK_Barriers_People_OwnerPersonId FOREIGN KEY (WorkspaceId, OwnerPersonId) REFERENCES People (WorkspaceId, Id)
);

-- What stands behind a barrier, and what speaks against it.
CREATE TABLE BarrierEvidence (
    WorkspaceId uniqueidentifier NOT NULL,
    Id uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    BarrierId uniqueidentifier NOT NULL,
    InterviewId uniqueidentifier NULL,
    CommitmentId uniqueidentifier NULL,
    QuoteId uniqueidentifier NULL,
    Stand nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CreatedBy uniqueidentifier NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    CONSTRAINT PK_BarrierEvidence PRIMARY KEY NONCLUSTERED (WorkspaceId, Id),
    CONSTRAINT FK_BarrierEvidence_Barriers_BarrierId FOREIGN KEY (WorkspaceId, ProgrammeId, BarrierId) REFERENCES Barriers (WorkspaceId, ProgrammeId, Id),
    CONSTRAINT FK_BarrierEvidence_Interviews_InterviewId FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id),
    CONSTRAINT FK_BarrierEvidence_Commitments_CommitmentId FOREIGN KEY (WorkspaceId, CommitmentId) REFERENCES Commitments (WorkspaceId, Id),
    CONSTRAINT FK_BarrierEvidence_Quotes_QuoteId FOREIGN KEY (WorkspaceId, QuoteId) REFERENCES Quotes (WorkspaceId, Id)
);
CREATE INDEX BarrierEvidence_Barrier ON BarrierEvidence (WorkspaceId, ProgrammeId, BarrierId);
CREATE INDEX BarrierEvidence_Interview ON BarrierEvidence (WorkspaceId, InterviewId);

-- What the reminders job has told whom; there is one for each commitment, kind and day.
CREATE TABLE Reminders (
    WorkspaceId uniqueidentifier NOT NULL,
    Id uniqueidentifier NOT NULL,
    UserId uniqueidentifier NOT NULL,
    ProgrammeId uniqueidentifier NOT NULL,
    CommitmentId uniqueidentifier NOT NULL,
    Kind nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    DueOn date NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    DismissedAt datetime2(3) NULL,
    CONSTRAINT PK_Reminders PRIMARY KEY NONCLUSTERED (WorkspaceId, Id),
    CONSTRAINT UQ_Reminders_DueOn UNIQUE (WorkspaceId, UserId, CommitmentId, Kind, DueOn),
    CONSTRAINT FK_Reminders_Users_UserId FOREIGN KEY (WorkspaceId, UserId) REFERENCES Users (WorkspaceId, Id),
    CONSTRAINT FK_Reminders_Commitments_CommitmentId FOREIGN KEY (WorkspaceId, CommitmentId) REFERENCES Commitments (WorkspaceId, Id)
);
CREATE INDEX Reminders_Commitment ON Reminders (WorkspaceId, CommitmentId);

-- A calendar that a person's own programme subscribes to by a secret address; only its SHA-256 stands here.
CREATE TABLE CalendarFeeds (
    WorkspaceId uniqueidentifier NOT NULL,
    Id uniqueidentifier NOT NULL,
    UserId uniqueidentifier NOT NULL,
    TokenHash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    LastReadAt datetime2(3) NULL,
    RevokedAt datetime2(3) NULL,
    Version int NOT NULL,
    CONSTRAINT PK_CalendarFeeds PRIMARY KEY NONCLUSTERED (WorkspaceId, Id),
    CONSTRAINT UQ_CalendarFeeds_TokenHash UNIQUE (TokenHash),
    CONSTRAINT FK_CalendarFeeds_Users_UserId FOREIGN KEY (WorkspaceId, UserId) REFERENCES Users (WorkspaceId, Id)
);

-- Keys of what was deleted, until the sweep has seen them erased. The keys themselves stand in the other store.
CREATE TABLE KeysToErase (
    KeyId uniqueidentifier NOT NULL,
    CondemnedAt datetime2(3) NOT NULL,
    CONSTRAINT PK_KeysToErase PRIMARY KEY NONCLUSTERED (KeyId)
);
