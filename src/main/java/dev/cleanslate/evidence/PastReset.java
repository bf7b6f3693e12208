package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.StepResult;
import dev.cleanslate.suite.Suite.Fingerprinting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A reset that was committed, as its record tells it: what a certification is of, and what it compares with. */
public record PastReset(
        Path folder,
        String run,
        String suite,
        Instant at,
        String outcome,
        String message,
        String systemIdentifier,
        String database,
        String planDigest,
        String suiteDigest,
        String schemaFingerprint,
        List<Trigger> triggers,
        List<Table> tables,
        List<Smoke> smoke,
        Optional<Rehearsal> rehearsal) {

    public PastReset {
        triggers = List.copyOf(triggers);
        tables = List.copyOf(tables);
        smoke = List.copyOf(smoke);
    }

    /** A trigger that was switched off meanwhile, and the state it was to end in. */
    public record Trigger(String table, String name, String state) {}

    /** {@code how}: what the fingerprint is of. */
    public record Table(String name, String fate, long rows, String fingerprint, Fingerprinting how) {}

    public record Smoke(String name, String status) {}

    /** {@code certificate} is the SHA-256 of its file. */
    public record Rehearsal(String run, String certificate) {}

    public boolean passed() {
        return outcome.equals("passed");
    }

    public Optional<Table> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /** The newest of this target and suite. */
    public static Optional<PastReset> newest(Path reports, String target, String suite) throws IOException {
        for (Path folder : RunFolders.newestFirst(reports, Optional.of(target), Optional.of(suite))) {
            Optional<PastReset> reset = of(folder);
            if (reset.isPresent()) {
                return reset;
            }
            // To pass over it for an older one would hide that somebody changed it.
            if (CertificateFile.read(folder.resolve(Certificate.NAME)) instanceof CertificateFile.OfRun signed
                    && signed.said().kind().equals(RunCertificate.RESET)) {
                throw new IOException(folder + " has the signed certificate of a reset, and its " + RunRecord.NAME
                        + " is not the record of one any more");
            }
        }
        return Optional.empty();
    }

    /** Empty where that is no folder of a reset that was committed. */
    public static Optional<PastReset> of(Path folder) throws IOException {
        return record(folder)
                .filter(record -> record.path("command").asString("").equals("reset")
                        && record.path("committed").asBoolean(false)
                        && record.path("finishedAt").isString())
                .flatMap(record -> read(folder, record));
    }

    /** Whether one was committed in this very database, also one that was killed after its commit. */
    public static boolean committed(Path reports, String target, String suite, String systemIdentifier, String database)
            throws IOException {
        for (Path folder : RunFolders.newestFirst(reports, Optional.of(target), Optional.of(suite))) {
            Optional<JsonNode> reset = record(folder)
                    .filter(record -> text(record, "command").equals("reset")
                            && record.path("committed").asBoolean(false)
                            && text(record.path("database"), "systemIdentifier").equals(systemIdentifier)
                            && text(record.path("database"), "name").equals(database));
            if (reset.isPresent()) {
                return true;
            }
        }
        return false;
    }

    /**
     * What was done to this target after that: the runs that wrote to it, or may have, each in a few words, and those of
     * whose record nothing can be read. A reset of another suite is its own matter. Beside the reset is looked too, where
     * that lies elsewhere.
     */
    public static List<String> since(Path reports, String target, PastReset reset) throws IOException {
        Map<String, Path> runs = new TreeMap<>();
        for (Path folder : RunFolders.newestFirst(reports, Optional.of(target), Optional.empty())) {
            runs.put(String.valueOf(folder.getFileName()), folder);
        }
        for (Path folder : beside(reset, target)) {
            runs.putIfAbsent(String.valueOf(folder.getFileName()), folder);
        }
        List<String> since = new ArrayList<>();
        for (Map.Entry<String, Path> run : runs.entrySet()) {
            boolean earlier = run.getKey()
                            .substring(0, RunId.SECOND_LENGTH)
                            .compareTo(reset.run().substring(0, RunId.SECOND_LENGTH))
                    < 0;
            if (!earlier && !run.getKey().equals(reset.run())) {
                said(run.getValue(), reset).ifPresent(since::add);
            }
        }
        return List.copyOf(since);
    }

    /** An archive keeps the runs of all suites of a target as the reports do, or those of one in one folder. */
    private static List<Path> beside(PastReset reset, String target) throws IOException {
        Path run = reset.folder().toAbsolutePath().normalize();
        Path ofTarget =
                Optional.ofNullable(run.getParent()).map(Path::getParent).orElse(null);
        Path reports = Optional.ofNullable(ofTarget).map(Path::getParent).orElse(null);
        return ofTarget != null
                        && reports != null
                        && String.valueOf(ofTarget.getFileName()).equals(FolderName.of(target))
                ? RunFolders.newestFirst(reports, Optional.of(target), Optional.empty())
                : RunFolders.beside(run);
    }

    private static Optional<String> said(Path folder, PastReset reset) throws IOException {
        Optional<JsonNode> record = record(folder);
        if (record.isEmpty()) {
            return Optional.of("run " + folder.getFileName() + ", of whose " + RunRecord.NAME + " in " + folder
                    + " nothing can be read");
        }
        try {
            return Instant.parse(text(record.get(), "startedAt")).isAfter(reset.at())
                    ? wrote(record.get(), reset)
                    : Optional.empty();
        } catch (DateTimeException noTime) {
            return Optional.of("run " + folder.getFileName() + ", whose " + RunRecord.NAME + " in " + folder
                    + " does not say when it began");
        }
    }

    private static Optional<String> wrote(JsonNode record, PastReset reset) {
        String command = record.path("command").asString("");
        boolean restored = command.equals("restore");
        // The folder's name is the suite's, but for what a file system does not take; the record says it as it is.
        boolean again = command.equals("reset") && text(record, "suite").equals(reset.suite());
        boolean wrote = record.path("committed").asBoolean(false)
                || record.path("commit").path("state").asString("none").equals("in-doubt");
        return (restored || again) && wrote
                ? Optional.of((restored ? "restore " : "reset ")
                        + record.path("run").asString("") + " at "
                        + record.path("startedAt").asString(""))
                : Optional.empty();
    }

    private static Optional<JsonNode> record(Path folder) throws IOException {
        Path file = folder.resolve(RunRecord.NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(RecordFile.read(Files.readAllBytes(file)));
        } catch (JacksonException torn) {
            return Optional.empty();
        }
    }

    private static Optional<PastReset> read(Path folder, JsonNode record) {
        Instant at;
        try {
            at = Instant.parse(record.path("finishedAt").asString(""));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
        JsonNode plan = record.path("plan");
        JsonNode rehearsal = record.path("rehearsal");
        return Optional.of(new PastReset(
                folder,
                text(record, "run"),
                text(record, "suite"),
                at,
                text(record, "outcome"),
                text(record, "message"),
                text(record.path("database"), "systemIdentifier"),
                text(record.path("database"), "name"),
                text(plan, "digest"),
                text(plan, "suiteDigest"),
                text(plan, "schemaFingerprint"),
                plan.path("triggers")
                        .valueStream()
                        .map(t -> new Trigger(text(t, "table"), text(t, "name"), text(t, "before")))
                        .toList(),
                record.path("tables")
                        .valueStream()
                        .filter(t -> t.path("measured").asBoolean(false))
                        .map(t -> new Table(
                                text(t, "name"),
                                text(t, "fate"),
                                t.path("after").asLong(0),
                                text(t, "fingerprintAfter"),
                                how(plan, text(t, "name"))))
                        .toList(),
                record.path("steps")
                        .valueStream()
                        .filter(s -> text(s, "stage").equals("smoke") && !leftOut(s))
                        .map(s -> new Smoke(text(s, "name"), text(s, "status")))
                        .toList(),
                rehearsal.isObject()
                        ? Optional.of(new Rehearsal(text(rehearsal, "run"), text(rehearsal, "certificate")))
                        : Optional.empty()));
    }

    /** It belonged to another variant, or asked of what was not there to be asked. */
    private static boolean leftOut(JsonNode step) {
        return text(step, "status").equals("skipped") && text(step, "message").startsWith(StepResult.LEFT_OUT);
    }

    private static Fingerprinting how(JsonNode plan, String table) {
        String word = plan.path("tables")
                .valueStream()
                .filter(t -> text(t, "name").equals(table))
                .map(t -> text(t, "fingerprint"))
                .findFirst()
                .orElse("");
        return Stream.of(Fingerprinting.values())
                .filter(how -> how.name().equalsIgnoreCase(word))
                .findFirst()
                .orElse(Fingerprinting.OFF);
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? value.asString() : "";
    }
}
