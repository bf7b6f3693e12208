SELECT 'session' AS kind,
       a.pid::text AS name,
       coalesce(a.usename, 'unknown') AS user_name,
       coalesce(a.usename = session_user, false) AS own_role,
       coalesce(nullif(a.application_name, ''), 'unnamed') AS application,
       CASE WHEN a.backend_type IS NULL THEN NULL ELSE coalesce(host(a.client_addr), 'a local socket') END AS client,
       a.state,
       to_char(a.state_change, 'YYYY-MM-DD HH24:MI:SS "UTC"') AS since,
       extract(epoch FROM clock_timestamp() - a.xact_start)::bigint AS seconds
FROM pg_stat_activity a
WHERE a.datname = current_database()
  AND a.pid <> pg_backend_pid()
  AND coalesce(a.backend_type, 'client backend') = 'client backend'
  AND a.usesysid IS NOT NULL
UNION ALL
SELECT 'prepared', p.gid, p.owner, p.owner = session_user, '', NULL, 'prepared', to_char(p.prepared, 'YYYY-MM-DD HH24:MI:SS "UTC"'), extract(epoch FROM clock_timestamp() - p.prepared)::bigint
FROM pg_prepared_xacts p
WHERE p.database = current_database()
ORDER BY 1, 9 DESC NULLS LAST, 2
