-- Development has slug and timezone, production has neither. Anything between the two is a migration that stopped half-way.

do $$
declare
    present text;
    number  integer;
begin
    select count(*), string_agg(attname, ', ' order by attname) into number, present
    from pg_attribute
    where attrelid = 'restaurants'::regclass and attname in ('slug', 'timezone') and not attisdropped;
    if number = 1 then
        raise exception 'restaurants has % but not the other of slug and timezone: this is neither the schema of development nor of production', present
            using hint = 'Finish or undo the migration "bakery pages", then rehearse again.';
    end if;

    if exists (select from restaurants r where not exists (select from user_restaurants u where u.restaurant_id = r.id and u.role = 'owner')) then
        raise exception 'a bakery has no owner: nobody could open it after the reset'
            using hint = 'Look at: select name from restaurants r where not exists (select from user_restaurants u where u.restaurant_id = r.id and u.role = ''owner'')';
    end if;
end
$$;
