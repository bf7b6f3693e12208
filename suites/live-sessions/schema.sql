-- The database behind the admin pages of a studio that sells live sessions by the minute.

create table admins (
    id              bigint generated always as identity primary key,
    email           text not null unique,
    full_name       text not null,
    password_hash   text not null,
    disabled        boolean not null default false,
    failed_sign_ins integer not null default 0,
    last_sign_in_at timestamptz,
    created_at      timestamptz not null default now()
);
comment on table admins is 'Who may open the admin pages.';

create table users (
    id         bigint generated always as identity primary key,
    email      text not null unique,
    full_name  text not null,
    country    char(2) not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table sessions (
    id         bigint generated always as identity primary key,
    user_id    bigint not null references users on delete cascade,
    topic      text not null,
    status     text not null check (status in ('scheduled', 'live', 'ended', 'cancelled')),
    minutes    integer not null check (minutes > 0),
    started_at timestamptz not null
);
create index sessions_user_id_idx on sessions (user_id);
create index sessions_started_at_idx on sessions (started_at desc, id desc);

create table payments (
    id         bigint generated always as identity primary key,
    user_id    bigint not null references users on delete cascade,
    session_id bigint not null references sessions on delete cascade,
    amount     numeric(10,2) not null check (amount > 0),
    reference  text not null unique,
    paid_at    timestamptz not null
);
create index payments_user_id_idx on payments (user_id);
create index payments_session_id_idx on payments (session_id);

create table reports (
    id          bigint generated always as identity primary key,
    user_id     bigint not null references users on delete cascade,
    session_id  bigint references sessions on delete cascade,
    body        text not null,
    resolved_by bigint references admins,
    reported_at timestamptz not null
);
create index reports_user_id_idx on reports (user_id);
create index reports_session_id_idx on reports (session_id);
create index reports_resolved_by_idx on reports (resolved_by);

-- What the first page of the admin shows.
create view dashboard as
select (select count(*) from users)                                as users,
       (select count(*) from sessions)                             as sessions,
       (select coalesce(sum(amount), 0) from payments)             as revenue,
       (select count(*) from reports where resolved_by is null)    as open_reports;
