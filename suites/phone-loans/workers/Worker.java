package phoneloans;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A worker of the queue, as small as one can be: it registers itself and its recurring tasks, takes one job after the
 * other from the tables of Solid Queue in {@code JDBC_DATABASE_URL}, and on SIGTERM ends with the job that it holds.
 */
public final class Worker {

    private static final String REGISTER = """
            INSERT INTO solid_queue_recurring_tasks (key, schedule, class_name)
            VALUES ('payment_reminders', 'every day at 8am', 'PaymentReminderJob') ON CONFLICT (key) DO NOTHING;
            INSERT INTO solid_queue_processes (kind, pid, hostname, last_heartbeat_at, created_at)
            VALUES ('Worker', %1$d, 'localhost', now(), now())""";

    private static final String CLAIM = """
            WITH taken AS (DELETE FROM solid_queue_ready_executions WHERE id IN (
                SELECT id FROM solid_queue_ready_executions ORDER BY priority, id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING job_id)
            INSERT INTO solid_queue_claimed_executions (job_id) SELECT job_id FROM taken RETURNING job_id""";

    private static final String FINISH = """
            INSERT INTO notifications (user_id, body, created_at) SELECT min(id), 'reminder %1$d', now() FROM users HAVING count(*) > 0;
            UPDATE solid_queue_jobs SET finished_at = now() WHERE id = %1$d;
            DELETE FROM solid_queue_claimed_executions WHERE job_id = %1$d""";

    private Worker() {}

    public static void main(String[] arguments) throws SQLException, InterruptedException {
        long pid = ProcessHandle.current().pid();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            asked.countDown();
            try {
                ended.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException inAHurry) {
                Thread.currentThread().interrupt();
            }
        }));
        String url = System.getenv("JDBC_DATABASE_URL");
        try (Connection database = DriverManager.getConnection(url + "&ApplicationName=solid_queue_worker");
                Statement statement = database.createStatement()) {
            statement.execute(REGISTER.formatted(pid));
            System.out.println("The worker " + pid + " has registered itself and its recurring tasks.");
            while (!asked.await(work(statement) ? 1 : 200, TimeUnit.MILLISECONDS)) {
                statement.execute("UPDATE solid_queue_processes SET last_heartbeat_at = now() WHERE pid = " + pid);
            }
            statement.execute("DELETE FROM solid_queue_processes WHERE pid = " + pid);
        } finally {
            ended.countDown();
        }
    }

    /** Whether there was a job. */
    private static boolean work(Statement statement) throws SQLException, InterruptedException {
        long job;
        try (ResultSet claimed = statement.executeQuery(CLAIM)) {
            if (!claimed.next()) {
                return false;
            }
            job = claimed.getLong(1);
        }
        // What it does takes a while, so that there is always somebody who would lose his job half done.
        TimeUnit.MILLISECONDS.sleep(50);
        statement.execute(FINISH.formatted(job));
        return true;
    }
}
