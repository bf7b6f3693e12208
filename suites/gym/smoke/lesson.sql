-- A place in a lesson, a QR code for the door, the scan that lets its member in.

insert into auth.users (id, email, email_confirmed_at, raw_user_meta_data)
values ('5e0c0001-0000-4000-8000-000000000001', 'first.member@ironhall.example', now(), '{"first_name": "First", "last_name": "Member"}');
insert into lesson_bookings (user_id, lesson_id, lesson_date)
select u.id, l.id, current_date
from user_profiles u, lessons l
where u.email = 'first.member@ironhall.example'
order by l.id limit 1;

insert into qr_codes (user_id, lesson_booking_id, token, expires_at)
select b.user_id, b.id, 'HALLQR-' || md5(b.user_id::text), now() + interval '1 day' from lesson_bookings b;

insert into scan_audit_logs (qr_code_id, user_id, scanned_by, result, device)
select q.id, q.user_id, (select min(id) from trainers), 'approved', '{"door": "main"}'
from qr_codes q where q.status = 'active' and now() between q.issued_at and q.expires_at;

update qr_codes set status = 'used' where id = (select qr_code_id from scan_audit_logs);
insert into lesson_attendance (lesson_booking_id, user_id, checked_in_by)
select b.id, b.user_id, (select min(id) from trainers) from lesson_bookings b;
update lesson_bookings set status = 'attended' where id in (select lesson_booking_id from lesson_attendance);

select b.status, q.status, s.result, (select count(*) from lesson_attendance)
from lesson_bookings b
     join qr_codes q on q.lesson_booking_id = b.id
     join scan_audit_logs s on s.qr_code_id = q.id;
