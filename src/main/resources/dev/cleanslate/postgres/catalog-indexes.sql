SELECT i.indrelid AS relation,
       i.indkey::text AS columns,
       i.indnkeyatts AS key_columns,
       i.indisprimary AS is_primary,
       i.indisvalid AND i.indisready AND i.indislive AND i.indpred IS NULL AND am.amname = 'btree' AS leads,
       CASE WHEN i.indrelid::text = ANY ((SELECT string_to_array(current_setting('cleanslate.locked', true), ' '))::text[]) THEN ic.relname || ' locked'
       ELSE concat_ws(' ',
         pg_get_indexdef(i.indexrelid),
         CASE WHEN con.condeferrable THEN pg_get_constraintdef(con.oid) END,
         CASE WHEN i.indisreplident THEN 'REPLICA IDENTITY' END,
         CASE WHEN NOT i.indisvalid THEN 'INVALID' END) END AS definition
FROM pg_index i
JOIN pg_class ic ON ic.oid = i.indexrelid
JOIN pg_am am ON am.oid = ic.relam
JOIN pg_class c ON c.oid = i.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_constraint con ON con.conindid = i.indexrelid AND con.contype IN ('p', 'u', 'x')
WHERE n.nspname !~ '^pg_'
  AND n.nspname <> 'information_schema'
ORDER BY i.indrelid, ic.relname
