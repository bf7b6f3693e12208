-- A third bakery can be opened, where bakeries have no pages yet.

insert into restaurants (name) values ('Third Bakery');
insert into user_restaurants (user_id, restaurant_id, role)
select (select user_id from user_restaurants where role = 'owner' limit 1), id, 'owner' from restaurants where name = 'Third Bakery';

select (r.cash_balance + r.orange_money_balance + r.card_balance)::numeric(14,0), u.role
from restaurants r join user_restaurants u on u.restaurant_id = r.id
where r.name = 'Third Bakery';
