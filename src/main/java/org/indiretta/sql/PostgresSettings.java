package org.indiretta.sql;

/** The configuration of the embedded PostgreSQL, written at each start. */
final class PostgresSettings {
  private PostgresSettings() {}

  static String text(int port) {
    return """
    # Written by InDiretta at each start: changes are lost.
    # Durability (P1): a commit is on the disk before anybody is told.
    fsync = on
    synchronous_commit = on
    full_page_writes = on

    # Only this machine, only with the password.
    listen_addresses = '127.0.0.1'
    port = %d
    unix_socket_directories = ''
    max_connections = 60
    password_encryption = 'scram-sha-256'

    # One machine shared with the server: short statements, group commits, few large reads.
    shared_buffers = '256MB'
    wal_buffers = '16MB'
    max_wal_size = '2GB'
    checkpoint_timeout = '15min'
    checkpoint_completion_target = 0.9
    deadlock_timeout = '200ms'
    jit = off
    max_parallel_workers_per_gather = 0
    random_page_cost = 1.1
    autovacuum_vacuum_insert_scale_factor = 0.1
    idle_in_transaction_session_timeout = '10s'
    max_wal_senders = 0
    max_replication_slots = 0
    max_logical_replication_workers = 0

    # What people write never reaches the log: no statements, no details of errors.
    log_min_messages = warning
    log_min_error_statement = panic
    log_error_verbosity = terse
    log_line_prefix = '%%m [%%p] '
    log_timezone = 'UTC'
    timezone = 'UTC'
    lc_messages = 'C'
    """
        .formatted(port);
  }
}
