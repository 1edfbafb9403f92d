-- By how many conversations two published snapshots of interviews differ at the least.
ALTER TABLE Workspaces ADD COLUMN SnapshotStep INTEGER NOT NULL DEFAULT 5;
-- Since when somebody has had their part: a later lead opens earlier notes only where the people interviewed agreed to that.
ALTER TABLE ProgrammeMembers ADD COLUMN Since TEXT NOT NULL DEFAULT '2000-01-01 00:00:00';
ALTER TABLE Interviews ADD COLUMN SuccessionConsent TEXT NOT NULL DEFAULT 'notAsked';
ALTER TABLE InterviewStances ADD COLUMN CodedBy TEXT NULL;
-- 1 where quotes carry the mention: it goes when the last of them does.
ALTER TABLE InterviewMentions ADD COLUMN FromQuotes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE Themes ADD COLUMN Colour TEXT NULL;
ALTER TABLE Themes ADD COLUMN IsCodable INTEGER NOT NULL DEFAULT 1;

-- A later talk with the same people: the two are one conversation in every figure.
CREATE TABLE InterviewFollowUps (
    WorkspaceId TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    InterviewId TEXT NOT NULL,
    FollowsId TEXT NOT NULL,
    PRIMARY KEY (WorkspaceId, ProgrammeId, InterviewId),
    FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, FollowsId) REFERENCES Interviews (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;
CREATE INDEX InterviewFollowUps_Follows ON InterviewFollowUps (WorkspaceId, FollowsId);

-- What a further interviewer wrote down; the one who logged the interview writes in InterviewNotes.
CREATE TABLE InterviewerNotes (
    WorkspaceId TEXT NOT NULL,
    InterviewId TEXT NOT NULL,
    UserId TEXT NOT NULL,
    KeyId TEXT NOT NULL,
    Notes BLOB NOT NULL,
    CreatedAt TEXT NOT NULL,
    RevisedAt TEXT NOT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, InterviewId, UserId),
    FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, UserId) REFERENCES Users (WorkspaceId, Id)
) STRICT;

-- Every edition of what was agreed with the people interviewed; the newest also stands on the interview.
CREATE TABLE InterviewTerms (
    WorkspaceId TEXT NOT NULL,
    InterviewId TEXT NOT NULL,
    Edition INTEGER NOT NULL,
    ParticipationConsent TEXT NOT NULL,
    QuotationConsent TEXT NOT NULL,
    SuccessionConsent TEXT NOT NULL,
    Confidentiality TEXT NOT NULL,
    KeyId TEXT NULL,
    Reason BLOB NULL,
    SetBy TEXT NOT NULL,
    SetAt TEXT NOT NULL,
    PRIMARY KEY (WorkspaceId, InterviewId, Edition),
    FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id)
) STRICT;

-- Interviews that were logged before their terms were kept: what holds now is their first edition.
INSERT INTO InterviewTerms (WorkspaceId, InterviewId, Edition, ParticipationConsent, QuotationConsent, SuccessionConsent, Confidentiality, KeyId, Reason, SetBy, SetAt)
SELECT WorkspaceId, Id, 1, ParticipationConsent, QuotationConsent, 'notAsked', Confidentiality, NULL, NULL, CreatedBy, RevisedAt
FROM Interviews;

-- Where the log of openings ends: how many rows there are and the last one's hash, sealed under a key outside the database.
CREATE TABLE AccessLogHeads (
    WorkspaceId TEXT NOT NULL,
    Sequence INTEGER NOT NULL,
    Hash TEXT NOT NULL,
    Seal TEXT NOT NULL,
    PRIMARY KEY (WorkspaceId),
    FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId)
) STRICT, WITHOUT ROWID;

-- Who opened an interview is looked up by that interview.
CREATE INDEX AccessLog_Subject ON AccessLog (WorkspaceId, SubjectId, Sequence);

-- Open discussions: what people said in the open, and whether it may be repeated.
CREATE TABLE Discussions (
    WorkspaceId TEXT NOT NULL,
    Id TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    Title TEXT NOT NULL,
    TitleKey TEXT NOT NULL,
    Kind TEXT NOT NULL,
    HeldOn TEXT NOT NULL,
    SourceLink TEXT NULL,
    Invitation TEXT NULL,
    CreatedBy TEXT NOT NULL,
    CreatedAt TEXT NOT NULL,
    RevisedAt TEXT NOT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, Id),
    UNIQUE (WorkspaceId, ProgrammeId, Id),
    FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;

