-- Invented data of two bakeries after a month of trying out: the same rows on every server and every day.
-- Size: `set cleanslate.scale = '100'` before loading; 1 (the default) has the counts of README.md. What stays does not grow.
-- Loads into both schemas, with and without slug and timezone.

do $$
begin
    if exists (select from restaurants) or exists (select from sales) then
        raise exception 'data.sql loads into an empty database, and this one has rows'
            using hint = 'Create a new database and load schema.sql first.';
    end if;
    perform set_config('bakery.size',
        greatest(1, round(coalesce(nullif(current_setting('cleanslate.scale', true), ''), '1')::numeric))::int::text, false);
end
$$;

-- The rows below are what the triggers would have left behind; the balances and the stock are computed once at the end.
alter table bank_transactions disable trigger trigger_move_balance;
alter table stock_movements   disable trigger trigger_move_stock;
alter table restaurants       disable trigger trigger_touch_restaurant;
alter table inventory_items   disable trigger trigger_touch_inventory_item;

-- What stays: the same at every scale.

do $$
begin
    if exists (select from pg_attribute
               where attrelid = 'restaurants'::regclass and attname = 'slug' and not attisdropped) then
        insert into restaurants (name, slug, timezone, created_at, updated_at)
        values ('Fournil du Plateau', 'fournil-du-plateau', 'Africa/Abidjan', '2026-01-05 08:00+00', '2026-01-05 08:00+00'),
               ('Levain de la Lagune', 'levain-de-la-lagune', 'Africa/Abidjan', '2026-01-06 08:00+00', '2026-01-06 08:00+00');
    else
        insert into restaurants (name, created_at, updated_at)
        values ('Fournil du Plateau', '2026-01-05 08:00+00', '2026-01-05 08:00+00'),
               ('Levain de la Lagune', '2026-01-06 08:00+00', '2026-01-06 08:00+00');
    end if;
end
$$;

insert into users (id, email, display_name, created_at)
values (md5('bakery-user-1')::uuid, 'odile@fournil.example', 'Odile Brissac',   '2026-01-05 08:30+00'),
       (md5('bakery-user-2')::uuid, 'kwame@fournil.example', 'Kwame Taverny',   '2026-01-07 14:10+00'),
       (md5('bakery-user-3')::uuid, 'salome@levain.example', 'Salome Queyras',  '2026-01-09 10:45+00');

insert into user_restaurants (user_id, restaurant_id, role)
values (md5('bakery-user-1')::uuid, 1, 'owner'),
       (md5('bakery-user-1')::uuid, 2, 'owner'),
       (md5('bakery-user-2')::uuid, 1, 'manager'),
       (md5('bakery-user-3')::uuid, 2, 'cashier');

insert into suppliers (name, phone, city)
values ('Moulins du Bandama', '+225 01 02 03 04 05', 'Bouake'),
       ('Laiterie des Palmes', '+225 05 04 03 02 01', 'Abidjan'),
       ('Sucrerie du Nord', null, 'Korhogo'),
       ('Cacao Cooperative', '+225 07 07 06 06 05', 'San-Pedro'),
       ('Emballages Ebrie', null, 'Abidjan');

insert into inventory_items (restaurant_id, supplier_id, name, unit, unit_cost, reorder_at, updated_at)
select restaurant, supplier, name, unit, cost, 10 + item, timestamptz '2026-01-10 09:00+00'
from generate_series(1, 2) as restaurant,
     (values (1, 1, 'Wheat flour T55', 'kg', 450), (2, 1, 'Whole flour T110', 'kg', 520), (3, 1, 'Rye flour', 'kg', 610),
             (4, 2, 'Butter', 'kg', 3900), (5, 2, 'Milk', 'l', 700), (6, 2, 'Cream', 'l', 2100), (7, 2, 'Eggs', 'tray', 2500),
             (8, 3, 'Sugar', 'kg', 650), (9, 3, 'Icing sugar', 'kg', 900), (10, 4, 'Cocoa', 'kg', 4200),
             (11, 4, 'Chocolate', 'kg', 5600), (12, null, 'Salt', 'kg', 200), (13, null, 'Yeast', 'kg', 1800),
             (14, 5, 'Paper bags', 'piece', 15), (15, 5, 'Cake boxes', 'piece', 120)) as items (item, supplier, name, unit, cost)
order by restaurant, item;

insert into _prisma_migrations (id, migration_name, finished_at)
values (md5('bakery-migration-1'), '20260104000000_init', '2026-01-04 18:00+00');

-- What goes. Everything of the try-out was made by a script on the same morning.

insert into customers (restaurant_id, name, phone, created_at)
select 1 + c % 2, (array['Test Client', 'Demo Client', 'Client Test', 'Aminata D.'])[1 + c % 4] || ' ' || c,
       '+225 00 00 00 ' || lpad((c % 100)::text, 2, '0') || ' 00',
       timestamptz '2026-02-01 09:00:00+00' + interval '1 microsecond' * (c % 1000000)
from generate_series(1, 8 * current_setting('bakery.size')::int) as c
order by c;

insert into products (restaurant_id, name, price, created_at)
select 1 + p % 2,
       (array['Baguette', 'Croissant', 'Pain au chocolat', 'Brioche', 'Pain complet',
              'Tarte', 'Eclair', 'Pain de mie', 'Fougasse', 'Financier'])[1 + p / 2 % 10] || ' test ' || p,
       150 + p % 20 * 50,
       timestamptz '2026-02-01 09:00:01+00'
