package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.UnreadableRecord;
import dev.cleanslate.run.Certification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where certificates are: one beside the record of each rehearsal that passed. */
public final class Certificates {

    private Certificates() {}

    /**
     * The certificate of the newest run of this suite on this target that left one. It is taken as it is, also when it is
     * damaged: to fall back to an older one would hide that somebody changed it.
     */
    public static Optional<CertificateFile> newest(Path reports, String target, String suite) throws IOException {
        Path runs = runs(reports, target, suite);
        if (!Files.isDirectory(runs)) {
            return Optional.empty();
        }
        List<Path> files;
        try (Stream<Path> folders = Files.list(runs)) {
            files = folders.filter(RunId::names)
                    .map(folder -> folder.resolve(Certificate.NAME))
                    .filter(Files::isRegularFile)
                    .toList();
        }
        return files.stream()
                .map(CertificateFile::read)
                .filter(Certificates::mayBeOfARehearsal)
                .max(Comparator.comparing(Certificates::second).thenComparing(Certificates::issued));
    }

    /**
     * That of the newest certification that left one. A damaged one is taken as it is, where the record beside it is that
     * of a certification.
     */
    public static Optional<CertificateFile> newestHandOff(Path reports, String target, String suite)
            throws IOException {
        for (Path folder : RunFolders.newestFirst(reports, Optional.of(target), Optional.of(suite))) {
            Path file = folder.resolve(Certificate.NAME);
            if (Files.isRegularFile(file)) {
                CertificateFile read = CertificateFile.read(file);
                boolean handOff = read instanceof CertificateFile.Whole whole
                        ? whole.said().kind().equals(RunCertificate.HAND_OFF)
                        : Files.exists(folder.resolve(RunRecord.NAME))
                                && Files.readString(folder.resolve(RunRecord.NAME), StandardCharsets.ISO_8859_1)
                                        .contains("\"command\": \"certify\"");
                if (handOff) {
                    return Optional.of(read);
                }
            }
        }
        return Optional.empty();
    }

    /** Certifications that came after that run, or may have, and did not certify: what they say outweighs it. */
    public static List<String> refusedSince(Path reports, String target, String suite, String run) throws IOException {
        List<String> refused = new ArrayList<>();
        for (Path folder : RunFolders.newestFirst(reports, Optional.of(target), Optional.of(suite))) {
            String name = String.valueOf(folder.getFileName());
            if (secondOf(name).compareTo(secondOf(run)) < 0) {
                break;
            }
            Path record = folder.resolve(RunRecord.NAME);
            if (!name.equals(run) && Files.isRegularFile(record)) {
                try {
                    RunRecord.of(Files.readAllBytes(record))
                            .certification()
                            .filter(result -> result.verdict().equals(Certification.NOT_CERTIFIED))
                            .ifPresent(result -> refused.add(name));
                } catch (UnreadableRecord unreadable) {
                    throw new IOException(record + ": " + unreadable.getMessage(), unreadable);
                }
            }
        }
        return refused;
    }

    private static String secondOf(String run) {
        return run.substring(0, Math.min(run.length(), RunId.SECOND_LENGTH));
    }

    /** Where the runs of this suite on this target are, or will be. */
    public static Path runs(Path reports, String target, String suite) {
        return reports.resolve(FolderName.of(target)).resolve(FolderName.of(suite));
    }

    private static boolean mayBeOfARehearsal(CertificateFile file) {
        return !(file instanceof CertificateFile.Whole whole)
                || whole.said().kind().equals(Certificate.REHEARSAL);
    }

    private static String second(CertificateFile file) {
        String run = file.file().getName(file.file().getNameCount() - 2).toString();
        return run.substring(0, RunId.SECOND_LENGTH);
    }

    private static Instant issued(CertificateFile file) {
        return file instanceof CertificateFile.Sound sound ? sound.certificate().issuedAt() : Instant.MAX;
    }
}
