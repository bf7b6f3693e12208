-- A recurring task can be registered, where no worker has done it yet, and can put a job into the queue.

insert into solid_queue_recurring_tasks (key, schedule, class_name) values ('payment_reminders', 'every day at 8am', 'PaymentReminderJob')
on conflict (key) do nothing;
insert into solid_queue_jobs (queue_name, class_name, created_at) values ('default', 'PaymentReminderJob', '2026-03-01');
insert into solid_queue_ready_executions (job_id, queue_name) select id, queue_name from solid_queue_jobs;

select (select count(*) from solid_queue_recurring_tasks), (select count(*) from solid_queue_ready_executions);
