-- Refuses a gym that is already in business, and one whose catalog could not carry the first day.

do $$
declare
    live_payments bigint;
    fault text;
begin
    select count(*) into live_payments from payments where mode = 'live';
    if live_payments > 0 then
        raise exception '% payment(s) in live mode: real customers have paid in this gym, it must not be reset', live_payments
            using hint = 'Look at: select * from payments where mode = ''live''';
    end if;

    select string_agg(kind::text, ', ') into fault
    from unnest(enum_range(null::package_kind)) as kind
    where not exists (select from membership_packages p where p.kind = kind and p.is_active);
    if fault is not null then
        raise exception 'no active package of kind: %', fault
            using hint = 'Complete membership_packages before the reset; it is protected and stays as it is.';
    end if;

    select string_agg(distinct t.full_name, ', ') into fault
    from trainers t
    where not t.is_active
      and (exists (select from lessons l where l.trainer_id = t.id)
           or exists (select from pilates_schedule_slots s where s.trainer_id = t.id and s.is_open));
    if fault is not null then
        raise exception 'the timetable names trainers who have left: %', fault
            using hint = 'Give their lessons and slots to someone else before the reset.';
    end if;

    if not exists (select from lessons) or not exists (select from pilates_schedule_slots where is_open) then
        raise exception 'the timetable is empty: no lesson, or no open pilates slot';
    end if;
end
$$;
