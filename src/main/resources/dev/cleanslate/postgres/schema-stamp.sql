-- One number over all that makes up the schema. Rows that a reset itself writes anew without changing the schema
-- (TRUNCATE, triggers off and on, RESTART) count by what they say, the others by who wrote them last: any DDL shows.
SELECT pg_catalog.sum(pg_catalog.hashtextextended(part, 0)) AS stamp FROM (
  SELECT 'c' || pg_catalog.concat_ws('/', oid, relname, relnamespace, relkind, relpersistence, relrowsecurity,
         relforcerowsecurity, relreplident, relispartition, relowner, relpartbound::text) AS part
    FROM pg_catalog.pg_class
   WHERE oid >= 16384 AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
     AND relnamespace <> pg_catalog.pg_my_temp_schema()
  UNION ALL
  SELECT 't' || pg_catalog.concat_ws('/', oid, tgrelid, tgname, tgfoid, tgenabled, tgtype, tgconstraint, tgdeferrable,
         tginitdeferred, tgattr::text, tgargs::text, tgqual::text)
    FROM pg_catalog.pg_trigger
  UNION ALL
  SELECT 'i' || pg_catalog.concat_ws('/', indexrelid, indrelid, indkey::text, indisunique, indisprimary, indisvalid,
         indisreplident, indclass::text, indexprs::text, indpred::text)
    FROM pg_catalog.pg_index WHERE indexrelid >= 16384
     AND indrelid NOT IN (SELECT oid FROM pg_catalog.pg_class WHERE relkind = 't')
  UNION ALL
  SELECT 's' || pg_catalog.concat_ws('/', seqrelid, seqtypid, seqstart, seqincrement, seqmax, seqmin, seqcache, seqcycle)
    FROM pg_catalog.pg_sequence
  UNION ALL
  SELECT 'o' || objid || '/' || refobjid || '/' || refobjsubid || '/' || deptype::text
    FROM pg_catalog.pg_depend
   WHERE classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND deptype IN ('a', 'i') AND refobjsubid > 0
     AND objid IN (SELECT seqrelid FROM pg_catalog.pg_sequence)
  UNION ALL
  SELECT 'a' || attrelid || '/' || attnum || '/' || xmin FROM pg_catalog.pg_attribute
   WHERE attrelid >= 16384 AND attnum > 0
     AND attrelid IN (SELECT oid FROM pg_catalog.pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f')
                         AND relnamespace <> pg_catalog.pg_my_temp_schema())
  UNION ALL
  SELECT 'd' || oid || '/' || xmin FROM pg_catalog.pg_attrdef
  UNION ALL
  SELECT 'k' || oid || '/' || xmin FROM pg_catalog.pg_constraint WHERE oid >= 16384
  UNION ALL
  SELECT 'r' || oid || '/' || xmin FROM pg_catalog.pg_rewrite WHERE oid >= 16384
  UNION ALL
  SELECT 'p' || oid || '/' || xmin FROM pg_catalog.pg_policy
  UNION ALL
  SELECT 'h' || inhrelid || '/' || inhparent || '/' || xmin FROM pg_catalog.pg_inherits
  UNION ALL
  SELECT 'u' || oid || '/' || xmin FROM pg_catalog.pg_publication
  UNION ALL
  SELECT 'v' || oid || '/' || xmin FROM pg_catalog.pg_publication_rel
  UNION ALL
  -- There are none by schema before 15, and no such catalog.
  SELECT 'w' || objid || '/' || refobjid FROM pg_catalog.pg_depend
   WHERE classid = pg_catalog.to_regclass('pg_catalog.pg_publication_namespace')
  UNION ALL
  SELECT 'f' || oid || '/' || xmin FROM pg_catalog.pg_proc
   WHERE oid >= 16384 AND pronamespace <> pg_catalog.pg_my_temp_schema()
  UNION ALL
  SELECT 'n' || oid || '/' || nspname FROM pg_catalog.pg_namespace WHERE oid <> pg_catalog.pg_my_temp_schema()
  UNION ALL
  SELECT 'x' || oid || '/' || xmin FROM pg_catalog.pg_extension
  UNION ALL
  SELECT 'e' || oid || '/' || xmin FROM pg_catalog.pg_event_trigger
  UNION ALL
  SELECT 'y' || oid || '/' || xmin FROM pg_catalog.pg_type WHERE oid >= 16384 AND typtype IN ('d', 'e', 'r')
) AS parts
