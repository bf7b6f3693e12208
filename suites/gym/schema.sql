-- The database of a gym: memberships, lessons and pilates bookings around one hub, user_profiles.
-- Accounts stand in a schema of their own, as platforms that sign people in keep them.

create type package_kind      as enum ('gym', 'pilates', 'ultimate', 'personal_training');
create type membership_status as enum ('pending', 'active', 'paused', 'expired', 'cancelled');
create type booking_status    as enum ('booked', 'attended', 'cancelled', 'no_show');

-- The catalog: what the gym sells and when it is open.

create table trainers (
    id          bigint generated always as identity primary key,
    full_name   text not null,
    specialties text[] not null default '{}',
    hourly_rate numeric(8,2) not null check (hourly_rate > 0),
    hired_on    date not null,
    is_active   boolean not null default true
);
comment on table trainers is 'Staff who give lessons, pilates and personal training.';

create table membership_packages (
    id              serial primary key,
    slug            text not null unique,
    title           text not null,
    kind            package_kind not null,
    price           numeric(10,2) not null check (price >= 0),
    duration_days   integer not null check (duration_days > 0),
    pilates_classes integer not null default 0 check (pilates_classes >= 0),
    perks           jsonb not null default '{}',
    is_active       boolean not null default true,
    check (pilates_classes = 0 or kind in ('pilates', 'ultimate'))
);
comment on table membership_packages is 'What can be bought: price, length, and pilates classes included.';

create table lessons (
    id               bigint generated always as identity primary key,
    trainer_id       bigint not null references trainers,
    title            text not null,
    category         text not null,
    weekday          smallint not null check (weekday between 1 and 7),
    starts_at        time not null,
    duration_minutes smallint not null check (duration_minutes between 15 and 180),
    ends_at          time not null generated always as (starts_at + make_interval(mins => duration_minutes)) stored,
    capacity         smallint not null check (capacity > 0),
    room             text not null,
    unique (room, weekday, starts_at)
);
create index lessons_trainer_id_idx on lessons (trainer_id);
comment on table lessons is 'The weekly timetable of group lessons.';

create table pilates_schedule_slots (
    id         bigint generated always as identity primary key,
    trainer_id bigint not null references trainers,
    weekday    smallint not null check (weekday between 1 and 7),
    starts_at  time not null,
    capacity   smallint not null default 4 check (capacity > 0),
    is_open    boolean not null default true,
    unique (weekday, starts_at)
);
create index pilates_schedule_slots_trainer_id_idx on pilates_schedule_slots (trainer_id);
comment on table pilates_schedule_slots is 'The weekly reformer slots that pilates bookings are made for.';

-- Accounts: who may sign in, and from where. People sign in by a link that is sent to them, so there are no passwords.

create schema auth;

create table auth.users (
    id                 uuid primary key default gen_random_uuid(),
    email              text not null,
    email_confirmed_at timestamptz,
    last_sign_in_at    timestamptz,
    raw_user_meta_data jsonb not null default '{}',
    created_at         timestamptz not null default now()
);
create unique index users_email_key on auth.users (lower(email));
comment on table auth.users is 'One row per account; signing up makes the profile.';

create table auth.sessions (
    id         uuid primary key default gen_random_uuid(),
    user_id    uuid not null references auth.users on delete cascade,
    user_agent text,
    created_at timestamptz not null default now()
);
create index sessions_user_id_idx on auth.sessions (user_id);

create table auth.refresh_tokens (
    id         bigint generated always as identity primary key,
    session_id uuid not null references auth.sessions on delete cascade,
    token      text not null unique,
    revoked    boolean not null default false,
    created_at timestamptz not null default now()
);
create index refresh_tokens_session_id_idx on auth.refresh_tokens (session_id);

-- People.

create table user_profiles (
    id            uuid primary key references auth.users on delete cascade,
    email         text not null,
    first_name    text not null,
    last_name     text not null,
    full_name     text not null generated always as (first_name || ' ' || last_name) stored,
    phone         text,
    role          text not null default 'user' check (role in ('user', 'secretary', 'trainer', 'admin')),
    date_of_birth date,
    referral_code text not null unique,
    referred_by   uuid references user_profiles on delete set null check (referred_by <> id),
    tags          text[] not null default '{}',
    preferences   jsonb not null default '{}',
    created_at    timestamptz not null default now(),
    updated_at    timestamptz not null default now()
);
create unique index user_profiles_email_key on user_profiles (lower(email));
create index user_profiles_staff_idx on user_profiles (role) where role <> 'user';
comment on table user_profiles is 'One row per person with an account; nearly everything else hangs on it.';

