-- What a few sessions are at. All of it is kept in the server's memory: nothing is locked that anybody could hold.
SELECT a.pid,
       coalesce(a.wait_event_type || ' ' || a.wait_event, '') AS wait_event,
       p.command,
       p.relation,
       p.phase,
       p.row_count,
       p.bytes,
       p.percent,
       w.mode,
       w.object,
       b.blockers,
       b.blocker,
       h.usename AS blocker_user,
       coalesce('"' || nullif(h.application_name, '') || '"', '') AS blocker_application,
       h.state AS blocker_state,
       to_char(h.xact_start AT TIME ZONE 'UTC', 'HH24:MI:SS "UTC"') AS blocker_since,
       CASE WHEN h.query <> '<insufficient privilege>' THEN left(ltrim(h.query), 80) END AS blocker_query
FROM pg_catalog.pg_stat_activity a
LEFT JOIN LATERAL (
  SELECT 'COPY' AS command, nullif(c.relid, 0)::regclass::text AS relation, '' AS phase,
         c.tuples_processed AS row_count, c.bytes_processed AS bytes,
         CASE WHEN c.bytes_total > 0 THEN 100 * c.bytes_processed / c.bytes_total END AS percent
  FROM pg_catalog.pg_stat_progress_copy c WHERE c.pid = a.pid
  UNION ALL
  SELECT c.command, c.relid::regclass::text, c.phase, NULL, NULL,
         CASE WHEN c.blocks_total > 0 THEN 100 * c.blocks_done / c.blocks_total
              WHEN c.tuples_total > 0 THEN 100 * c.tuples_done / c.tuples_total END
  FROM pg_catalog.pg_stat_progress_create_index c WHERE c.pid = a.pid
  UNION ALL
  SELECT 'VACUUM', c.relid::regclass::text, c.phase, NULL, NULL,
         CASE WHEN c.heap_blks_total > 0 THEN 100 * c.heap_blks_scanned / c.heap_blks_total END
  FROM pg_catalog.pg_stat_progress_vacuum c WHERE c.pid = a.pid
  UNION ALL
  SELECT 'ANALYZE', c.relid::regclass::text, c.phase, NULL, NULL,
         CASE WHEN c.sample_blks_total > 0 THEN 100 * c.sample_blks_scanned / c.sample_blks_total END
  FROM pg_catalog.pg_stat_progress_analyze c WHERE c.pid = a.pid
  UNION ALL
  SELECT c.command, c.relid::regclass::text, c.phase, NULL, NULL,
         CASE WHEN c.heap_blks_total > 0 THEN 100 * c.heap_blks_scanned / c.heap_blks_total END
  FROM pg_catalog.pg_stat_progress_cluster c WHERE c.pid = a.pid
  LIMIT 1) AS p ON true
LEFT JOIN LATERAL (
  SELECT l.mode,
         CASE WHEN l.relation IS NOT NULL AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = current_database())
              THEN l.relation::regclass::text END AS object
  FROM pg_catalog.pg_locks l WHERE l.pid = a.pid AND NOT l.granted
  LIMIT 1) AS w ON a.wait_event_type = 'Lock'
LEFT JOIN LATERAL (
  -- Who only waits further ahead in the same queue comes after who holds the lock.
  SELECT count(*) OVER () AS blockers, pids.pid AS blocker
  FROM unnest(pg_catalog.pg_blocking_pids(a.pid)) AS pids(pid)
  LEFT JOIN pg_catalog.pg_stat_activity o ON o.pid = pids.pid
  ORDER BY o.wait_event_type IS NOT DISTINCT FROM 'Lock', pids.pid
  LIMIT 1) AS b ON a.wait_event_type = 'Lock'
LEFT JOIN pg_catalog.pg_stat_activity h ON h.pid = b.blocker
WHERE a.pid <> pg_backend_pid()
  AND a.state = 'active'
  AND (a.pid::text = ANY (?::text[])
       OR a.application_name = ANY (?::text[]) AND a.datname = current_database() AND a.usename = current_user)
ORDER BY b.blocker IS NULL, a.query_start, a.pid
LIMIT 8
