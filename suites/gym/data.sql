-- Invented data of a gym after its demo period: the same rows on every server and every day.
-- Size: `set cleanslate.scale = '100'` before loading; 1 (the default) is 40 people and some 2,100 rows, 10000 is 18 million rows.
-- Everything happened around fixed dates; "today" in these rows is 2026-02-27.

do $$
begin
    if exists (select from user_profiles) or exists (select from trainers) then
        raise exception 'data.sql loads into an empty gym, and this one has rows'
            using hint = 'Create a new database and load schema.sql first.';
    end if;
    perform set_config('gym.users',
        greatest(12, round(40 * coalesce(nullif(current_setting('cleanslate.scale', true), ''), '1')::numeric))::int::text, false);
end
$$;

-- A big load is twice as fast when keys and plain indexes are made after it. They come back below, each by its own definition.
create temporary table gym_put_back (place serial, ddl text not null);

do $$
declare
    part record;
begin
    if current_setting('gym.users')::int < 4000 then
        return;
    end if;
    for part in
        select format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as ddl,
               format('alter table %s drop constraint %I', conrelid::regclass, conname) as removal, 2 as turn, oid
        from pg_constraint
        where contype = 'f' and connamespace = 'public'::regnamespace
        union all
        select pg_get_indexdef(indexrelid), format('drop index %s', indexrelid::regclass), 1, indexrelid
        from pg_index i join pg_class c on c.oid = i.indexrelid
        where c.relnamespace = 'public'::regnamespace
          and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
        order by 3, 4
    loop
        insert into gym_put_back (ddl) values (part.ddl);
        execute part.removal;
    end loop;
end
$$;

-- The rows below are what the triggers would have left behind; running them for every row again would only be slow.
alter table auth.users       disable trigger on_auth_user_created;
alter table memberships      disable trigger trigger_membership_is_active;
alter table memberships      disable trigger trigger_auto_expire_ultimate;
alter table pilates_deposits disable trigger trigger_link_pilates_to_membership;
alter table pilates_bookings disable trigger trigger_update_deposit_on_booking;

-- The catalog: real content, the same at every scale.

insert into trainers (id, full_name, specialties, hourly_rate, hired_on, is_active)
overriding system value
values (1, 'Aria Northwood',  array['pilates', 'mobility'],            32.00, '2024-09-02', true),
       (2, 'Benno Halvard',   array['strength', 'kettlebell'],         30.00, '2024-09-02', true),
       (3, 'Calla Wintermoor', array['pilates', 'prenatal'],           34.50, '2024-10-14', true),
       (4, 'Dorian Ashlock',  array['crossfit', 'personal training'],  38.00, '2025-01-07', true),
       (5, 'Edda Quillfeather', array['yoga', 'breathing'],            28.00, '2025-03-03', true),
       (6, 'Falk Ironbridge', array['boxing', 'conditioning'],         31.00, '2025-05-19', false);

insert into membership_packages (id, slug, title, kind, price, duration_days, pilates_classes, perks, is_active)
values (1,  'gym-month',        'Open gym, one month',         'gym',                45.00,  30,  0, '{"sauna": false}', true),
       (2,  'gym-quarter',      'Open gym, three months',      'gym',               120.00,  90,  0, '{"sauna": false}', true),
       (3,  'gym-year',         'Open gym, one year',          'gym',               420.00, 365,  0, '{"sauna": true, "freeze_days": 30}', true),
       (4,  'pilates-4',        'Pilates, 4 classes',          'pilates',            60.00,  30,  4, '{}', true),
       (5,  'pilates-8',        'Pilates, 8 classes',          'pilates',           110.00,  60,  8, '{}', true),
       (6,  'ultimate-month',   'Ultimate, one month',         'ultimate',          140.00,  30,  8, '{"sauna": true}', true),
       (7,  'ultimate-half',    'Ultimate, six months',        'ultimate',          690.00, 180, 48, '{"sauna": true, "freeze_days": 14}', true),
       (8,  'ultimate-year',    'Ultimate, one year',          'ultimate',         1250.00, 365, 96, '{"sauna": true, "freeze_days": 30}', true),
       (9,  'pt-10',            'Personal training, 10 hours', 'personal_training', 350.00, 120,  0, '{}', true),
       (10, 'gym-day',          'Day pass',                    'gym',                12.00,   1,  0, '{}', true),
       (11, 'gym-student',      'Open gym for students',       'gym',                35.00,  30,  0, '{"proof": "student card"}', true),
       (12, 'opening-offer',    'Opening offer, two months',   'gym',                50.00,  60,  0, '{}', false);

