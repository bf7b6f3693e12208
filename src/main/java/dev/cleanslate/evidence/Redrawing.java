package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.Rehearsal;
import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.UnreadableRecord;
import dev.cleanslate.evidence.report.Report;
import dev.cleanslate.seal.Digest;
import dev.cleanslate.seal.PublicKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The report of a run that is over, drawn again. The same program draws the same bytes; what a certificate names is never
 * replaced by others.
 */
public final class Redrawing {

    private Redrawing() {}

    /** Into {@code out}, or beside the record. Answers the files that were written. */
    public static List<Path> of(Path folder, Optional<String> language, Optional<Path> out)
            throws IOException, Refused {
        Path record = folder.resolve(RunRecord.NAME);
        if (!Files.isRegularFile(record)) {
            throw new Refused(
                    2,
                    folder + ": this is not the folder of a run: it holds no " + RunRecord.NAME
                            + ". Name a folder <reports>/<target>/<suite>/<run id>.");
        }
        Map<Path, byte[]> files = new LinkedHashMap<>();
        try {
            Report report = Report.of(Files.readAllBytes(record), language);
            Path place = out.orElse(folder);
            draw(report, place, files);
            Report since = since(report, folder.resolve(Certificate.NAME));
            if (since.signed()) {
                draw(since, place, files);
            }
            RunRecord facts = RunRecord.of(Files.readAllBytes(record));
            if (facts.finishedAt().isPresent()) {
                // A run that is under way, or was killed, has left none.
                files.put(place.resolve(JUnitXml.NAME), JUnitXml.of(facts).getBytes(StandardCharsets.UTF_8));
            }
            files.put(place.resolve(ExecutionLog.NAME), ExecutionLog.of(folder).getBytes(StandardCharsets.UTF_8));
        } catch (UnreadableRecord e) {
            throw new Refused(2, record + ": " + e.getMessage());
        }
        if (out.isPresent()) {
            Files.createDirectories(out.get());
        } else {
            requireSame(folder, files);
        }
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            RecordFile.replace(file.getKey(), file.getValue());
        }
        return List.copyOf(files.keySet());
    }

    private static void draw(Report report, Path place, Map<Path, byte[]> files) {
        files.put(place.resolve(report.nameOf(Report.HTML)), report.html());
        files.put(place.resolve(report.nameOf(Report.PDF)), report.pdf());
    }

    /** Who signed for a hand-off came after its report, which its certificate binds: they stand in one beside it. */
    static Report since(Report report, Path certificate) throws IOException {
        if (!(CertificateFile.read(certificate) instanceof CertificateFile.OfRun signed)
                || !signed.said().handsOff()) {
            return report;
        }
        Report since = report.acceptedBy(SignOffs.of(signed).stream()
                .map(file -> signed(
                        file.signOff().role(),
                        file.signOff().name(),
                        file.signer(),
                        file.signOff().signedAt()))
                .toList());
        for (TicksFile.Sound file : TicksFile.of(signed)) {
            Ticks ticks = file.ticks();
            since = since.tickedBy(signed(ticks.role(), ticks.name(), file.signer(), ticks.signedAt()), ticks.items());
        }
        return since;
    }

    private static Rehearsal.Signed signed(String role, @Nullable String name, PublicKey key, Instant at) {
        return new Rehearsal.Signed(role, Objects.requireNonNullElse(name, ""), key.id(), at.toString());
    }

    private static void requireSame(Path folder, Map<Path, byte[]> files) throws Refused {
        if (CertificateFile.read(folder.resolve(Certificate.NAME)) instanceof CertificateFile.Whole certificate) {
            for (Map.Entry<Path, byte[]> file : files.entrySet()) {
                String name = String.valueOf(file.getKey().getFileName());
                Optional<String> named = certificate.said().files().stream()
                        .filter(f -> f.name().equals(name))
                        .map(Digest.NamedDigest::digest)
                        .findFirst();
                if (named.isPresent() && !named.get().equals(Digest.of(file.getValue()))) {
                    throw new Refused(
                            3,
                            file.getKey()
                                    + ": the certificate beside it names another file of that name than this version"
                                    + " of Cleanslate draws, and putting this one there would break it. Draw it elsewhere with"
                                    + " --out DIR. Nothing was written.");
                }
            }
        }
    }
}
