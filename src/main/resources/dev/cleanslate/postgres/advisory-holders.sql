SELECT a.pid,
       a.usename AS user_name,
       a.application_name AS application,
       to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"') AS since
FROM pg_catalog.pg_locks l
JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'advisory'
  AND l.granted
  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
  AND l.objsubid = 1
  AND l.classid::bigint = ((?::bigint >> 32) & 4294967295)
  AND l.objid::bigint = (?::bigint & 4294967295)
ORDER BY a.pid