insert into lessons (id, trainer_id, title, category, weekday, starts_at, duration_minutes, capacity, room)
overriding system value
select (weekday - 1) * 5 + hour,
       1 + (weekday + hour) % 5,
       (array['Morning Yoga', 'Kettlebell Basics', 'Functional Training', 'Strong Back', 'Boxing Circuit'])[1 + (weekday * 2 + hour) % 5],
       (array['mobility', 'strength', 'conditioning', 'mobility', 'conditioning'])[1 + (weekday * 2 + hour) % 5],
       weekday,
       (array['07:30', '10:00', '17:00', '18:30', '20:00']::time[])[hour],
       (array[45, 60])[1 + hour % 2],
       12,
       'Hall A'
from generate_series(1, 6) as weekday, generate_series(1, 5) as hour
order by 1;

insert into pilates_schedule_slots (id, trainer_id, weekday, starts_at, capacity, is_open)
overriding system value
select (weekday - 1) * 6 + hour,
       (array[1, 3])[1 + (weekday + hour) % 2],
       weekday,
       (array['08:00', '09:00', '10:00', '17:00', '18:00', '19:00']::time[])[hour],
       4,
       weekday <> 6 or hour <= 3
from generate_series(1, 6) as weekday, generate_series(1, 6) as hour
order by 1;

-- Accounts: one per person, each signed in once and twice refreshed.

insert into auth.users (id, email, email_confirmed_at, last_sign_in_at, raw_user_meta_data, created_at)
select md5('gym-user-' || u)::uuid,
       case when u <= 8 then
            (array['oriel.fernsby', 'petra.galloway', 'quentin.harrowgate', 'rosalind.inglewood',
                   'soren.jarrow', 'tamsin.kestrel', 'ulric.lindqvist', 'verity.marchbanks'])[u] || '@ironhall.example'
            else 'user' || (u - 8) || '@example.com' end,
       created_at, created_at + interval '90 days', jsonb_build_object('source', case when u <= 8 then 'web' else 'demo-script' end), created_at
from (select u, case when u <= 8 then timestamptz '2025-10-20 08:00:00+00' + interval '1 hour' * (u * 31)
                     else timestamptz '2025-11-03 09:15:42+00' + interval '1 microsecond' * (u % 1000000) end as created_at
      from generate_series(1, current_setting('gym.users')::int) as u) as accounts
order by u;

insert into auth.sessions (id, user_id, user_agent, created_at)
select md5('gym-session-' || u)::uuid, md5('gym-user-' || u)::uuid, 'demo-script/1.0', timestamptz '2026-02-01 09:00:00+00' + interval '1 minute' * (u % 30000)
from generate_series(1, current_setting('gym.users')::int) as u;

insert into auth.refresh_tokens (id, session_id, token, revoked, created_at)
overriding system value
select i, md5('gym-session-' || (i + 1) / 2)::uuid, 'DEMOTK-' || md5('gym-refresh-' || i), i % 2 = 1,
       timestamptz '2026-02-01 10:00:00+00' + interval '1 minute' * (i % 30000)
from generate_series(1, 2 * current_setting('gym.users')::int) as i;

-- People: 8 who look real, and demo users who were all created in the same second.

insert into user_profiles (id, email, first_name, last_name, phone, role, date_of_birth, referral_code, referred_by, tags, preferences, created_at, updated_at)
select md5('gym-user-' || u)::uuid,
       first_name || '.' || last_name || '@ironhall.example',
       initcap(first_name), initcap(last_name),
       '+1-202-555-01' || lpad((u * 11)::text, 2, '0'),
       (array['admin', 'secretary', 'user', 'user', 'user', 'user', 'user', 'user'])[u],
       date '1979-04-11' + u * 613,
       'HALL-' || lpad(u::text, 4, '0'),
       null,
       array['founding-member'],
       '{"language": "en", "newsletter": true}'::jsonb,
       created_at, created_at
from (select u,
             (array['oriel', 'petra', 'quentin', 'rosalind', 'soren', 'tamsin', 'ulric', 'verity'])[u] as first_name,
             (array['fernsby', 'galloway', 'harrowgate', 'inglewood', 'jarrow', 'kestrel', 'lindqvist', 'marchbanks'])[u] as last_name,
             timestamptz '2025-10-20 08:00:00+00' + interval '1 hour' * (u * 31) as created_at
      from generate_series(1, 8) as u) as people;

