-- Refuses a bakery that nobody could open after the reset.

do $$
begin
    if exists (select from restaurants r where not exists (select from user_restaurants u where u.restaurant_id = r.id and u.role = 'owner')) then
        raise exception 'a bakery has no owner: nobody could open it after the reset'
            using hint = 'Look at: select name from restaurants r where not exists (select from user_restaurants u where u.restaurant_id = r.id and u.role = ''owner'')';
    end if;
end
$$;
