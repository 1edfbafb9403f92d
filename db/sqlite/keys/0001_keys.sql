-- One key for each record of free text. Erasing the secret erases the text in every copy of it.
CREATE TABLE RecordKeys (
    Id TEXT NOT NULL,
    Secret BLOB NULL,
    MadeAt TEXT NOT NULL,
    ErasedAt TEXT NULL,
    PRIMARY KEY (Id)
) STRICT, WITHOUT ROWID;