create table user_profile_audit_logs (
    id         bigint generated always as identity primary key,
    user_id    uuid references user_profiles on delete set null,
    operation  text not null check (operation in ('UPDATE', 'DELETE')),
    old_row    jsonb not null,
    new_row    jsonb,
    changed_at timestamptz not null default now()
);
create index user_profile_audit_logs_user_id_idx on user_profile_audit_logs (user_id);
comment on table user_profile_audit_logs is 'Every change of a profile, written by a trigger.';

create table audit_logs (
    id         bigint generated always as identity primary key,
    actor_id   uuid references user_profiles on delete set null,
    action     text not null,
    entity     text not null,
    entity_id  text,
    payload    jsonb not null default '{}',
    ip         inet,
    created_at timestamptz not null default now()
);
create index audit_logs_actor_id_idx on audit_logs (actor_id);
comment on table audit_logs is 'What the application and its triggers did, and for whom.';

create table referrals (
    id            bigint generated always as identity primary key,
    referrer_id   uuid not null references user_profiles on delete cascade,
    referred_id   uuid not null unique references user_profiles on delete cascade,
    status        text not null default 'pending' check (status in ('pending', 'rewarded')),
    reward_points integer not null default 0 check (reward_points >= 0),
    created_at    timestamptz not null default now(),
    check (referrer_id <> referred_id)
);
create index referrals_referrer_id_idx on referrals (referrer_id);
comment on table referrals is 'Who brought whom, and what it earned.';

create table user_kettlebell_points (
    id         serial primary key,
    user_id    uuid not null references user_profiles on delete cascade,
    points     integer not null check (points <> 0),
    reason     text not null,
    awarded_at timestamptz not null default now()
);
create index user_kettlebell_points_user_id_idx on user_kettlebell_points (user_id);
comment on table user_kettlebell_points is 'The loyalty ledger: points won and spent.';

create table user_group_weekly_presets (
    id         serial primary key,
    user_id    uuid not null references user_profiles on delete cascade,
    lesson_id  bigint not null references lessons,
    weekday    smallint not null check (weekday between 1 and 7),
    created_at timestamptz not null default now(),
    unique (user_id, weekday)
);
create index user_group_weekly_presets_lesson_id_idx on user_group_weekly_presets (lesson_id);
comment on table user_group_weekly_presets is 'The lesson a member wants booked every week; a weekly job reads it.';

create table group_assignments (
    id          bigint generated always as identity primary key,
    user_id     uuid not null references user_profiles on delete cascade,
    lesson_id   bigint not null references lessons,
    trainer_id  bigint not null references trainers,
    group_label text not null,
    assigned_at timestamptz not null default now(),
    unique (user_id, lesson_id)
);
create index group_assignments_lesson_id_idx on group_assignments (lesson_id);
create index group_assignments_trainer_id_idx on group_assignments (trainer_id);
comment on table group_assignments is 'Members placed into a small group of a lesson.';

-- Subscriptions.

create table membership_requests (
    id           bigint generated always as identity primary key,
    user_id      uuid not null references user_profiles on delete cascade,
    package_id   integer not null references membership_packages,
    status       text not null default 'pending' check (status in ('pending', 'approved', 'rejected')),
    message      text,
    requested_at timestamptz not null default now(),
    decided_at   timestamptz,
    decided_by   uuid references user_profiles,
    check ((status = 'pending') = (decided_at is null))
);
create index membership_requests_user_id_idx on membership_requests (user_id);
create index membership_requests_decided_by_idx on membership_requests (decided_by);
create index membership_requests_package_id_idx on membership_requests (package_id);
comment on table membership_requests is 'A member asks for a package; the desk approves or rejects.';

create table memberships (
    id         bigint generated always as identity primary key,
    user_id    uuid not null references user_profiles on delete cascade,
    package_id integer not null references membership_packages,
    request_id bigint unique references membership_requests on delete set null,
    status     membership_status not null default 'pending',
    starts_on  date not null,
    ends_on    date not null,
    is_active  boolean not null default false,
    price_paid numeric(10,2) not null check (price_paid >= 0),
    created_at timestamptz not null default now(),
    check (ends_on >= starts_on)
);
create unique index memberships_one_active_per_package on memberships (user_id, package_id) where is_active;
create index memberships_user_id_idx on memberships (user_id);
create index memberships_package_id_idx on memberships (package_id);
comment on table memberships is 'A package a member holds from one day to another.';

