insert into users (email) values ('new@example.test');
select count(*) from users;
