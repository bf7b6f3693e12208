-- A first user signs up, books, pays and complains: the dashboard counts each once.

insert into users (email, full_name, country) values ('first.guest@northpost.internal', 'First Guest', 'IE');
insert into sessions (user_id, topic, status, minutes, started_at)
select max(id), 'Violin', 'ended', 30, now() from users;
insert into payments (user_id, session_id, amount, reference, paid_at)
select max(user_id), max(id), 25.50, 'pay_first', now() from sessions;
insert into reports (user_id, session_id, body, reported_at)
select max(user_id), max(id), 'It was over too soon.', now() from sessions;

select p.amount, s.topic, u.country
from payments p join sessions s on s.id = p.session_id join users u on u.id = s.user_id
where p.reference = 'pay_first';