insert into user_profiles (id, email, first_name, last_name, phone, date_of_birth, referral_code, referred_by, tags, preferences, created_at, updated_at)
select md5('gym-user-' || u)::uuid,
       'user' || (u - 8) || '@example.com',
       (array['Test', 'Test', 'Demo', 'Test'])[1 + u % 4],
       (array['User', 'User', 'User', 'Member'])[1 + u % 4],
       '555-01' || lpad((u % 100)::text, 2, '0'),
       date '1990-01-01',
       'DEMO-' || lpad(u::text, 8, '0'),
       case when u % 3 = 0 then md5('gym-user-' || u / 3)::uuid end,
       array['demo', 'batch-' || u % 5],
       jsonb_build_object('language', 'en', 'seed', u),
       created_at, created_at
from (select u, timestamptz '2025-11-03 09:15:42+00' + interval '1 microsecond' * (u % 1000000) as created_at
      from generate_series(9, current_setting('gym.users')::int) as u) as people;

insert into user_profile_audit_logs (id, user_id, operation, old_row, new_row, changed_at)
overriding system value
select u, md5('gym-user-' || u)::uuid, 'UPDATE',
       jsonb_build_object('phone', null), jsonb_build_object('phone', '555-01' || lpad((u % 100)::text, 2, '0')),
       timestamptz '2025-11-04 10:00:00+00' + interval '1 second' * u
from generate_series(1, current_setting('gym.users')::int) as u;

insert into audit_logs (id, actor_id, action, entity, entity_id, payload, ip, created_at)
overriding system value
select i, md5('gym-user-' || u)::uuid,
       (array['auth.login', 'profile.viewed', 'booking.created', 'auth.logout'])[1 + i % 4],
       'user_profiles', md5('gym-user-' || u),
       jsonb_build_object('client', 'demo-script', 'request', i),
       ('203.0.113.' || i % 256)::inet,
       timestamptz '2025-11-05 06:00:00+00' + interval '1 minute' * (i % 150000)
from (select i, (i + 3) / 4 as u from generate_series(1, 4 * current_setting('gym.users')::int) as i) as actions;

insert into referrals (id, referrer_id, referred_id, status, reward_points, created_at)
overriding system value
select u / 3 - 2, md5('gym-user-' || u / 3)::uuid, md5('gym-user-' || u)::uuid,
       case when u % 2 = 0 then 'rewarded' else 'pending' end,
       case when u % 2 = 0 then 50 else 0 end,
       timestamptz '2025-11-03 09:15:42+00'
from generate_series(9, current_setting('gym.users')::int, 3) as u;

insert into user_kettlebell_points (id, user_id, points, reason, awarded_at)
select i, md5('gym-user-' || (i + 2) / 3)::uuid,
       (array[10, 25, -15])[1 + i % 3], (array['lesson attended', 'friend referred', 'test redemption'])[1 + i % 3],
       timestamptz '2025-12-01 12:00:00+00' + interval '1 hour' * (i % 1900)
from generate_series(1, 3 * current_setting('gym.users')::int) as i;

insert into user_group_weekly_presets (id, user_id, lesson_id, weekday, created_at)
select i, md5('gym-user-' || (i + 1) / 2)::uuid,
       1 + (2 + i % 2) * 5 + i % 5, 3 + i % 2,
       timestamptz '2025-11-20 09:00:00+00'
from generate_series(1, 2 * current_setting('gym.users')::int) as i;

insert into group_assignments (id, user_id, lesson_id, trainer_id, group_label, assigned_at)
overriding system value
select i, md5('gym-user-' || i * 2)::uuid, l.id, l.trainer_id,
       (array['red', 'blue', 'green'])[1 + i % 3],
       timestamptz '2025-11-21 09:00:00+00'
from generate_series(1, current_setting('gym.users')::int / 2) as i join lessons l on l.id = 1 + i % 30
order by i;

-- Subscriptions: everybody had one package in the autumn and has another one today.

insert into membership_requests (id, user_id, package_id, status, message, requested_at, decided_at, decided_by)
overriding system value
select i, md5('gym-user-' || u)::uuid,
       case i % 2 when 1 then (array[1, 4, 10, 6])[1 + u % 4] else (array[2, 5, 9, 7])[1 + u % 4] end,
       'approved', case when u > 8 then 'test request, please approve' end,
       asked_at, asked_at + interval '2 hours', md5('gym-user-' || 1 + i % 2)::uuid
from (select i, (i + 1) / 2 as u,
             timestamptz '2025-11-02 10:00:00+00' + interval '1 hour' * (case i % 2 when 1 then 0 else 2328 end + i % 48) as asked_at
      from generate_series(1, 2 * current_setting('gym.users')::int) as i) as requests;

