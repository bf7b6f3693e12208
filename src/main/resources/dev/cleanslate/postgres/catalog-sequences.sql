SELECT c.oid,
       n.nspname AS schema_name,
       c.relname AS name,
       s.seqstart AS start,
       s.seqincrement AS increment,
       own.refobjid AS owner_table,
       oa.attname AS owner_column,
       own.deptype IS NOT DISTINCT FROM 'i' AS identity,
       e.extname AS extension,
       pg_has_role(c.relowner, 'USAGE') AS owned,
       CASE WHEN has_sequence_privilege(c.oid, 'SELECT, USAGE')
             AND coalesce(c.oid::text = ANY ((SELECT string_to_array(current_setting('cleanslate.locked', true), ' '))::text[]), false) IS FALSE
             AND NOT (c.relpersistence = 'u' AND pg_is_in_recovery())
            THEN pg_sequence_last_value(c.oid) END AS last_value,
       (SELECT string_agg(DISTINCT ad.adrelid::text, ' ')
        FROM pg_depend ud JOIN pg_attrdef ad ON ad.oid = ud.objid
        WHERE ud.classid = 'pg_attrdef'::regclass
          AND ud.refclassid = 'pg_class'::regclass
          AND ud.refobjid = c.oid) AS used_by
FROM pg_sequence s
JOIN pg_class c ON c.oid = s.seqrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_depend own
       ON own.classid = 'pg_class'::regclass AND own.objid = c.oid AND own.objsubid = 0
      AND own.refclassid = 'pg_class'::regclass AND own.refobjsubid > 0 AND own.deptype IN ('a', 'i')
LEFT JOIN pg_attribute oa ON oa.attrelid = own.refobjid AND oa.attnum = own.refobjsubid
LEFT JOIN pg_depend d
       ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
      AND d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass
LEFT JOIN pg_extension e ON e.oid = d.refobjid
WHERE n.nspname !~ '^pg_'
  AND n.nspname <> 'information_schema'
