-- A file is shown by one entry: the client message id of that entry, so that a retry may name it again.
ALTER TABLE file ADD COLUMN used_by text;

-- What is stored is compressed already: trying again costs processor time and gains nothing.
ALTER TABLE file_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;
