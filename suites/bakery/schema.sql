-- The database of a few bakeries, as the development server has it. Production lags behind: see schema.production.sql.

create type member_role    as enum ('owner', 'manager', 'cashier');
create type wallet         as enum ('cash', 'orange_money', 'card');
create type movement_kind  as enum ('delivery', 'production', 'correction');

-- What was entered with care, and stays.

create table restaurants (
    id                   bigint generated always as identity primary key,
    name                 text not null unique,
    slug                 text not null unique check (slug ~ '^[a-z0-9-]+$'),
    timezone             text not null default 'Africa/Abidjan',
    currency             text not null default 'XOF',
    cash_balance         numeric(14,2) not null default 0,
    orange_money_balance numeric(14,2) not null default 0,
    card_balance         numeric(14,2) not null default 0,
    created_at           timestamptz not null default now(),
    updated_at           timestamptz not null default now()
);
comment on table restaurants is 'The bakeries, each with what is in its till, its Orange Money wallet and its card account.';

create table users (
    id           uuid primary key default gen_random_uuid(),
    email        text not null unique,
    display_name text not null,
    created_at   timestamptz not null default now()
);

create table user_restaurants (
    user_id       uuid not null references users on delete cascade,
    restaurant_id bigint not null references restaurants on delete cascade,
    role          member_role not null,
    primary key (user_id, restaurant_id)
);
create index user_restaurants_restaurant_id_idx on user_restaurants (restaurant_id);
comment on table user_restaurants is 'Who may do what in which bakery.';

create table suppliers (
    id    bigint generated always as identity primary key,
    name  text not null unique,
    phone text,
    city  text not null
);

create table inventory_items (
    id            bigint generated always as identity primary key,
    restaurant_id bigint not null references restaurants on delete cascade,
    supplier_id   bigint references suppliers on delete set null,
    name          text not null,
    unit          text not null,
    unit_cost     numeric(12,2) not null check (unit_cost > 0),
    reorder_at    numeric(12,3) not null default 0,
    stock         numeric(12,3) not null default 0,
    updated_at    timestamptz not null default now(),
    unique (restaurant_id, name)
);
create index inventory_items_supplier_id_idx on inventory_items (supplier_id);
comment on table inventory_items is 'Flour, butter and the rest: the definition stays, the stock is counted anew on the first day.';

-- What the try-out left, and goes.

create table customers (
    id            bigint generated always as identity primary key,
    restaurant_id bigint not null references restaurants on delete cascade,
    name          text not null,
    phone         text,
    created_at    timestamptz not null default now()
);
create index customers_restaurant_id_idx on customers (restaurant_id);

create table products (
    id            bigint generated always as identity primary key,
    restaurant_id bigint not null references restaurants on delete cascade,
    name          text not null,
    price         numeric(12,2) not null check (price > 0),
    created_at    timestamptz not null default now(),
    unique (restaurant_id, name)
);

create table sales (
    id            bigint generated always as identity primary key,
    restaurant_id bigint not null references restaurants on delete cascade,
    customer_id   bigint references customers on delete set null,
    sold_by       uuid not null references users,
    paid_into     wallet,
    total         numeric(12,2) not null,
    sold_at       timestamptz not null
);
create index sales_restaurant_id_idx on sales (restaurant_id);
create index sales_customer_id_idx on sales (customer_id);

create table sale_items (
    id         bigint generated always as identity primary key,
    sale_id    bigint not null references sales on delete cascade,
    product_id bigint not null references products,
    quantity   integer not null check (quantity > 0),
    price      numeric(12,2) not null
);
create index sale_items_sale_id_idx on sale_items (sale_id);
create index sale_items_product_id_idx on sale_items (product_id);

create table debts (
    id          bigint generated always as identity primary key,
    sale_id     bigint not null references sales,
    customer_id bigint not null references customers,
    amount      numeric(12,2) not null check (amount > 0),
    due_on      date not null,
    settled_at  timestamptz
);
create index debts_sale_id_idx on debts (sale_id);
create index debts_customer_id_idx on debts (customer_id);