create table membership_logs (
    id            bigint generated always as identity primary key,
    membership_id bigint not null references memberships on delete cascade,
    user_id       uuid not null references user_profiles on delete cascade,
    event         text not null,
    details       jsonb not null default '{}',
    logged_at     timestamptz not null default now()
);
create index membership_logs_membership_id_idx on membership_logs (membership_id);
create index membership_logs_user_id_idx on membership_logs (user_id);
comment on table membership_logs is 'The history of a membership.';

create table pilates_deposits (
    id            bigint generated always as identity primary key,
    user_id       uuid not null references user_profiles on delete cascade,
    membership_id bigint references memberships on delete cascade,
    classes_total integer not null check (classes_total > 0),
    classes_left  integer not null,
    classes_used  integer not null generated always as (classes_total - classes_left) stored,
    valid_from    date not null,
    valid_until   date not null,
    is_active     boolean not null default true,
    created_at    timestamptz not null default now(),
    check (classes_left between 0 and classes_total),
    check (valid_until >= valid_from)
);
create index pilates_deposits_open_idx on pilates_deposits (user_id, valid_until) where is_active and classes_left > 0;
create index pilates_deposits_user_id_idx on pilates_deposits (user_id);
create index pilates_deposits_membership_id_idx on pilates_deposits (membership_id);
comment on table pilates_deposits is 'Prepaid pilates classes that bookings draw on.';

-- Transactions.

create table bookings (
    id            uuid primary key default gen_random_uuid(),
    user_id       uuid not null references user_profiles on delete cascade,
    membership_id bigint references memberships,
    area          text not null check (area in ('weights', 'cardio', 'sauna')),
    starts_at     timestamptz not null,
    ends_at       timestamptz not null,
    status        booking_status not null default 'booked',
    created_at    timestamptz not null default now(),
    check (ends_at > starts_at)
);
create index bookings_user_id_idx on bookings (user_id);
create index bookings_membership_id_idx on bookings (membership_id);
comment on table bookings is 'Time booked on the open floor.';

create table payments (
    id                 bigint generated always as identity primary key,
    user_id            uuid not null references user_profiles on delete cascade,
    membership_id      bigint references memberships,
    net_amount         numeric(10,2) not null check (net_amount >= 0),
    vat_rate           numeric(4,3) not null default 0.200 check (vat_rate between 0 and 1),
    gross_amount       numeric(10,2) not null generated always as (round(net_amount * (1 + vat_rate), 2)) stored,
    currency           char(3) not null default 'EUR',
    method             text not null check (method in ('card', 'cash', 'transfer')),
    card_last4         text check (card_last4 ~ '^[0-9]{4}$'),
    mode               text not null check (mode in ('test', 'live')),
    provider_reference text unique,
    metadata           jsonb not null default '{}',
    paid_at            timestamptz not null default now(),
    check ((method = 'card') = (card_last4 is not null))
);
create index payments_user_id_idx on payments (user_id);
create index payments_membership_id_idx on payments (membership_id);
create index payments_live_idx on payments (paid_at) where mode = 'live';
comment on table payments is 'Money taken at the desk or by card; mode says whether the card provider was real.';

create table lesson_bookings (
    id          bigint generated always as identity primary key,
    user_id     uuid not null references user_profiles on delete cascade,
    lesson_id   bigint not null references lessons,
    lesson_date date not null,
    status      booking_status not null default 'booked',
    booked_at   timestamptz not null default now()
);
create unique index lesson_bookings_once on lesson_bookings (user_id, lesson_id, lesson_date) where status <> 'cancelled';
create index lesson_bookings_lesson_id_idx on lesson_bookings (lesson_id);
comment on table lesson_bookings is 'A place in a lesson on one date.';

