-- An ultimate package that ran out is expired by its trigger, and the renewal is active from today.

insert into auth.users (id, email, email_confirmed_at, raw_user_meta_data)
values ('5e0c0001-0000-4000-8000-000000000001', 'first.member@ironhall.example', now(), '{"first_name": "First", "last_name": "Member"}');
insert into memberships (user_id, package_id, status, starts_on, ends_on, price_paid)
select u.id, p.id, 'active', current_date - 40, current_date - 10, p.price
from user_profiles u, membership_packages p
where u.email = 'first.member@ironhall.example' and p.slug = 'ultimate-month';

insert into memberships (user_id, package_id, status, starts_on, ends_on, price_paid)
select u.id, p.id, 'active', current_date, current_date + p.duration_days, p.price
from user_profiles u, membership_packages p
where u.email = 'first.member@ironhall.example' and p.slug = 'ultimate-month';

select (select status || case when is_active then ', active' else ', not active' end from memberships where ends_on < current_date),
       (select string_agg(status::text, ', ') from memberships where is_active),
       (select string_agg(event, ', ') from membership_logs);