CREATE TABLE Contributions (
    WorkspaceId TEXT NOT NULL,
    Id TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    DiscussionId TEXT NOT NULL,
    Position INTEGER NOT NULL,
    SaidAt TEXT NULL,
    Consent TEXT NOT NULL,
    KeyId TEXT NOT NULL,
    Author BLOB NULL,
    Text BLOB NOT NULL,
    Fingerprint TEXT NOT NULL,
    CreatedBy TEXT NOT NULL,
    CreatedAt TEXT NOT NULL,
    RevisedAt TEXT NOT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, ProgrammeId, DiscussionId, Position, Id),
    UNIQUE (WorkspaceId, Id),
    UNIQUE (WorkspaceId, DiscussionId, Fingerprint),
    FOREIGN KEY (WorkspaceId, ProgrammeId, DiscussionId) REFERENCES Discussions (WorkspaceId, ProgrammeId, Id)
) STRICT, WITHOUT ROWID;

-- Passages of notes or contributions, each under one theme or more. StartsAt and EndsAt count UTF-16 units; both are null where the notes no longer hold the words.
CREATE TABLE Quotes (
    WorkspaceId TEXT NOT NULL,
    Id TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    InterviewId TEXT NULL,
    NotesBy TEXT NULL,
    ContributionId TEXT NULL,
    StartsAt INTEGER NULL,
    EndsAt INTEGER NULL,
    KeyId TEXT NOT NULL,
    Text BLOB NOT NULL,
    Confidentiality TEXT NULL,
    BlindCoderId TEXT NULL,
    CreatedBy TEXT NOT NULL,
    CreatedAt TEXT NOT NULL,
    RevisedAt TEXT NOT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, ProgrammeId, Id),
    UNIQUE (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, ContributionId) REFERENCES Contributions (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, BlindCoderId) REFERENCES Users (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;
CREATE INDEX Quotes_Interview ON Quotes (WorkspaceId, InterviewId);
CREATE INDEX Quotes_Contribution ON Quotes (WorkspaceId, ContributionId);

CREATE TABLE QuoteThemes (
    WorkspaceId TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    QuoteId TEXT NOT NULL,
    ThemeId TEXT NOT NULL,
    PRIMARY KEY (WorkspaceId, ProgrammeId, QuoteId, ThemeId),
    FOREIGN KEY (WorkspaceId, QuoteId) REFERENCES Quotes (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, ThemeId) REFERENCES Themes (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;
CREATE INDEX QuoteThemes_Theme ON QuoteThemes (WorkspaceId, ThemeId, QuoteId);

-- Every change of a quote's own level of confidentiality.
CREATE TABLE QuoteTerms (
    WorkspaceId TEXT NOT NULL,
    QuoteId TEXT NOT NULL,
    Edition INTEGER NOT NULL,
    Confidentiality TEXT NULL,
    KeyId TEXT NULL,
    Reason BLOB NULL,
    SetBy TEXT NOT NULL,
    SetAt TEXT NOT NULL,
    PRIMARY KEY (WorkspaceId, QuoteId, Edition),
    FOREIGN KEY (WorkspaceId, QuoteId) REFERENCES Quotes (WorkspaceId, Id)
) STRICT;

-- A second coder, who does not see the first coding until theirs is finished.
CREATE TABLE BlindCodings (
    WorkspaceId TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    InterviewId TEXT NOT NULL,
    CoderId TEXT NOT NULL,
    Status TEXT NOT NULL,
    AskedBy TEXT NOT NULL,
    AskedAt TEXT NOT NULL,
    FinishedAt TEXT NULL,
    SettledBy TEXT NULL,
    SettledAt TEXT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, ProgrammeId, InterviewId, CoderId),
    FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, CoderId) REFERENCES Users (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;
CREATE INDEX BlindCodings_Coder ON BlindCodings (WorkspaceId, CoderId, Status);

-- Both codings by theme as they stood when the blind one was finished: agreement is reckoned from these, whatever is settled or merged later.
CREATE TABLE BlindCodingThemes (
    WorkspaceId TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    InterviewId TEXT NOT NULL,
    CoderId TEXT NOT NULL,
    ThemeId TEXT NOT NULL,
    InFirst INTEGER NOT NULL,
    InBlind INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, ProgrammeId, InterviewId, CoderId, ThemeId),
    FOREIGN KEY (WorkspaceId, ProgrammeId, InterviewId, CoderId) REFERENCES BlindCodings (WorkspaceId, ProgrammeId, InterviewId, CoderId)
) STRICT, WITHOUT ROWID;

-- What a coder thinks while coding; as confidential as what it is about.
CREATE TABLE Memos (
    WorkspaceId TEXT NOT NULL,
    Id TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    ThemeId TEXT NULL,
    InterviewId TEXT NULL,
    QuoteId TEXT NULL,
    KeyId TEXT NOT NULL,
    Text BLOB NOT NULL,
    CreatedBy TEXT NOT NULL,
    CreatedAt TEXT NOT NULL,
    RevisedAt TEXT NOT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, ThemeId) REFERENCES Themes (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, QuoteId) REFERENCES Quotes (WorkspaceId, Id)
) STRICT;
CREATE INDEX Memos_Programme ON Memos (WorkspaceId, ProgrammeId, CreatedAt, Id);

-- What was done to the codebook, and how to take it back.
CREATE TABLE CodebookSteps (
    WorkspaceId TEXT NOT NULL,
    Id TEXT NOT NULL,
    Kind TEXT NOT NULL,
    Summary TEXT NOT NULL,
    Reverse TEXT NOT NULL,
    MadeBy TEXT NOT NULL,
    MadeAt TEXT NOT NULL,
    UndoneBy TEXT NULL,
    UndoneAt TEXT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId) REFERENCES Workspaces (WorkspaceId)
) STRICT;
CREATE INDEX CodebookSteps_Made ON CodebookSteps (WorkspaceId, MadeAt, Id);