create table pilates_bookings (
    id         bigint generated always as identity primary key,
    user_id    uuid not null references user_profiles on delete cascade,
    slot_id    bigint not null references pilates_schedule_slots,
    deposit_id bigint not null references pilates_deposits,
    class_date date not null,
    status     booking_status not null default 'booked',
    booked_at  timestamptz not null default now()
);
create unique index pilates_bookings_once on pilates_bookings (user_id, slot_id, class_date) where status <> 'cancelled';
create index pilates_bookings_user_id_idx on pilates_bookings (user_id);
create index pilates_bookings_slot_id_idx on pilates_bookings (slot_id);
create index pilates_bookings_deposit_id_idx on pilates_bookings (deposit_id);
comment on table pilates_bookings is 'A reformer on one date, paid from a deposit.';

create table personal_training_codes (
    id          serial primary key,
    code        text not null unique,
    user_id     uuid not null references user_profiles on delete cascade,
    trainer_id  bigint not null references trainers,
    sessions    integer not null check (sessions > 0),
    redeemed_at timestamptz
);
create index personal_training_codes_user_id_idx on personal_training_codes (user_id);
create index personal_training_codes_trainer_id_idx on personal_training_codes (trainer_id);
comment on table personal_training_codes is 'A code handed to a member that unlocks a training schedule.';

create table personal_training_schedules (
    id           bigint generated always as identity primary key,
    code_id      integer not null references personal_training_codes,
    user_id      uuid not null references user_profiles on delete cascade,
    trainer_id   bigint not null references trainers,
    session_date date not null,
    exercises    jsonb not null default '[]',
    status       booking_status not null default 'booked',
    unique (code_id, session_date)
);
create index personal_training_schedules_user_id_idx on personal_training_schedules (user_id);
create index personal_training_schedules_trainer_id_idx on personal_training_schedules (trainer_id);
comment on table personal_training_schedules is 'The sessions a personal training code was turned into.';

-- What only records that something happened.

create table lesson_attendance (
    id                bigint generated always as identity primary key,
    lesson_booking_id bigint not null unique references lesson_bookings on delete cascade,
    user_id           uuid not null references user_profiles on delete cascade,
    checked_in_by     bigint references trainers,
    checked_in_at     timestamptz not null default now()
);
create index lesson_attendance_user_id_idx on lesson_attendance (user_id);
create index lesson_attendance_checked_in_by_idx on lesson_attendance (checked_in_by);
comment on table lesson_attendance is 'Who came to the lesson they had booked.';

create table absence_records (
    id                serial primary key,
    user_id           uuid not null references user_profiles on delete cascade,
    lesson_booking_id bigint not null unique references lesson_bookings,
    reason            text not null default 'no reason given',
    excused           boolean not null default false,
    recorded_at       timestamptz not null default now()
);
create index absence_records_user_id_idx on absence_records (user_id);
comment on table absence_records is 'Who did not come, and whether it counts.';

create table qr_codes (
    id                uuid primary key default gen_random_uuid(),
    user_id           uuid not null references user_profiles on delete cascade,
    lesson_booking_id bigint references lesson_bookings on delete cascade,
    token             text not null unique,
    status            text not null default 'active' check (status in ('active', 'used', 'revoked')),
    issued_at         timestamptz not null default now(),
    expires_at        timestamptz not null,
    check (expires_at > issued_at)
);
create index qr_codes_user_id_idx on qr_codes (user_id);
create index qr_codes_lesson_booking_id_idx on qr_codes (lesson_booking_id);
comment on table qr_codes is 'What a member shows at the door.';

create table scan_audit_logs (
    id         bigint generated always as identity primary key,
    qr_code_id uuid references qr_codes on delete set null,
    user_id    uuid references user_profiles on delete cascade,
    scanned_by bigint references trainers,
    result     text not null check (result in ('approved', 'rejected')),
    reason     text,
    device     jsonb not null default '{}',
    scanned_at timestamptz not null default now()
);
create index scan_audit_logs_qr_code_id_idx on scan_audit_logs (qr_code_id);
create index scan_audit_logs_user_id_idx on scan_audit_logs (user_id);
create index scan_audit_logs_scanned_by_idx on scan_audit_logs (scanned_by);
comment on table scan_audit_logs is 'Every scan at the door, let in or not.';

-- Business rules.

create function membership_is_active() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
    new.is_active := new.status = 'active' and current_date between new.starts_on and new.ends_on;
    return new;
end
$$;

create trigger trigger_membership_is_active
    before insert or update on memberships
    for each row execute function membership_is_active();

