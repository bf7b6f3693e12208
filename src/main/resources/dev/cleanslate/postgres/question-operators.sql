-- By what each key compares: its own operators, which need not be those that "=" finds, in its parent's collation.
SELECT con.oid,
       op.oprname AS operator,
       opn.nspname AS operator_schema,
       CASE WHEN child.attcollation <> parent.attcollation AND parent.attcollation <> 0
            THEN quote_ident(colln.nspname) || '.' || quote_ident(coll.collname) END AS collation
FROM pg_constraint con
CROSS JOIN LATERAL unnest(con.conpfeqop, con.conkey, con.confkey) WITH ORDINALITY
  AS pair(operator, child, parent, place)
JOIN pg_operator op ON op.oid = pair.operator
JOIN pg_namespace opn ON opn.oid = op.oprnamespace
JOIN pg_attribute child ON child.attrelid = con.conrelid AND child.attnum = pair.child
JOIN pg_attribute parent ON parent.attrelid = con.confrelid AND parent.attnum = pair.parent
LEFT JOIN pg_collation coll ON coll.oid = parent.attcollation
LEFT JOIN pg_namespace colln ON colln.oid = coll.collnamespace
WHERE con.oid::text = ANY (?)
ORDER BY con.oid, pair.place
