package dev.cleanslate.postgres;

/** A session that holds the advisory lock asked about. What this role may not see says so in words. */
public record LockHolder(int pid, String user, String applicationName, String since) {

    @Override
    public String toString() {
        return "process " + pid + " (user " + user + ", application \"" + applicationName + "\", connected since "
                + since + ")";
    }
}
