SELECT c.oid,
       n.nspname AS schema_name,
       c.relname AS name,
       c.relkind AS kind,
       -- Nothing reaches a partition through its table any more once its detaching is pending.
       c.relispartition AND EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid AND NOT i.inhdetachpending)
         AS is_partition,
       (SELECT string_agg(i.inhparent::text, ' ' ORDER BY i.inhseqno)
        FROM pg_inherits i WHERE i.inhrelid = c.oid AND NOT i.inhdetachpending) AS parents,
       c.relispopulated AS populated,
       CASE WHEN c.relkind = 'p' THEN CASE WHEN locked.locked THEN 'locked' ELSE pg_get_partkeydef(c.oid) END END
         AS partition_key,
       CASE WHEN c.relpartbound IS NOT NULL
            THEN CASE WHEN locked.locked THEN 'locked' ELSE pg_get_expr(c.relpartbound, c.oid) END END AS partition_bound,
       c.relpersistence = 'u' AS unlogged,
       e.extname AS extension,
       c.relrowsecurity AS row_security,
       c.relforcerowsecurity AS row_security_forced,
       row_security_active(c.oid) AS row_security_active,
       c.relreplident AS replica_identity,
       pg_has_role(c.relowner, 'USAGE') AS owner,
       has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AS may_select,
       has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'INSERT') AS may_insert,
       has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'UPDATE') AS may_update,
       has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'DELETE') AS may_delete,
       has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'TRUNCATE') AS may_truncate,
       has_schema_privilege(n.oid, 'CREATE') AND pg_has_role(c.relowner, 'USAGE') AS may_index,
       -- reltuples is -1 until the first ANALYZE, and old after a load; the live count is lost with a crash.
       greatest(c.reltuples::bigint, pg_stat_get_live_tuples(c.oid), 0) AS estimated_rows,
       -- Asking for a size waits for whoever locks the table; what the last VACUUM or ANALYZE counted does not.
       CASE WHEN c.relkind NOT IN ('r', 'm') THEN 0
            WHEN NOT locked.locked THEN pg_total_relation_size(c.oid)
            ELSE current_setting('block_size')::bigint
                 * (SELECT coalesce(sum(greatest(part.relpages, 0)), 0)
                    FROM pg_class part
                    WHERE part.oid IN (c.oid, c.reltoastrelid)
                       OR part.oid IN (SELECT i.indexrelid FROM pg_index i WHERE i.indrelid IN (c.oid, c.reltoastrelid)))
       END AS bytes
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (SELECT coalesce(c.oid::text = ANY ((SELECT string_to_array(current_setting('cleanslate.locked', true), ' '))::text[]), false) AS locked) AS locked
LEFT JOIN pg_depend d
       ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
      AND d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass
LEFT JOIN pg_extension e ON e.oid = d.refobjid
WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm')
  AND n.nspname !~ '^pg_'
  AND n.nspname <> 'information_schema'
