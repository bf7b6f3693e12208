-- The counters go on after the rows of the seed: a seller who is hired takes no number that is taken.

insert into users (email, full_name, role, password_digest, created_at, updated_at)
values ('counter.three@cellfund.internal', 'Gustav Amadi', 'seller', '-', '2026-03-02', '2026-03-02');

select count(*), count(distinct id) from users;