from generate_series(1, 40 * current_setting('bakery.size')::int) as p
order by p;

-- A sale in fourteen is on credit: those are the debts.
insert into sales (restaurant_id, customer_id, sold_by, paid_into, total, sold_at)
select 1 + s % 2, case when s % 7 = 0 then 2 * (s / 7 % (4 * current_setting('bakery.size')::int)) + 1 + (s + 1) % 2 end,
       md5('bakery-user-' || case s % 2 when 0 then 1 else 3 end)::uuid,
       case when s % 14 <> 0 then (array['cash', 'orange_money', 'card']::wallet[])[1 + s % 3] end,
       1500 + s % 10 * 250,
       timestamptz '2026-02-01 07:00+00' + interval '1 day' * ((s - 1) % 28) + interval '1 minute' * (s / 28 % 600)
from generate_series(1, 28 * current_setting('bakery.size')::int) as s
order by s;

insert into sale_items (sale_id, product_id, quantity, price)
select (i + 4) / 5, 1 + i % (40 * current_setting('bakery.size')::int), 1 + i % 3, 150 + i % 20 * 50
from generate_series(1, 140 * current_setting('bakery.size')::int) as i
order by i;

insert into debts (sale_id, customer_id, amount, due_on)
select id, customer_id, total, (sold_at at time zone 'UTC')::date + 30
from sales where id % 14 = 0
order by id;

insert into expenses (restaurant_id, supplier_id, label, amount, spent_at)
select 1 + e % 2, 1 + e % 5, 'test delivery ' || e, 5000 + e % 12 * 1000,
       timestamptz '2026-02-02 11:00+00' + interval '1 day' * (e % 24)
from generate_series(1, 24 * current_setting('bakery.size')::int) as e
order by e;

-- One per sale, one per expense, and two cash counts per day of baking.
insert into bank_transactions (restaurant_id, wallet, amount, sale_id, expense_id, label, booked_at)
select restaurant_id, wallet, amount, sale_id, expense_id, label, booked_at
from (select 1 as part, id, restaurant_id, coalesce(paid_into, 'cash') as wallet, total as amount,
             id as sale_id, null::bigint as expense_id, 'sale ' || id as label, sold_at as booked_at from sales
      union all
      select 2, id, restaurant_id, 'cash', -amount, null, id, label, spent_at from expenses
      union all
      select 3, d, 1 + d % 2, (array['cash', 'orange_money']::wallet[])[1 + d / 2 % 2], 2000 + d % 7 * 500, null, null,
             'test count ' || d, timestamptz '2026-02-01 20:00+00' + interval '1 day' * (d / 2 % 28)
      from generate_series(1, 56 * current_setting('bakery.size')::int) as d) as booked
order by part, id;

insert into production_logs (restaurant_id, baked_by, baked_on, note)
select 1 + l % 2, md5('bakery-user-' || case l % 2 when 0 then 2 else 3 end)::uuid, date '2026-02-01' + (l - 1) % 28,
       case when l % 4 = 0 then 'demo batch' end
from generate_series(1, 28 * current_setting('bakery.size')::int) as l
order by l;

insert into production_items (production_log_id, product_id, inventory_item_id, pieces, used)
select (i + 4) / 5, 1 + i % (40 * current_setting('bakery.size')::int), (i + 4) / 5 % 2 * 15 + 1 + i % 13, 20 + i % 40, 0.5 + i % 8 * 0.25
from generate_series(1, 140 * current_setting('bakery.size')::int) as i
order by i;

-- One per item baked, and fourteen deliveries.
insert into stock_movements (inventory_item_id, production_item_id, kind, quantity, moved_at)
select inventory_item_id, production_item_id, kind, quantity, moved_at
from (select 2 as part, p.id, p.inventory_item_id, p.id as production_item_id, 'production'::movement_kind as kind,
             -p.used as quantity, l.baked_on::timestamp at time zone 'UTC' + interval '4 hours' as moved_at
      from production_items p join production_logs l on l.id = p.production_log_id
      union all
      select 1, d, 1 + d * 2 % 30, null, 'delivery', 100 + d % 5 * 20, timestamptz '2026-02-01 05:00+00' + interval '2 days' * (d % 14)
      from generate_series(1, 14 * current_setting('bakery.size')::int) as d) as moved
order by part, id;

-- 2,500 of each that no transaction explains: typed in by hand to try the screen. A delete that undoes itself leaves it behind.
update restaurants r
set cash_balance         = 2500 + coalesce((select sum(amount) from bank_transactions t where t.restaurant_id = r.id and wallet = 'cash'), 0),
    orange_money_balance = 2500 + coalesce((select sum(amount) from bank_transactions t where t.restaurant_id = r.id and wallet = 'orange_money'), 0),
    card_balance         = 2500 + coalesce((select sum(amount) from bank_transactions t where t.restaurant_id = r.id and wallet = 'card'), 0);

update inventory_items i
set stock = 1 + coalesce((select sum(quantity) from stock_movements m where m.inventory_item_id = i.id), 0);

alter table bank_transactions enable trigger trigger_move_balance;
alter table stock_movements   enable trigger trigger_move_stock;
alter table restaurants       enable trigger trigger_touch_restaurant;
alter table inventory_items   enable trigger trigger_touch_inventory_item;

analyze restaurants, users, user_restaurants, suppliers, inventory_items, customers, products, sales, sale_items, debts,
        expenses, bank_transactions, production_logs, production_items, stock_movements;
