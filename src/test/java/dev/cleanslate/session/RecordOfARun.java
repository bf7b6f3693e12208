package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.Journal;
import dev.cleanslate.evidence.JournalCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a run that was hit has left, held against what became of its database. */
record RecordOfARun(Optional<Path> journal, Path reports, String which) {

    static RecordOfARun in(Path reports, String which) {
        return new RecordOfARun(Journals.find(reports), reports, which);
    }

    /** {@code exit}: what the process ended with, empty when it was killed. */
    void tellsTheTruth(Playground shop, Optional<Integer> exit, boolean changed, boolean reportsWereFull)
            throws IOException {
        boolean recorded = journal.filter(file -> Files.exists(file.resolveSibling("run.json")))
                .isPresent();
        if (!recorded) {
            // Hit before there was a record, or there was no room for one: then nothing may have happened.
            assertThat(changed).as(which).isFalse();
            exit.ifPresent(code -> assertThat(code).as(which).isEqualTo(4));
            return;
        }
        Ran ran = Ran.latest(exit.orElse(137), reports);
        int said = ran.record().get("exitCode").asInt();
        String message = which + ", recorded as " + ran.record();
        if (exit.isPresent() && !reportsWereFull) {
            assertThat(said).as(message).isEqualTo(exit.get());
        }
        exit.filter(code -> code != 5)
                .ifPresent(code -> assertThat(code == 0).as(message).isEqualTo(changed));
        if (ran.committed()) {
            assertThat(changed).as(message).isTrue();
            assertThat(said).as(message).isIn(0, 5);
        } else if (said == 5) {
            assertThat(ran.record().get("message").asString()).as(message).contains("in doubt", "pg_xact_status('");
            assertThat(ran.record().get("notes").toString()).as(message).doesNotContain("othing was changed");
            String transaction = ran.record().get("commit").get("transaction").asString();
            assertThat(shop.number("SELECT (pg_xact_status('" + transaction + "') = 'committed')::int") == 1)
                    .as(message)
                    .isEqualTo(changed);
        } else {
            assertThat(said).as(message).isEqualTo(4);
            assertThat(changed).as(message).isFalse();
            assertThat(ran.outcome()).as(message).isEqualTo("error");
        }
        theChainHolds(message, exit.isEmpty(), changed, reportsWereFull);
    }

    private void theChainHolds(String message, boolean killed, boolean changed, boolean full) throws IOException {
        Path file = journal.orElseThrow();
        JournalCheck check = Journal.verify(file);
        boolean cutShort = check.broken()
                .filter(broken -> killed && broken.line() == check.lines() + 1)
                .isPresent();
        boolean neverBegun = full && check.lines() == 0;
        assertThat(check.whole() || cutShort || neverBegun)
                .as(message + ", " + check)
                .isTrue();
        if (changed) {
            assertThat(Files.readString(file)).as(message).contains("\"committing\"");
        }
    }
}
