SELECT 'extension' AS kind, e.extname AS name
FROM pg_extension e
UNION ALL
SELECT 'event trigger', t.evtname
FROM pg_event_trigger t
WHERE t.evtenabled <> 'D'
UNION ALL
SELECT 'subscription', s.subname
FROM pg_subscription s
WHERE s.subenabled
  AND s.subdbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
ORDER BY 1, 2
