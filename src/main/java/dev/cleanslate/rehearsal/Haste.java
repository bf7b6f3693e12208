package dev.cleanslate.rehearsal;

import java.util.Map;

/** Settings of a server whose data nobody will miss: no waiting for the disk, and memory for a restore. */
final class Haste {

    static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("fsync", "off"),
            Map.entry("full_page_writes", "off"),
            Map.entry("synchronous_commit", "off"),
            Map.entry("wal_level", "minimal"),
            Map.entry("max_wal_senders", "0"),
            Map.entry("archive_mode", "off"),
            Map.entry("max_wal_size", "2GB"),
            Map.entry("checkpoint_timeout", "1h"),
            Map.entry("shared_buffers", "128MB"),
            Map.entry("maintenance_work_mem", "128MB"),
            // Whoever fills the server analyzes it; a worker that wakes up meanwhile would be in the way of the locks
            // that a rehearsal measures.
            Map.entry("autovacuum", "off"),
            // A copy of many tables is locked as a whole.
            Map.entry("max_locks_per_transaction", "256"),
            // What is proved by counters is proved on the copy as well.
            Map.entry("track_counts", "on"));

    private Haste() {}
}
