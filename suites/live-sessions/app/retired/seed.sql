-- The seed script as it ran that night. It was app/seed.sql, and package.json had a command for it; here nothing runs it.

begin;

insert into users (email, full_name, country)
select 'demo' || u || '@example.com', 'Demo User ' || u, 'FR' from generate_series(1, 100) as u;

insert into sessions (user_id, topic, status, minutes, started_at)
select id, 'Violin', 'ended', 30, now() from users where email like 'demo%@example.com';

insert into payments (user_id, session_id, amount, reference, paid_at)
select user_id, id, 25.50, 'test_payment_' || id, now() from sessions;

insert into reports (user_id, session_id, body, reported_at)
select user_id, id, 'test report, please ignore', now() from sessions;

commit;
