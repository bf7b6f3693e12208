-- Nobody is left, and nothing that refers to a person is: the tables are taken from the keys, not from a list.

do $$
declare
    owner_table regclass;
    found_row boolean;
    leftovers text[] := '{}';
begin
    for owner_table in
        select oid::regclass from pg_class
        where oid in ('auth.users'::regclass, 'public.user_profiles'::regclass)
           or oid in (select conrelid from pg_constraint
                      where contype = 'f' and confrelid in ('auth.users'::regclass, 'public.user_profiles'::regclass))
        order by relname
    loop
        execute format('select exists (select from %s)', owner_table) into found_row;
        if found_row then
            leftovers := leftovers || owner_table::text;
        end if;
    end loop;
    if leftovers <> '{}' then
        raise exception 'rows of people are left in: %', array_to_string(leftovers, ', ')
            using hint = 'A trigger that is still on may have written them during the wipe.';
    end if;
end
$$;
