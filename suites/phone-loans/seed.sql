-- What db/seeds.rb plants, without its demo section: the same rows however often it runs.

insert into users (email, full_name, role, password_digest, created_at, updated_at)
select email, full_name, role, '$2b$04$' || md5('phone-loans-' || email) || left(md5(email), 21), '2026-03-01', '2026-03-01'
from (values ('master@cellfund.internal', 'Ysolde Marchetti', 'master'), ('first.office@cellfund.internal', 'Bertrand Okoye', 'admin'),
             ('second.office@cellfund.internal', 'Candela Ruiz', 'admin'), ('floor@cellfund.internal', 'Dagmar Pohl', 'supervisor'),
             ('counter.one@cellfund.internal', 'Emeka Sall', 'seller'), ('counter.two@cellfund.internal', 'Frida Lindgren', 'seller'))
     as planted (email, full_name, role)
on conflict (email) do nothing;

insert into phone_models (brand, name, price, created_at, updated_at)
select (array['Orbit', 'Kestrel'])[1 + m % 2], (array['Mini', 'Lite', 'Plus', 'Pro', 'Max'])[1 + m % 5], 180 + m * 65, '2026-03-01', '2026-03-01'
from generate_series(1, 10) as m
on conflict (brand, name) do nothing;

insert into system_settings (down_payment, monthly_rate, max_installments, created_at, updated_at)
select 20, 2.5, 12, '2026-03-01', '2026-03-01'
where not exists (select from system_settings);