insert into memberships (id, user_id, package_id, request_id, status, starts_on, ends_on, is_active, price_paid, created_at)
overriding system value
select r.id, r.user_id, r.package_id, r.id,
       case when r.id % 2 = 1 then 'expired' else 'active' end::membership_status,
       starts_on, starts_on + p.duration_days, r.id % 2 = 0, p.price, r.decided_at
from membership_requests r
     join membership_packages p on p.id = r.package_id
     cross join lateral (select case when r.id % 2 = 1 then date '2025-11-05' + (r.id / 2 % 20)::int
                                     else date '2026-02-08' + (r.id / 2 % 15)::int end as starts_on) as dates
order by r.id;

insert into membership_logs (id, membership_id, user_id, event, details, logged_at)
overriding system value
select i, m, md5('gym-user-' || (m + 1) / 2)::uuid,
       case when i % 2 = 1 then 'activated'
            when m % 2 = 0 then 'reminder_sent'
            when (m + 1) / 2 % 4 = 3 then 'auto_expired'
            else 'expired' end,
       jsonb_build_object('source', 'demo'),
       timestamptz '2025-11-05 12:00:00+00' + interval '1 hour' * (case m % 2 when 1 then 0 else 2280 end + i % 300)
from (select i, (i + 1) / 2 as m from generate_series(1, 4 * current_setting('gym.users')::int) as i) as events;

-- Every second person holds a pilates deposit and has six bookings on it, one of them cancelled.

insert into pilates_deposits (id, user_id, membership_id, classes_total, classes_left, valid_from, valid_until, is_active, created_at)
overriding system value
select (m.id + 2) / 4, m.user_id, m.id, p.pilates_classes, p.pilates_classes - 5, m.starts_on, m.ends_on, true, m.created_at
from memberships m join membership_packages p on p.id = m.package_id
where m.id % 4 = 2
order by m.id;

-- Transactions.

insert into pilates_bookings (id, user_id, slot_id, deposit_id, class_date, status, booked_at)
overriding system value
select (d.id - 1) * 6 + k, d.user_id, (extract(isodow from class_date)::int - 1) * 6 + 1 + d.id % 3, d.id, class_date,
       case when k = 6 then 'cancelled' when class_date < date '2026-02-27' then 'attended' else 'booked' end::booking_status,
       d.created_at + interval '1 hour' * k
from pilates_deposits d, generate_series(1, 6) as k,
     lateral (select d.valid_from + k * 2 + (extract(isodow from d.valid_from + k * 2) = 7)::int as class_date) as weekdays_only
order by d.id, k;

insert into bookings (id, user_id, membership_id, area, starts_at, ends_at, status, created_at)
select md5('gym-booking-' || i)::uuid, md5('gym-user-' || u)::uuid, u * 2,
       (array['weights', 'cardio', 'sauna'])[1 + i % 3],
       starts_at, starts_at + interval '90 minutes',
       (array['attended', 'attended', 'no_show', 'cancelled']::booking_status[])[1 + i % 4],
       starts_at - interval '20 hours'
from (select i, (i + 3) / 4 as u, timestamptz '2026-02-23 06:00:00+00' + interval '1 hour' * (i % 4 * 24 + i / 4 % 14) as starts_at
      from generate_series(1, 4 * current_setting('gym.users')::int) as i) as visits;

insert into payments (id, user_id, membership_id, net_amount, method, card_last4, mode, provider_reference, metadata, paid_at)
overriding system value
select m.id, m.user_id, m.id, round(m.price_paid / 1.2, 2),
       case when cash then 'cash' else 'card' end,
       case when not cash then '4242' end,
       'test',
       case when not cash then 'test_payment_' || lpad(m.id::text, 9, '0') end,
       case when cash then '{"desk": "front"}'
            else '{"card_number": "4242 4242 4242 4242", "description": "test payment"}' end::jsonb,
       m.created_at
from (select *, (id + 1) / 2 <= 8 and id % 3 = 0 as cash from memberships) as m
order by m.id;

insert into lesson_bookings (id, user_id, lesson_id, lesson_date, status, booked_at)
overriding system value
select i, md5('gym-user-' || (i + 4) / 5)::uuid, 1 + i % 5 * 5 + i / 5 % 5,
       date '2026-02-16' + i % 5,
       (array['no_show', 'attended', 'attended', 'attended', 'cancelled']::booking_status[])[1 + i % 5],
       timestamptz '2026-02-14 08:00:00+00' + interval '1 second' * (i % 86400)
from generate_series(1, 5 * current_setting('gym.users')::int) as i;

