insert into settings values ('currency', 'EUR');
insert into orders (placed_at) select now() from generate_series(1, 20);
