-- Signing up makes the account, and the account makes the profile.

insert into auth.users (id, email, email_confirmed_at, raw_user_meta_data)
values ('5e0c0001-0000-4000-8000-000000000001', 'first.member@ironhall.example', now(), '{"first_name": "First", "last_name": "Member"}');

select p.role, p.full_name, (select count(*) from auth.users)
from user_profiles p join auth.users u on u.id = p.id
where u.email = 'first.member@ironhall.example' and p.email = u.email;
