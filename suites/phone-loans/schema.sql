-- A Rails application that finances phones. Its queue, Solid Queue, and its files' records live in the same database.

create table schema_migrations (version varchar primary key);
create table ar_internal_metadata (key varchar primary key, value varchar, created_at timestamp not null, updated_at timestamp not null);

-- Wiped, and planted again by the seed.

create table users (
    id              bigserial primary key,
    email           varchar not null unique,
    full_name       varchar not null,
    role            varchar not null check (role in ('master', 'admin', 'supervisor', 'seller')),
    password_digest varchar not null,
    created_at      timestamp not null,
    updated_at      timestamp not null
);
create table phone_models (
    id         bigserial primary key,
    brand      varchar not null,
    name       varchar not null,
    price      numeric(10,2) not null check (price > 0),
    created_at timestamp not null,
    updated_at timestamp not null,
    unique (brand, name)
);
create table system_settings (
    id              bigserial primary key,
    down_payment    numeric(5,2) not null,
    monthly_rate    numeric(5,3) not null,
    max_installments integer not null,
    created_at      timestamp not null,
    updated_at      timestamp not null
);

-- Wiped for good.

create table customers (id bigserial primary key, full_name varchar not null, phone varchar, email varchar,
    created_by_id bigint not null references users, created_at timestamp not null, updated_at timestamp not null);
create index index_customers_on_created_by_id on customers (created_by_id);
create table credit_applications (id bigserial primary key, customer_id bigint not null references customers,
    phone_model_id bigint not null references phone_models, seller_id bigint not null references users, status varchar not null, created_at timestamp not null);
create index index_credit_applications_on_customer_id on credit_applications (customer_id);
create index index_credit_applications_on_phone_model_id on credit_applications (phone_model_id);
create index index_credit_applications_on_seller_id on credit_applications (seller_id);
create table loans (id bigserial primary key, customer_id bigint not null references customers,
    credit_application_id bigint not null references credit_applications, amount numeric(10,2) not null, status varchar not null, created_at timestamp not null);
create index index_loans_on_customer_id on loans (customer_id);
create index index_loans_on_credit_application_id on loans (credit_application_id);
create table contracts (id bigserial primary key, loan_id bigint not null references loans, signed_at timestamp);
create index index_contracts_on_loan_id on contracts (loan_id);
create table installments (id bigserial primary key, loan_id bigint not null references loans, number integer not null,
    due_on date not null, amount numeric(10,2) not null, unique (loan_id, number));
create table payments (id bigserial primary key, installment_id bigint not null references installments, amount numeric(10,2) not null, paid_at timestamp not null);
create index index_payments_on_installment_id on payments (installment_id);
create table mdm_blueprints (id bigserial primary key, name varchar not null, policy jsonb not null);
create table devices (id bigserial primary key, loan_id bigint not null references loans, phone_model_id bigint not null references phone_models,
    mdm_blueprint_id bigint references mdm_blueprints, imei varchar not null unique, locked boolean not null default false);
create index index_devices_on_loan_id on devices (loan_id);
create index index_devices_on_phone_model_id on devices (phone_model_id);
create index index_devices_on_mdm_blueprint_id on devices (mdm_blueprint_id);
create table notifications (id bigserial primary key, user_id bigint not null references users, body varchar not null, created_at timestamp not null);
create index index_notifications_on_user_id on notifications (user_id);
create table audit_logs (id bigserial primary key, user_id bigint references users, action varchar not null, created_at timestamp not null);
create index index_audit_logs_on_user_id on audit_logs (user_id);
create table sessions (id bigserial primary key, user_id bigint not null references users, ip_address varchar, created_at timestamp not null);
create index index_sessions_on_user_id on sessions (user_id);
create table device_tokens (id bigserial primary key, user_id bigint not null references users, token varchar not null unique);
create index index_device_tokens_on_user_id on device_tokens (user_id);

-- Active Storage: the records; the files themselves are in an object store.

create table active_storage_blobs (id bigserial primary key, key varchar not null unique, filename varchar not null,
    byte_size bigint not null, service_name varchar not null, created_at timestamp not null);
create table active_storage_attachments (id bigserial primary key, name varchar not null, record_type varchar not null, record_id bigint not null,
    blob_id bigint not null references active_storage_blobs, unique (record_type, record_id, name, blob_id));
create index index_active_storage_attachments_on_blob_id on active_storage_attachments (blob_id);
create table active_storage_variant_records (id bigserial primary key, blob_id bigint not null references active_storage_blobs,
    variation_digest varchar not null, unique (blob_id, variation_digest));

-- Solid Queue.

create table solid_queue_jobs (id bigserial primary key, queue_name varchar not null, class_name varchar not null, arguments text,
    priority integer not null default 0, scheduled_at timestamp, finished_at timestamp, created_at timestamp not null);
create table solid_queue_processes (id bigserial primary key, kind varchar not null, pid integer not null, hostname varchar,
    last_heartbeat_at timestamp not null, created_at timestamp not null);
create table solid_queue_ready_executions (id bigserial primary key,
    job_id bigint not null unique references solid_queue_jobs on delete cascade, queue_name varchar not null, priority integer not null default 0);
create table solid_queue_claimed_executions (id bigserial primary key,
    job_id bigint not null unique references solid_queue_jobs on delete cascade, process_id bigint);
create table solid_queue_scheduled_executions (id bigserial primary key,
    job_id bigint not null unique references solid_queue_jobs on delete cascade, scheduled_at timestamp not null);
create table solid_queue_failed_executions (id bigserial primary key,
    job_id bigint not null unique references solid_queue_jobs on delete cascade, error text);
create table solid_queue_recurring_tasks (id bigserial primary key, key varchar not null unique, schedule varchar not null, class_name varchar);
