package dev.cleanslate.session;

import dev.cleanslate.session.Invocation.ScanWish;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A scan of a database by its URL, and what its record says. */
record Scanned(Ran ran) {

    static Scanned of(Playground playground) {
        return of(playground, playground.database.url(), ScanWish.USUAL);
    }

    static Scanned of(Playground playground, String url, ScanWish wish) {
        return of(playground, url, wish, false);
    }

    static Scanned of(Playground playground, String url, ScanWish wish, boolean showValues) {
        return new Scanned(playground.run(new Invocation(
                        Command.SCAN,
                        Optional.empty(),
                        Optional.of(url),
                        List.of(),
                        List.of(),
                        playground.suites,
                        playground.reports,
                        Consent.NONE,
                        Optional.empty(),
                        new Invocation.Output(false, false, showValues),
                        playground.environment)
                .scanning(wish)));
    }

    int exitCode() {
        return ran.exitCode();
    }

    List<JsonNode> findings() {
        return ran.record().path("findings").valueStream().toList();
    }

    /** {@code critical demo-email users.email 100}, sorted. */
    List<String> found() {
        return findings().stream()
                .map(f -> f.path("severity").asString() + " "
                        + f.path("detector").asString() + " "
                        + f.path("table").asString() + "." + f.path("column").asString() + " "
                        + f.path("rows").asLong())
                .sorted()
                .toList();
    }

    /** One line each: {@code table.column: why}. */
    String unread() {
        return ran.record()
                .path("scan")
                .path("unread")
                .valueStream()
                .map(u -> u.path("table").asString() + "." + u.path("column").asString("") + ": "
                        + u.path("why").asString())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    long tables() {
        return ran.record().path("scan").path("tables").asLong();
    }
}