create table expenses (
    id            bigint generated always as identity primary key,
    restaurant_id bigint not null references restaurants on delete cascade,
    supplier_id   bigint references suppliers,
    label         text not null,
    amount        numeric(12,2) not null check (amount > 0),
    spent_at      timestamptz not null
);
create index expenses_restaurant_id_idx on expenses (restaurant_id);
create index expenses_supplier_id_idx on expenses (supplier_id);

-- No index on sale_id and expense_id, as in real life: a reset has to notice.
create table bank_transactions (
    id            bigint generated always as identity primary key,
    restaurant_id bigint not null references restaurants on delete cascade,
    wallet        wallet not null,
    amount        numeric(12,2) not null check (amount <> 0),
    sale_id       bigint references sales,
    expense_id    bigint references expenses,
    label         text not null,
    booked_at     timestamptz not null
);
create index bank_transactions_restaurant_id_idx on bank_transactions (restaurant_id);

create table production_logs (
    id            bigint generated always as identity primary key,
    restaurant_id bigint not null references restaurants on delete cascade,
    baked_by      uuid not null references users,
    baked_on      date not null,
    note          text
);
create index production_logs_restaurant_id_idx on production_logs (restaurant_id);

create table production_items (
    id                bigint generated always as identity primary key,
    production_log_id bigint not null references production_logs on delete cascade,
    product_id        bigint not null references products,
    inventory_item_id bigint not null references inventory_items,
    pieces            integer not null check (pieces > 0),
    used              numeric(12,3) not null
);
create index production_items_production_log_id_idx on production_items (production_log_id);
create index production_items_product_id_idx on production_items (product_id);
create index production_items_inventory_item_id_idx on production_items (inventory_item_id);

create table stock_movements (
    id                 bigint generated always as identity primary key,
    inventory_item_id  bigint not null references inventory_items on delete cascade,
    production_item_id bigint references production_items on delete cascade,
    kind               movement_kind not null,
    quantity           numeric(12,3) not null check (quantity <> 0),
    moved_at           timestamptz not null
);
create index stock_movements_inventory_item_id_idx on stock_movements (inventory_item_id);
create index stock_movements_production_item_id_idx on stock_movements (production_item_id);

-- What the application's migrations wrote of themselves; it describes the schema, not the business.
create table _prisma_migrations (
    id             text primary key,
    migration_name text not null,
    finished_at    timestamptz
);

-- A transaction moves the balance of its wallet, and a transaction taken back moves it back.
create function move_balance() returns trigger language plpgsql as $$
declare
    booked bank_transactions := coalesce(new, old);
    moved  numeric := case when tg_op = 'DELETE' then -old.amount else new.amount end;
begin
    update restaurants
    set cash_balance         = cash_balance         + case when booked.wallet = 'cash'         then moved else 0 end,
        orange_money_balance = orange_money_balance + case when booked.wallet = 'orange_money' then moved else 0 end,
        card_balance         = card_balance         + case when booked.wallet = 'card'         then moved else 0 end
    where id = booked.restaurant_id;
    return null;
end
$$;
create trigger trigger_move_balance after insert or delete on bank_transactions
    for each row execute function move_balance();

-- The same for the shelf.
create function move_stock() returns trigger language plpgsql as $$
begin
    update inventory_items
    set stock = stock + case when tg_op = 'DELETE' then -old.quantity else new.quantity end
    where id = coalesce(new.inventory_item_id, old.inventory_item_id);
    return null;
end
$$;
create trigger trigger_move_stock after insert or delete on stock_movements
    for each row execute function move_stock();

create function touch_updated_at() returns trigger language plpgsql as $$
begin
    new.updated_at := now();
    return new;
end
$$;
create trigger trigger_touch_restaurant before update on restaurants
    for each row execute function touch_updated_at();
create trigger trigger_touch_inventory_item before update on inventory_items
    for each row execute function touch_updated_at();
