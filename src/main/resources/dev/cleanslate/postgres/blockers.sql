-- A prepared transaction holds its locks without a process.
SELECT n.nspname AS schema_name,
       c.relname AS table_name,
       l.mode,
       coalesce(l.pid, 0) AS pid,
       coalesce(a.usename, p.owner, CASE WHEN a.pid IS NOT NULL THEN 'none (the server itself)' END) AS user_name,
       coalesce(a.application_name, 'prepared transaction ' || p.gid) AS application,
       CASE WHEN l.pid IS NULL THEN 'prepared'
            WHEN a.usename IS NULL THEN 'active'
            ELSE a.state END AS state,
       to_char(coalesce(a.xact_start, p.prepared) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"') AS since,
       CASE WHEN l.pid IS NULL THEN 'PREPARE'
            WHEN a.query = '<insufficient privilege>' THEN NULL
            ELSE left(ltrim(a.query), 80) END AS query
FROM unnest(?::text[], ?::text[]) AS wanted(schema_name, table_name)
JOIN pg_catalog.pg_namespace n ON n.nspname = wanted.schema_name
JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = wanted.table_name
JOIN pg_catalog.pg_locks l ON l.relation = c.oid AND l.locktype = 'relation' AND l.granted
LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
LEFT JOIN pg_catalog.pg_locks t
       ON l.pid IS NULL AND t.pid IS NULL AND t.locktype = 'transactionid'
      AND t.virtualtransaction = l.virtualtransaction
LEFT JOIN pg_catalog.pg_prepared_xacts p ON p.transaction = t.transactionid
WHERE l.pid IS DISTINCT FROM pg_backend_pid()
  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
ORDER BY 1, 2, 4, 3