insert into personal_training_codes (id, code, user_id, trainer_id, sessions, redeemed_at)
select i, 'PT-' || upper(substr(md5('gym-code-' || i), 1, 12)), md5('gym-user-' || i * 4)::uuid, 4, 10,
       timestamptz '2026-02-10 09:00:00+00' + interval '1 minute' * (i % 600)
from generate_series(1, current_setting('gym.users')::int / 4) as i;

insert into personal_training_schedules (id, code_id, user_id, trainer_id, session_date, exercises, status)
overriding system value
select (c.id - 1) * 3 + k, c.id, c.user_id, c.trainer_id, date '2026-02-12' + k * 7,
       jsonb_build_array(jsonb_build_object('name', 'squat', 'sets', 3 + k), jsonb_build_object('name', 'row', 'sets', 3)),
       case when k < 3 then 'attended' else 'booked' end::booking_status
from personal_training_codes c, generate_series(1, 3) as k
order by c.id, k;

-- What only records that something happened.

insert into lesson_attendance (id, lesson_booking_id, user_id, checked_in_by, checked_in_at)
overriding system value
select i, b, md5('gym-user-' || (i + 2) / 3)::uuid, 1 + i % 5,
       timestamptz '2026-02-16 07:25:00+00' + interval '1 hour' * (b % 5 * 24)
from (select i, (i + 2) / 3 * 5 - 4 + (i - 1) % 3 as b from generate_series(1, 3 * current_setting('gym.users')::int) as i) as arrivals;

insert into absence_records (id, user_id, lesson_booking_id, reason, excused, recorded_at)
select u, md5('gym-user-' || u)::uuid, u * 5,
       case when u > 8 then 'test absence' else 'caught a cold' end, u <= 8,
       timestamptz '2026-02-16 22:00:00+00'
from generate_series(1, current_setting('gym.users')::int) as u;

insert into qr_codes (id, user_id, lesson_booking_id, token, status, issued_at, expires_at)
select md5('gym-qr-' || i)::uuid, md5('gym-user-' || (i + 1) / 2)::uuid,
       case when i % 2 = 1 then (i + 1) / 2 * 5 - 4 end,
       'DEMOQR-' || md5('gym-token-' || i),
       case when i % 2 = 1 then 'used' else 'active' end,
       timestamptz '2026-02-15 08:00:00+00', timestamptz '2026-03-15 08:00:00+00'
from generate_series(1, 2 * current_setting('gym.users')::int) as i;

insert into scan_audit_logs (id, qr_code_id, user_id, scanned_by, result, reason, device, scanned_at)
overriding system value
select i, md5('gym-qr-' || (i + 1) / 2)::uuid, md5('gym-user-' || (i + 3) / 4)::uuid, 1 + i % 5,
       case when i % 10 = 0 then 'rejected' else 'approved' end,
       case when i % 10 = 0 then 'test scan' end,
       '{"door": "main", "scanner": "test-device"}'::jsonb,
       timestamptz '2026-02-16 07:20:00+00' + interval '1 second' * (i % 900000)
from generate_series(1, 4 * current_setting('gym.users')::int) as i;

do $$
declare
    part record;
begin
    for part in select ddl from gym_put_back order by place loop
        execute part.ddl;
    end loop;
end
$$;

drop table gym_put_back;

-- Every counter continues after the rows above.

do $$
declare
    owned record;
begin
    for owned in
        select format('%I.%I', c.relnamespace::regnamespace::text, c.relname) as table_name, a.attname as column_name,
               pg_get_serial_sequence(format('%I.%I', c.relnamespace::regnamespace::text, c.relname), a.attname) as sequence_name
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'auth'::regnamespace)
    loop
        if owned.sequence_name is not null then
            execute format('select setval(%L, max(%I)) from %s', owned.sequence_name, owned.column_name, owned.table_name);
        end if;
    end loop;
end
$$;

alter table auth.users       enable trigger on_auth_user_created;
alter table memberships      enable trigger trigger_membership_is_active;
alter table memberships      enable trigger trigger_auto_expire_ultimate;
alter table pilates_deposits enable trigger trigger_link_pilates_to_membership;
alter table pilates_bookings enable trigger trigger_update_deposit_on_booking;

analyze auth.users, auth.sessions, auth.refresh_tokens,
        trainers, membership_packages, lessons, pilates_schedule_slots,
        user_profiles, user_profile_audit_logs, audit_logs, referrals, user_kettlebell_points, user_group_weekly_presets, group_assignments,
        membership_requests, memberships, membership_logs, pilates_deposits,
        bookings, payments, lesson_bookings, pilates_bookings, personal_training_codes, personal_training_schedules,
        lesson_attendance, absence_records, qr_codes, scan_audit_logs;