create function auto_expire_ultimate() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
    if new.ends_on < current_date
       and exists (select from membership_packages p where p.id = new.package_id and p.kind = 'ultimate') then
        update memberships set status = 'expired' where id = new.id;
        update pilates_deposits set is_active = false where membership_id = new.id and is_active;
        insert into membership_logs (membership_id, user_id, event, details)
        values (new.id, new.user_id, 'auto_expired', jsonb_build_object('ends_on', new.ends_on));
    end if;
    return null;
end
$$;

create trigger trigger_auto_expire_ultimate
    after insert or update on memberships
    for each row when (new.status = 'active') execute function auto_expire_ultimate();

create function link_pilates_to_membership() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
    membership memberships;
begin
    if new.membership_id is null then
        select m.* into membership
        from memberships m join membership_packages p on p.id = m.package_id
        where m.user_id = new.user_id and m.is_active and p.kind in ('pilates', 'ultimate')
        order by m.ends_on desc, m.id desc
        limit 1;
        new.membership_id := membership.id;
    else
        select m.* into membership from memberships m where m.id = new.membership_id;
    end if;
    new.valid_until := coalesce(new.valid_until, membership.ends_on, new.valid_from + 30);
    return new;
end
$$;

create trigger trigger_link_pilates_to_membership
    before insert on pilates_deposits
    for each row execute function link_pilates_to_membership();

create function update_deposit_on_booking() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
    if tg_op <> 'INSERT' and old.status <> 'cancelled'
       and (tg_op = 'DELETE' or new.status = 'cancelled' or new.deposit_id <> old.deposit_id) then
        update pilates_deposits set classes_left = classes_left + 1 where id = old.deposit_id;
        insert into audit_logs (actor_id, action, entity, entity_id, payload)
        values ((select u.id from user_profiles u where u.id = old.user_id), 'deposit.returned', 'pilates_bookings',
                old.id, jsonb_build_object('deposit', old.deposit_id, 'class_date', old.class_date));
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;

    if tg_op = 'INSERT' and new.deposit_id is null then
        select d.id into new.deposit_id
        from pilates_deposits d
        where d.user_id = new.user_id and d.is_active and d.classes_left > 0
          and new.class_date between d.valid_from and d.valid_until
        order by d.valid_until, d.id
        limit 1
        for update;
    end if;
    if new.status <> 'cancelled'
       and (tg_op = 'INSERT' or old.status = 'cancelled' or new.deposit_id <> old.deposit_id) then
        update pilates_deposits set classes_left = classes_left - 1
        where id = new.deposit_id and user_id = new.user_id and is_active and classes_left > 0;
        if not found then
            raise exception 'member % has no pilates class left for %', new.user_id, new.class_date
                using errcode = 'check_violation', hint = 'Sell a pilates package first.';
        end if;
        insert into audit_logs (actor_id, action, entity, entity_id, payload)
        values (new.user_id, 'deposit.charged', 'pilates_bookings',
                new.id, jsonb_build_object('deposit', new.deposit_id, 'class_date', new.class_date));
    end if;
    return new;
end
$$;

create trigger trigger_update_deposit_on_booking
    before insert or update or delete on pilates_bookings
    for each row execute function update_deposit_on_booking();

create function audit_profile_changes() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
    if tg_op = 'DELETE' then
        insert into user_profile_audit_logs (user_id, operation, old_row)
        values (null, tg_op, to_jsonb(old));
    elsif to_jsonb(old) is distinct from to_jsonb(new) then
        insert into user_profile_audit_logs (user_id, operation, old_row, new_row)
        values (new.id, tg_op, to_jsonb(old), to_jsonb(new));
    end if;
    return null;
end
$$;

create trigger trigger_audit_profile_changes
    after update or delete on user_profiles
    for each row execute function audit_profile_changes();

-- Whoever signs up has a profile at once.
create function auth.handle_new_user() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
    insert into user_profiles (id, email, first_name, last_name, referral_code)
    values (new.id, new.email,
            coalesce(new.raw_user_meta_data ->> 'first_name', split_part(new.email, '@', 1)),
            coalesce(new.raw_user_meta_data ->> 'last_name', ''),
            'HALL-' || upper(substr(md5(new.id::text), 1, 10)));
    return null;
end
$$;

create trigger on_auth_user_created
    after insert on auth.users
    for each row execute function auth.handle_new_user();
