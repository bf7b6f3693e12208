-- Invented data of a studio whose seed script ran against production: the same rows on every server and every day.
-- Size: `set cleanslate.scale = '100'` before loading; 1 (the default) is 100 demo users beside 12 who look real.

do $$
begin
    if exists (select from users) or exists (select from admins) then
        raise exception 'data.sql loads into an empty database, and this one has rows'
            using hint = 'Create a new database and load schema.sql first.';
    end if;
    perform set_config('live.size',
        greatest(1, round(coalesce(nullif(current_setting('cleanslate.scale', true), ''), '1')::numeric))::int::text, false);
end
$$;

-- A hash that no password has, and a cheap one: the scan tries the usual passwords on it at every run.
insert into admins (email, full_name, password_hash, last_sign_in_at, created_at)
values ('nadia.ferrand@livehall.internal', 'Nadia Ferrand', '$2b$04$' || md5('live-admin-1') || left(md5('live-admin-2'), 21),
        '2026-03-02 07:41:13+00', '2025-12-01 09:12:55+00');

-- People who signed up by themselves, days apart.
insert into users (email, full_name, country, created_at, updated_at)
select lower(first_name) || '.' || lower(last_name) || '@' || (array['northpost', 'lakemail', 'harbourline'])[1 + u % 3] || '.internal',
       first_name || ' ' || last_name, (array['FR', 'PT', 'SE', 'IE'])[1 + u % 4],
       signed_up, signed_up + interval '1 day' * (u * 5 % 7 + 1) + interval '1 minute' * (u * 97)
from (select u,
             (array['Maren', 'Tobias', 'Ilse', 'Ruben', 'Agnes', 'Corentin', 'Livia', 'Anselm', 'Brigid', 'Joaquim', 'Hedda', 'Pascal'])[u] as first_name,
             (array['Oakridge', 'Fennimore', 'Vantongeren', 'Castellane', 'Brook', 'Leroux', 'Sandqvist', 'Merriweather', 'Kilbride',
                    'Azeredo', 'Lundgaard', 'Dervaux'])[u] as last_name,
             timestamptz '2025-12-04 08:03:21+00' + interval '1 day' * (u * 6) + interval '1 second' * (u * u * 1237 + u * 41) as signed_up
      from generate_series(1, 12) as u) as people
order by u;

-- And the seed script: one hundred within a tenth of a millisecond.
insert into users (email, full_name, country, created_at, updated_at)
select 'demo' || u || '@example.com', 'Demo User ' || u, 'FR', created_at, created_at
from (select u, timestamptz '2026-02-14 03:00:00.000+00' + interval '1 microsecond' * (u % 100) as created_at
      from generate_series(1, 100 * current_setting('live.size')::int) as u) as demo
order by u;

insert into sessions (user_id, topic, status, minutes, started_at)
select u.id, (array['Violin', 'Portuguese', 'Chess openings', 'Breathing', 'Sketching'])[1 + (u.id * 3 + s)::int % 5],
       case when (u.id + s) % 9 = 0 then 'cancelled' else 'ended' end, 20 + (u.id * 7 + s * 11)::int % 45,
       case when u.id <= 12 then u.created_at + interval '1 day' * s * 3 + interval '1 second' * (u.id * 311 + s * 4799)
            else u.created_at end
from users u, generate_series(1, 3) as s
where u.id <= 12 or s <= 2
order by u.id, s;

insert into payments (user_id, session_id, amount, reference, paid_at)
select s.user_id, s.id, s.minutes * 0.85,
       case when s.user_id <= 12 then 'pay_' || left(md5('live-payment-' || s.id), 20) else 'test_payment_' || s.id end,
       s.started_at + case when s.user_id <= 12 then interval '1 second' * (60 * s.minutes + s.id * 7) else interval '0' end
from sessions s
order by s.id;

insert into reports (user_id, session_id, body, resolved_by, reported_at)
select u.id, s.id,
       case when u.id <= 12 then (array['The sound broke off twice.', 'Began nine minutes late.', 'Please send the invoice again.'])[1 + u.id::int % 3]
            else 'test report, please ignore' end,
       case when u.id % 3 = 0 then 1 end,
       case when u.id <= 12 then s.started_at + interval '1 hour' + interval '1 second' * (u.id * 613) else u.created_at end
from users u join lateral (select * from sessions where user_id = u.id order by id limit 1) as s on true
order by u.id;

analyze admins, users, sessions, payments, reports;
