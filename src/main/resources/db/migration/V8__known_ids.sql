-- A server knows which client message ids a consultation holds and proves it by the locked row (ADR 2): every second index page
-- that an append touched, and a third of the space of a transcript, was this index. No version before this one was released, so
-- nothing that still needs it can be running.
DROP INDEX entry_client_message;
