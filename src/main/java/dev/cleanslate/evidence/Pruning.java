package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunOutline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which past runs may go: those that are old, are not among the newest of their suite, and that nothing needs. */
public record Pruning(Path reports, List<PastRun> goes, Map<PastRun, String> stays, History history) {

    private static final Set<String> NEEDED = Set.of("rehearse", "reset", "restore", "certify");

    public Pruning {
        goes = List.copyOf(goes);
        stays = new LinkedHashMap<>(stays);
    }

    /** {@code keep}: how long every run stays; {@code atLeast}: how many of each target and suite do, however old. */
    public record Retention(Duration keep, int atLeast) {}

    /** Decided once, and nothing is touched. What has no record that can be read stays, since nobody knows what it is. */
    public static Pruning of(Path reports, History.Wanted wanted, Retention retention, Instant now)
            throws IOException, History.Unknown {
        History history = History.of(reports, wanted);
        Map<List<String>, List<PastRun>> suites = new LinkedHashMap<>();
        history.runs()
                .forEach(run -> suites.computeIfAbsent(
                                List.of(run.outline().target(), run.outline().suite()), any -> new ArrayList<>())
                        .add(run));
        List<PastRun> goes = new ArrayList<>();
        Map<PastRun, String> stays = new LinkedHashMap<>();
        Instant oldest = now.minus(retention.keep());
        for (List<PastRun> suite : suites.values()) {
            Map<PastRun, String> needed = needed(reports, suite, now);
            for (int i = 0; i < suite.size(); i++) {
                PastRun run = suite.get(i);
                if (i >= retention.atLeast() && run.outline().began().isBefore(oldest)) {
                    String why = needed.get(run);
                    if (why == null) {
                        goes.add(run);
                    } else {
                        stays.put(run, why);
                    }
                }
            }
        }
        return new Pruning(reports, goes, stays, history);
    }

    private static Map<PastRun, String> needed(Path reports, List<PastRun> newestFirst, Instant now)
            throws IOException {
        Map<PastRun, String> needed = new HashMap<>();
        Map<String, PastRun> newest = new HashMap<>();
        boolean certificate = false;
        for (PastRun run : newestFirst) {
            RunOutline o = run.outline();
            Path file = run.folder().resolve(Certificate.NAME);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                if (!certificate) {
                    needed.put(run, "it holds the newest certificate");
                    certificate = true;
                }
                certified(reports, run, file, now).ifPresent(why -> needed.putIfAbsent(run, why));
            }
            if (o.inDoubt()) {
                needed.putIfAbsent(run, "its commit is in doubt");
            } else if (!o.finished() && run.underWay()) {
                needed.putIfAbsent(run, "it is under way");
            } else if (signedOff(run.folder())) {
                needed.putIfAbsent(run, "somebody signed it off");
            }
            boolean counts = o.passed() || o.committed();
            if (counts && NEEDED.contains(o.command()) && newest.putIfAbsent(o.command(), run) == null) {
                needed.putIfAbsent(run, "it is the newest " + o.command() + " that passed or was committed");
            }
        }
        // A reset that stays would otherwise name a rehearsal that nobody can look at any more.
        Set<String> wentBy = new HashSet<>();
        needed.keySet().forEach(run -> run.outline().rehearsal().ifPresent(r -> wentBy.add(r.run())));
        newestFirst.stream()
                .filter(run -> wentBy.contains(run.outline().run()))
                .forEach(run -> needed.putIfAbsent(run, "a reset that stays went by it"));
        return needed;
    }

    private static Optional<String> certified(Path reports, PastRun run, Path file, Instant now) throws IOException {
        if (!(CertificateFile.read(file) instanceof CertificateFile.Sound sound)) {
            return Optional.of("its certificate cannot be read, so nobody knows what needs it");
        }
        Certificate certificate = sound.certificate();
        if (!certificate.kind().equals(Certificate.REHEARSAL)) {
            return Optional.of("it certifies a " + certificate.kind());
        }
        if (now.isBefore(certificate.expiresAt())) {
            return Optional.of("its certificate is valid until " + certificate.expiresAt());
        }
        Certificate.Backup backup = certificate.backup();
        return backup != null && isThere(reports, run, backup.sha256())
                ? Optional.of("it vouches for a backup that is still there")
                : Optional.empty();
    }

    /** Backups that runs take lie below their target unless it says otherwise, each with a manifest that holds its digest. */
    private static boolean isThere(Path reports, PastRun run, String sha256) throws IOException {
        Path backups = reports.resolve(FolderName.of(run.outline().target())).resolve("backups");
        if (!Files.isDirectory(backups)) {
            return false;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(backups)) {
            for (Path backup : all) {
                Path manifest = backup.resolve("manifest.json");
                if (Files.isRegularFile(manifest)
                        && new String(Files.readAllBytes(manifest), StandardCharsets.UTF_8).contains(sha256)) {
                    return true;
                }
            }
        }
        return false;
    }

    static boolean signedOff(Path folder) throws IOException {
        try (DirectoryStream<Path> signed = Files.newDirectoryStream(folder, "sign-off-*.json")) {
            return signed.iterator().hasNext();
        }
    }
}
