-- What a role or a database sets for its sessions is in reset_val, whatever this session has set since.
SELECT coalesce((SELECT s.ssl FROM pg_stat_ssl s WHERE s.pid = pg_backend_pid()), false) AS tls,
       r.rolinherit AS inherits,
       r.rolconnlimit AS role_limit,
       d.datconnlimit AS database_limit,
       current_setting('max_connections') AS max_connections,
       current_setting('superuser_reserved_connections')::int
         + coalesce(current_setting('reserved_connections', true)::int, 0) AS reserved,
       (SELECT count(*) FROM pg_stat_activity a WHERE a.usesysid IS NOT NULL AND coalesce(a.backend_type, 'client backend') = 'client backend')
         AS used,
       (SELECT count(*) FROM pg_stat_activity a WHERE a.usename = current_user) AS used_by_role,
       (SELECT count(*) FROM pg_stat_activity a
        WHERE a.datname = current_database() AND a.usesysid IS NOT NULL
          AND coalesce(a.backend_type, 'client backend') = 'client backend') AS used_by_database,
       current_setting('max_locks_per_transaction')::bigint AS locks_per_transaction,
       current_setting('max_locks_per_transaction')::bigint
         * (current_setting('max_connections')::bigint + current_setting('max_prepared_transactions')::bigint)
         AS locks,
       pg_has_role('pg_read_all_stats', 'USAGE') AS sees_sessions,
       has_database_privilege(current_database(), 'CREATE') AS may_create_schema,
       has_database_privilege(current_database(), 'TEMPORARY') AS may_make_temporary,
       has_function_privilege('pg_control_system()', 'EXECUTE') AS identifiable,
       CASE WHEN r.rolvaliduntil < 'infinity'
            THEN to_char(r.rolvaliduntil AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"') END AS valid_until,
       coalesce(r.rolvaliduntil < now() + interval '14 days', false) AS expires_soon,
       (SELECT string_agg(s.name || ' = ' || s.reset_val || coalesce(nullif(s.unit, ''), ''), ', ' ORDER BY s.name)
        FROM pg_settings s
        WHERE s.name IN ('statement_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout',
                         'idle_session_timeout', 'lock_timeout')
          AND s.reset_val <> '0') AS timeouts,
       coalesce(current_setting('neon.timeline_id', true), '') AS branch
FROM pg_roles r, pg_database d
WHERE r.rolname = current_user AND d.datname = current_database()
