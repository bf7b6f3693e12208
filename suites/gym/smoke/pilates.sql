-- A deposit of four classes is tied to the membership by one trigger, and a booking takes a class from it by another.

insert into auth.users (id, email, email_confirmed_at, raw_user_meta_data)
values ('5e0c0001-0000-4000-8000-000000000001', 'first.member@ironhall.example', now(), '{"first_name": "First", "last_name": "Member"}');
insert into memberships (user_id, package_id, status, starts_on, ends_on, price_paid)
select u.id, p.id, 'active', current_date, current_date + p.duration_days, p.price
from user_profiles u, membership_packages p
where u.email = 'first.member@ironhall.example' and p.slug = 'pilates-4';

insert into pilates_deposits (user_id, classes_total, classes_left, valid_from)
select u.id, 4, 4, current_date from user_profiles u where u.email = 'first.member@ironhall.example';

insert into pilates_bookings (user_id, slot_id, class_date)
select u.id, s.id, current_date + 1
from user_profiles u, pilates_schedule_slots s
where u.email = 'first.member@ironhall.example' and s.is_open
order by s.id limit 1;

select d.classes_left, d.classes_used, (d.membership_id = m.id)::text, (select string_agg(a.action, ', ') from audit_logs a where a.actor_id = d.user_id)
from pilates_deposits d join memberships m on m.user_id = d.user_id;
