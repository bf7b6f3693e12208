package dev.cleanslate.postgres;

import java.util.List;

/** The server and database as this session sees them. */
public record ServerFacts(
        String database,
        long databaseOid,
        String systemIdentifier,
        int versionNumber,
        String version,
        String role,
        boolean superuser,
        boolean inRecovery,
        boolean readOnly,
        boolean trackCounts,
        boolean temporaryTables,
        List<String> extensions,
        List<String> eventTriggers,
        List<String> subscriptions) {

    public ServerFacts {
        extensions = List.copyOf(extensions);
        eventTriggers = List.copyOf(eventTriggers);
        subscriptions = List.copyOf(subscriptions);
    }

    public int major() {
        return versionNumber / 10000;
    }
}
