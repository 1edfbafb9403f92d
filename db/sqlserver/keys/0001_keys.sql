-- One key for each record of free text. Erasing the secret erases the text in every copy of it.
CREATE TABLE RecordKeys (
    Id uniqueidentifier NOT NULL,
    Secret varbinary(max) NULL,
    MadeAt datetime2(3) NOT NULL,
    ErasedAt datetime2(3) NULL,
    CONSTRAINT PK_RecordKeys PRIMARY KEY NONCLUSTERED (Id)
);
