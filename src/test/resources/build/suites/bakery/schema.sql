create table settings (name text primary key, value text not null);
create table orders (id bigint generated always as identity primary key, placed_at timestamptz not null default now());
