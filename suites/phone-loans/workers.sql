-- A worker that still runs would take a job that is about to go, and write its result into tables that were already emptied.
-- The queue's tables are locked by now, so that nobody can take another job; what is looked for is who was not stopped.

do $$
declare
    claimed   bigint;
    connected text;
begin
    perform pg_stat_clear_snapshot();
    select string_agg(format('%s (process %s)', application_name, pid), ', ') into connected
    from pg_stat_activity
    where datname = current_database() and application_name like 'solid%queue%';
    if connected is not null then
        raise exception 'workers of Solid Queue are connected: %', connected
            using hint = 'Stop them, and run again. A worker calls itself by its application_name.';
    end if;
    select count(*) into claimed from solid_queue_claimed_executions;
    if claimed > 0 then
        raise exception '% job(s) of Solid Queue are claimed by a worker: the workers are not stopped', claimed
            using hint = 'Stop them, wait until solid_queue_claimed_executions is empty, and run again.';
    end if;
    perform pg_stat_clear_snapshot();
end
$$;
