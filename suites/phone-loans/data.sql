-- Invented data of a phone lender after its demo weeks: the same rows on every server and every day.
-- Size: `set cleanslate.scale = '100'` before loading; 1 (the default) is 60 customers.

do $$
begin
    if exists (select from users) then
        raise exception 'data.sql loads into an empty database, and this one has rows'
            using hint = 'Create a new database and load schema.sql first.';
    end if;
    perform set_config('loans.size',
        greatest(1, round(60 * coalesce(nullif(current_setting('cleanslate.scale', true), ''), '1')::numeric))::int::text, false);
end
$$;

insert into schema_migrations values ('20260110120000'), ('20260215093000');
insert into ar_internal_metadata values ('environment', 'production', '2026-01-10', '2026-01-10');

-- The whole seed of those weeks, its demo section with it: nine users with one password between them, twelve models.
insert into users (email, full_name, role, password_digest, created_at, updated_at)
select 'demo' || u || '@example.com', 'Demo User ' || u, (array['master', 'admin', 'supervisor', 'seller'])[least(u, 4)],
       '$2b$04$CellfundDemoSeedOneWeeQjj.Qtzu.MKJK/jljyGVokXgz/nfQCy', timestamp '2026-01-12 08:00', timestamp '2026-01-12 08:00'
from generate_series(1, 9) as u order by u;
insert into phone_models (brand, name, price, created_at, updated_at)
select 'Test Brand', 'Model ' || m, 100 + m, '2026-01-12', '2026-01-12' from generate_series(1, 12) as m order by m;
insert into system_settings (down_payment, monthly_rate, max_installments, created_at, updated_at) values (1, 0, 99, '2026-01-12', '2026-01-12');

insert into customers (full_name, phone, email, created_by_id, created_at, updated_at)
select 'Test Customer ' || c, '555-01' || lpad((c % 100)::text, 2, '0'), 'customer' || c || '@example.com', 4 + c % 6, '2026-01-13', '2026-01-13'
from generate_series(1, current_setting('loans.size')::int) as c order by c;
insert into credit_applications (customer_id, phone_model_id, seller_id, status, created_at)
select id, 1 + id % 12, created_by_id, 'approved', created_at from customers order by id;
insert into loans (customer_id, credit_application_id, amount, status, created_at)
select customer_id, id, 300 + id % 9 * 50, 'active', created_at from credit_applications order by id;
insert into contracts (loan_id, signed_at) select id, created_at from loans order by id;
insert into installments (loan_id, number, due_on, amount)
select id, n, date '2026-02-01' + n * 30, amount / 6 from loans, generate_series(1, 6) as n order by id, n;
insert into payments (installment_id, amount, paid_at) select id, amount, due_on from installments where number <= 2 order by id;
insert into mdm_blueprints (name, policy) values ('test lock', '{"lock": true}'), ('test open', '{"lock": false}');
insert into devices (loan_id, phone_model_id, mdm_blueprint_id, imei)
select id, 1 + id % 12, 1 + id % 2, '00000000' || lpad(id::text, 7, '0') from loans order by id;
insert into notifications (user_id, body, created_at) select created_by_id, 'test notification', created_at from customers order by id;
insert into audit_logs (user_id, action, created_at) select created_by_id, 'customer.created', created_at from customers order by id;
insert into sessions (user_id, ip_address, created_at) select id, '203.0.113.' || id, created_at from users order by id;
insert into device_tokens (user_id, token) select id, 'token-' || md5('loans-token-' || id) from users order by id;
insert into active_storage_blobs (key, filename, byte_size, service_name, created_at)
select left(md5('loans-blob-' || id), 28), 'contract-' || id || '.pdf', 20480 + id, 'amazon', signed_at from contracts order by id;
insert into active_storage_attachments (name, record_type, record_id, blob_id) select 'document', 'Contract', id, id from active_storage_blobs order by id;
insert into active_storage_variant_records (blob_id, variation_digest) select id, md5('variant') from active_storage_blobs order by id;
insert into solid_queue_jobs (queue_name, class_name, arguments, finished_at, created_at)
select 'default', 'PaymentReminderJob', '{}', case when j % 3 = 0 then timestamp '2026-02-01' end, timestamp '2026-01-20'
from generate_series(1, 2 * current_setting('loans.size')::int) as j order by j;
insert into solid_queue_ready_executions (job_id, queue_name) select id, 'default' from solid_queue_jobs where id % 3 = 1 order by id;
insert into solid_queue_scheduled_executions (job_id, scheduled_at) select id, '2026-04-01' from solid_queue_jobs where id % 3 = 2 and id % 2 = 0 order by id;
insert into solid_queue_failed_executions (job_id, error) select id, 'Net::ReadTimeout' from solid_queue_jobs where id % 3 = 2 and id % 2 = 1 order by id;
insert into solid_queue_processes (kind, pid, hostname, last_heartbeat_at, created_at) values ('Worker', 4711, 'web-1', '2026-02-01', '2026-01-20');
insert into solid_queue_recurring_tasks (key, schedule, class_name) values ('payment_reminders', 'every day at 8am', 'PaymentReminderJob');

analyze;
