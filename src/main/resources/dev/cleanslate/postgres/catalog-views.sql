SELECT DISTINCT r.ev_class AS view, d.refobjid AS source
FROM pg_rewrite r
JOIN pg_class v ON v.oid = r.ev_class AND v.relkind IN ('v', 'm')
JOIN pg_depend d
  ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
 AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> r.ev_class
WHERE r.rulename = '_RETURN'
ORDER BY 1, 2