-- What keeps people from acting, and the system that owns it.
CREATE TABLE Barriers (
    WorkspaceId TEXT NOT NULL,
    Id TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    Name TEXT NOT NULL,
    NameKey TEXT NOT NULL,
    Definition TEXT NULL,
    SystemName TEXT NOT NULL,
    SystemKey TEXT NOT NULL,
    OrganisationId TEXT NULL,
    OwnerPersonId TEXT NULL,
    Status TEXT NOT NULL,
    AskedOn TEXT NULL,
    AnsweredOn TEXT NULL,
    RemovedOn TEXT NULL,
    KeyId TEXT NULL,
    Answer BLOB NULL,
    CreatedBy TEXT NOT NULL,
    CreatedAt TEXT NOT NULL,
    RevisedAt TEXT NOT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, Id),
    UNIQUE (WorkspaceId, ProgrammeId, NameKey),
    UNIQUE (WorkspaceId, ProgrammeId, Id),
    FOREIGN KEY (WorkspaceId, ProgrammeId) REFERENCES Programmes (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, OrganisationId) REFERENCES Organisations (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, OwnerPersonId) REFERENCES People (WorkspaceId, Id)
) STRICT;

-- What stands behind a barrier, and what speaks against it.
CREATE TABLE BarrierEvidence (
    WorkspaceId TEXT NOT NULL,
    Id TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    BarrierId TEXT NOT NULL,
    InterviewId TEXT NULL,
    CommitmentId TEXT NULL,
    QuoteId TEXT NULL,
    Stand TEXT NOT NULL,
    CreatedBy TEXT NOT NULL,
    CreatedAt TEXT NOT NULL,
    PRIMARY KEY (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, ProgrammeId, BarrierId) REFERENCES Barriers (WorkspaceId, ProgrammeId, Id),
    FOREIGN KEY (WorkspaceId, InterviewId) REFERENCES Interviews (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, CommitmentId) REFERENCES Commitments (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, QuoteId) REFERENCES Quotes (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;
CREATE INDEX BarrierEvidence_Barrier ON BarrierEvidence (WorkspaceId, ProgrammeId, BarrierId);
CREATE INDEX BarrierEvidence_Interview ON BarrierEvidence (WorkspaceId, InterviewId);

-- What the reminders job has told whom; there is one for each commitment, kind and day.
CREATE TABLE Reminders (
    WorkspaceId TEXT NOT NULL,
    Id TEXT NOT NULL,
    UserId TEXT NOT NULL,
    ProgrammeId TEXT NOT NULL,
    CommitmentId TEXT NOT NULL,
    Kind TEXT NOT NULL,
    DueOn TEXT NOT NULL,
    CreatedAt TEXT NOT NULL,
    DismissedAt TEXT NULL,
    PRIMARY KEY (WorkspaceId, Id),
    UNIQUE (WorkspaceId, UserId, CommitmentId, Kind, DueOn),
    FOREIGN KEY (WorkspaceId, UserId) REFERENCES Users (WorkspaceId, Id),
    FOREIGN KEY (WorkspaceId, CommitmentId) REFERENCES Commitments (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;
CREATE INDEX Reminders_Commitment ON Reminders (WorkspaceId, CommitmentId);

-- A calendar that a person's own programme subscribes to by a secret address; only its SHA-256 stands here.
CREATE TABLE CalendarFeeds (
    WorkspaceId TEXT NOT NULL,
    Id TEXT NOT NULL,
    UserId TEXT NOT NULL,
    TokenHash TEXT NOT NULL,
    CreatedAt TEXT NOT NULL,
    LastReadAt TEXT NULL,
    RevokedAt TEXT NULL,
    Version INTEGER NOT NULL,
    PRIMARY KEY (WorkspaceId, Id),
    UNIQUE (TokenHash),
    FOREIGN KEY (WorkspaceId, UserId) REFERENCES Users (WorkspaceId, Id)
) STRICT, WITHOUT ROWID;

-- Keys of what was deleted, until the sweep has seen them erased. The keys themselves stand in the other store.
CREATE TABLE KeysToErase (
    KeyId TEXT NOT NULL,
    CondemnedAt TEXT NOT NULL,
    PRIMARY KEY (KeyId)
) STRICT, WITHOUT ROWID;
