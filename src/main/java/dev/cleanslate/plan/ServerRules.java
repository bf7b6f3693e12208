package dev.cleanslate.plan;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.ServerFacts;
import dev.cleanslate.suite.Place;

/** What the server itself must be for a reset to be made and proved on it. */
final class ServerRules {

    private static final int OLDEST_MAJOR = 14;

    private ServerRules() {}

    static void check(Catalog catalog, Place place, Findings findings) {
        ServerFacts server = catalog.server();
        String database = "database " + server.database();
        if (server.major() < OLDEST_MAJOR) {
            findings.rule(
                    place,
                    database + " is on PostgreSQL " + server.version() + ", and " + OLDEST_MAJOR
                            + " is the oldest that is supported. Upgrade the server.");
        }
        if (server.inRecovery()) {
            findings.rule(
                    place,
                    database + " is a standby in recovery, which no reset can write to. Use the primary's address.");
        } else if (server.readOnly()) {
            findings.rule(
                    place,
                    database + " is set read-only (default_transaction_read_only), so no reset can write to it."
                            + " Switch that off for this role or database.");
        }
        if (!server.trackCounts()) {
            findings.rule(
                    place,
                    database + " has track_counts off, so nothing counts the rows that a reset touches and"
                            + " protection cannot be proved. Set track_counts = on.");
        }
        if (!server.subscriptions().isEmpty()) {
            findings.warn("Subscription " + String.join(", ", server.subscriptions())
                    + " may bring rows back into wiped tables: disable it for the reset.");
        }
        if (!server.eventTriggers().isEmpty()) {
            findings.warn("Event trigger " + String.join(", ", server.eventTriggers())
                    + " is enabled and may act on the ALTER statements of a reset.");
        }
    }
}
