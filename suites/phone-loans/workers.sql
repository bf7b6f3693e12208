-- A worker that still runs would take a job that is about to go, and write its result into tables that were already emptied.

do $$
declare
    claimed bigint;
begin
    select count(*) into claimed from solid_queue_claimed_executions;
    if claimed > 0 then
        raise exception '% job(s) of Solid Queue are claimed by a worker: the workers are not stopped', claimed
            using hint = 'Stop them, wait until solid_queue_claimed_executions is empty, and run again.';
    end if;
end
$$;
