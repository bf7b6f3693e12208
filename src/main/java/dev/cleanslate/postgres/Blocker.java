package dev.cleanslate.postgres;

/**
 * A session (or a prepared transaction, with pid 0) that holds a lock on a table asked about. {@code command} is the
 * first word of its statement and no more, since the rest may hold data. What this role may not see says so in words.
 */
public record Blocker(
        QualifiedName table,
        String mode,
        int pid,
        String user,
        String applicationName,
        String state,
        String since,
        String command) {

    @Override
    public String toString() {
        return who() + " holds " + mode + " on " + table + ", " + state + " since " + since + ", command " + command;
    }

    public String who() {
        String who = pid == 0 ? applicationName : "process " + pid + " (application \"" + applicationName + "\")";
        return who + " of user " + user;
    }
}
