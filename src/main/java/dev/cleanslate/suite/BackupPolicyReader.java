package dev.cleanslate.suite;

import java.util.List;

/** Reads which backup a target's runs go by. */
record BackupPolicyReader(Values values) {

    private static final List<String> KEYS = List.of("file", "max-age", "folder", "jobs");
    private static final int MOST_JOBS = 64;

    Target.BackupPolicy read(Entries target) {
        return target.get("backup")
                .flatMap(node -> Entries.of(node, target.what("backup"), KEYS, values))
                .map(this::policy)
                .orElse(Target.BackupPolicy.TAKEN);
    }

    private Target.BackupPolicy policy(Entries backup) {
        for (String key : List.of("folder", "jobs")) {
            if (backup.has("file") && backup.has(key)) {
                values.faults()
                        .add(
                                backup.placeOf(key),
                                backup.what(key)
                                        + " is for a backup that is taken, and \"file\" names one that is there."
                                        + " Remove one of them.");
            }
        }
        return new Target.BackupPolicy(
                backup.label("file"),
                backup.duration("max-age"),
                backup.label("folder"),
                backup.count("jobs", 1, MOST_JOBS));
    }
}
