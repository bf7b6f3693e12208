-- A member asks for a package, the desk approves, and the membership is active from today.

insert into auth.users (id, email, email_confirmed_at, raw_user_meta_data)
values ('5e0c0001-0000-4000-8000-000000000001', 'first.member@ironhall.example', now(), '{"first_name": "First", "last_name": "Member"}');
insert into auth.users (id, email, raw_user_meta_data)
values ('5e0c0001-0000-4000-8000-000000000002', 'front.desk@ironhall.example', '{"first_name": "Front", "last_name": "Desk"}');
update user_profiles set role = 'secretary' where email = 'front.desk@ironhall.example';

insert into membership_requests (user_id, package_id, message)
select u.id, p.id, 'from the front desk'
from user_profiles u, membership_packages p
where u.email = 'first.member@ironhall.example' and p.slug = 'gym-month';

update membership_requests r set status = 'approved', decided_at = now(), decided_by = desk.id
from user_profiles desk
where desk.role = 'secretary' and r.status = 'pending';

insert into memberships (user_id, package_id, request_id, status, starts_on, ends_on, price_paid)
select r.user_id, p.id, r.id, 'active', current_date, current_date + p.duration_days, p.price
from membership_requests r join membership_packages p on p.id = r.package_id
where r.status = 'approved';

select r.status, m.status, m.is_active::text
from membership_requests r join memberships m on m.request_id = r.id;
