package dev.cleanslate.session;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.rehearsal.Backup;
import dev.cleanslate.rehearsal.BackupRequest;
import dev.cleanslate.rehearsal.ToolsOfThisMachine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A shop with a backup of it, and restores of that as the command line asks for them. */
record PutBackShop(Playground shop, Backup backup) {

    /** With everything that a shop has when it is backed up. */
    static PutBackShop of(int major, Path folder) {
        return of(Playground.shop(major, folder));
    }

    static PutBackShop of(Playground shop) {
        return new PutBackShop(
                shop,
                Backup.take(new BackupRequest(
                        url(shop),
                        ToolsOfThisMachine.forServer(major(shop)),
                        shop.reports.resolveSibling("backups"),
                        2,
                        what -> {})));
    }

    private static DatabaseUrl url(Playground shop) {
        return DatabaseUrl.parse(shop.environment.getOrDefault("SHOP_URL", ""), Map.of());
    }

    private static int major(Playground shop) {
        return (int) shop.number("SELECT current_setting('server_version_num')::int / 10000");
    }

    /** As after a reset that nobody wants any more. */
    PutBackShop emptied() {
        shop.execute("TRUNCATE orders, users, audit RESTART IDENTITY; UPDATE products SET name = 'gone' WHERE id = 1");
        return this;
    }

    RestoreWish wish() {
        return wish(backup.archive());
    }

    static RestoreWish wish(Path archive) {
        return new RestoreWish(archive, Optional.empty(), false, false, Optional.empty(), List.of(), Optional.empty());
    }

    RestoreWish by(RestoreWish.Way way) {
        return new RestoreWish(
                backup.archive(), Optional.of(way), false, false, Optional.empty(), List.of(), Optional.empty());
    }

    RestoreWish tables(String... names) {
        return new RestoreWish(
                backup.archive(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                List.of(names),
                Optional.of("beside"));
    }

    Ran restore(RestoreWish wish) {
        return restore(wish, Optional.of(shop.databaseName()));
    }

    Ran restore(RestoreWish wish, Optional<String> execute) {
        return shop.run(shop.invocation(Command.RESTORE, execute).with(wish));
    }

    static String notes(Ran ran) {
        return StreamSupport.stream(ran.record().get("notes").spliterator(), false)
                .map(JsonNode::asString)
                .collect(Collectors.joining("\n"));
    }

    /** The databases that swaps keep: a server full of them takes its time to go when the tests are over. */
    static void dropKept(int major) {
        try (PgSession session = TestDatabases.of(major).create().admin()) {
            session.query("SELECT datname FROM pg_database WHERE datname LIKE '%\\_before\\_restore\\_%'")
                    .forEach(row -> session.execute("DROP DATABASE \"" + row.word("datname") + "\" WITH (FORCE)"));
        }
    }

    /** Rows, triggers and what comes next of each sequence. */
    String state() {
        return shop.state() + shop.number("SELECT last_value FROM orders_id_seq") + " "
                + shop.number("SELECT last_value FROM users_id_seq") + " "
                + shop.number("SELECT last_value FROM audit_id_seq");
    }
}
