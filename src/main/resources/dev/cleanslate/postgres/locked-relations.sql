-- What other sessions hold against everybody: even looking at the definition of one of these waits.
SELECT c.oid, n.nspname AS schema_name, c.relname AS name
FROM pg_catalog.pg_locks l
JOIN pg_catalog.pg_class c ON c.oid = l.relation
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE l.locktype = 'relation' AND l.granted
  AND (l.mode = 'AccessExclusiveLock'
       -- ALTER SEQUENCE takes no more than this, and it is enough to make its reader wait.
       OR c.relkind = 'S' AND l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock'))
  AND l.pid IS DISTINCT FROM pg_catalog.pg_backend_pid()
  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
  AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
ORDER BY 1
