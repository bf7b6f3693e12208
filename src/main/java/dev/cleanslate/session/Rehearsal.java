package dev.cleanslate.session;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.rehearsal.Backup;
import dev.cleanslate.rehearsal.Clone;
import dev.cleanslate.rehearsal.EmbeddedRequest;
import dev.cleanslate.rehearsal.EmbeddedServer;
import dev.cleanslate.rehearsal.Restoring;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.run.TableProof;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The steps that only a rehearsal has: a copy before, and what is kept of it after. */
final class Rehearsal {

    private Rehearsal() {}

    static void server(Workbench bench, String step) {
        int major = bench.catalog().server().major();
        bench.events().tell(new RunEvent.Working(step, "starting PostgreSQL " + major));
        EmbeddedServer server = EmbeddedServer.start(
                new EmbeddedRequest(major, Map.of("wal_level", "minimal", "max_wal_senders", "0")));
        server.leaveExitToOwner();
        bench.throwaway(server);
    }

    static void restore(Workbench bench, String step) {
        Backup backup = bench.backup().orElseThrow();
        DatabaseUrl url = DemoServer.made(bench.throwaway(), bench.url().database());
        var restoring = new Restoring(backup, what -> bench.events().tell(new RunEvent.Working(step, what)));
        bench.whenCancelled(restoring::cancel);
        Duration took = restoring.from(bench.session(), url);
        bench.copy(Copy.at(
                url,
                new Copy.Origin("embedded", took, Optional.of(Backups.described(backup, Instant.now())), () -> {})));
    }

    /** A copy that holds anything else would prove something else. */
    static void compare(Workbench bench, String step) {
        bench.backup().orElseThrow().contents().ifPresent(source -> {
            List<String> differences = source.differences(bench.copy()
                    .contents(what -> bench.events().tell(new RunEvent.Working(step, "comparing " + what))));
            if (!differences.isEmpty()) {
                throw new StepFailure(
                        StepFailure.Kind.DATABASE,
                        "the restored copy does not hold what the database held when the backup was taken: "
                                + String.join("; ", differences)
                                + ". A backup that does not bring back the same rows is no way back. Nothing was changed.");
            }
        });
    }

    /** A throwaway target is cloned on its own server: nothing of it is worth a backup, and no client tools are needed. */
    static void copy(Workbench bench, String step) {
        bench.events().tell(new RunEvent.Working(step, "cloning the database"));
        bench.letGo();
        long started = System.nanoTime();
        Clone clone = Clone.of(bench.url(), bench.url().database() + "_rehearsal");
        bench.copy(Copy.at(
                clone.url(),
                new Copy.Origin(
                        "clone", Duration.ofNanos(System.nanoTime() - started), Optional.empty(), clone::close)));
    }

    /** Stops the commit when other rows went than were rehearsed, or many more. */
    static void requireForetold(Workbench bench) {
        Foretold foretold = bench.foretold().orElseThrow();
        foretold.require(bench.proofs());
        bench.warrant()
                .ifPresent(warrant -> warrant.rows(bench)
                        .unlessWithin(bench.proofs().stream()
                                .mapToLong(TableProof::removed)
                                .sum())
                        .ifPresent(objection -> {
                            throw new StepFailure(StepFailure.Kind.REFUSED, objection);
                        }));
    }

    static void keep(Workbench bench) {
        Map<String, Foretold.Outcome> tables = bench.proofs().stream()
                .collect(Collectors.toMap(
                        TableProof::name, proof -> new Foretold.Outcome(proof.rowsBefore(), proof.removed())));
        bench.certify(Certifying.rehearsed(bench));
        bench.foretold(new Foretold(bench.fitting(), bench.plan(), tables));
        bench.events()
                .tell(new RunEvent.Next(
                        bench.paired ? "the reset itself follows." : "not executed: " + Decision.optIn(bench)));
    }
}
