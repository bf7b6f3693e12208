package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.TableResult;
import dev.cleanslate.evidence.record.UnreadableRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The newest reset of a target that was committed, by its record, or its certificate: the hand-off a scan goes by. */
public record LastReset(String run, Instant at, String database, Set<String> leftEmpty, boolean sound) {

    public LastReset {
        leftEmpty = Set.copyOf(leftEmpty);
    }

    /** {@code sound}: whether record, journal and what is signed beside them agree. */
    public static Optional<LastReset> of(Path reports, String target, String suite) throws IOException {
        Path runs = reports.resolve(FolderName.of(target)).resolve(FolderName.of(suite));
        if (!Files.isDirectory(runs)) {
            return Optional.empty();
        }
        List<Path> newestFirst;
        try (Stream<Path> folders = Files.list(runs)) {
            newestFirst = folders.filter(RunId::names)
                    .sorted(Comparator.comparing(Path::toString).reversed())
                    .toList();
        }
        for (Path folder : newestFirst) {
            Optional<LastReset> reset = read(folder);
            if (reset.isPresent()) {
                return Optional.of(reset.get().handedOff(Certificates.newestHandOff(reports, target, suite)));
            }
        }
        return Optional.empty();
    }

    /** Where it was certified since then, the signed certificate of that is what a scan goes by. */
    private LastReset handedOff(Optional<CertificateFile> certificate) {
        if (!(certificate.orElse(null) instanceof CertificateFile.OfRun signed)
                || signed.said().chain().stream().noneMatch(link -> link.run().equals(run))) {
            return this;
        }
        Path folder = Objects.requireNonNull(signed.file().toAbsolutePath().getParent(), "a file is in a folder");
        boolean whole = Verification.of(folder, Optional.empty()).exitCode() == 0;
        return new LastReset(signed.said().run(), signed.said().issuedAt(), database, leftEmpty, sound && whole);
    }

    private static Optional<LastReset> read(Path folder) throws IOException {
        Path file = folder.resolve(RunRecord.NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        RunRecord record;
        try {
            record = RunRecord.of(Files.readAllBytes(file));
        } catch (UnreadableRecord torn) {
            return Optional.empty();
        }
        if (!record.is("reset")
                || !record.committed()
                || record.finishedAt().isEmpty()
                || record.database().isEmpty()) {
            return Optional.empty();
        }
        Set<String> leftEmpty = record.tables().stream()
                .filter(table -> table.measured() && table.after() == 0)
                .map(TableResult::name)
                .collect(Collectors.toSet());
        boolean sound = Verification.of(folder, Optional.empty()).exitCode() == 0;
        RunRecord.Database database = record.database().get();
        return Optional.of(new LastReset(
                record.run(),
                Instant.parse(record.finishedAt().get()),
                ScanHistory.database(database.systemIdentifier(), database.name()),
                leftEmpty,
                sound));
    }
}
