-- The first customer of the first day: the sale lands in the till, and the flour leaves the shelf.

insert into customers (restaurant_id, name) select min(id), 'First customer' from restaurants;
insert into products (restaurant_id, name, price) select min(id), 'First baguette', 200 from restaurants;
insert into sales (restaurant_id, customer_id, sold_by, paid_into, total, sold_at)
select p.restaurant_id, (select max(id) from customers), (select u.user_id from user_restaurants u where u.restaurant_id = p.restaurant_id limit 1),
       'cash', 400, now()
from products p where p.name = 'First baguette';
insert into sale_items (sale_id, product_id, quantity, price)
select (select max(id) from sales), id, 2, price from products where name = 'First baguette';
insert into bank_transactions (restaurant_id, wallet, amount, sale_id, label, booked_at)
select restaurant_id, paid_into, total, id, 'first sale', now() from sales where id = (select max(id) from sales);
insert into stock_movements (inventory_item_id, kind, quantity, moved_at)
select min(id), 'delivery', 25, now() from inventory_items;

select (select cash_balance from restaurants order by id limit 1)::numeric(14,0),
       (select stock from inventory_items order by id limit 1)::numeric(12,0),
       (select count(*) from sale_items);
