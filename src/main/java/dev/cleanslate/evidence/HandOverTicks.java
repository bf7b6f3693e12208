package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.CertificationResult;
import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.UnreadableRecord;
import dev.cleanslate.seal.Digest;
import dev.cleanslate.seal.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What people have ticked of a hand-over, and what there is to tick. */
public final class HandOverTicks {

    private HandOverTicks() {}

    /** Who said so, with which key, and for the certificate of which run. */
    public record Ticked(String role, String name, String key, Instant at, String run) {}

    /**
     * What was ticked for earlier hand-offs of the same reset by keys that the target knows for the role; of an item that
     * was ticked twice, the newer.
     */
    public static Map<String, List<Ticked>> counted(
            Path reports,
            String target,
            String suite,
            String reset,
            Map<String, List<String>> keys,
            String rehearsalRole,
            Instant now)
            throws IOException {
        Map<String, List<Ticked>> counted = new LinkedHashMap<>();
        for (Path folder : RunFolders.newestFirst(reports, Optional.of(target), Optional.of(suite))) {
            Path file = folder.resolve(Certificate.NAME);
            if (!Files.isRegularFile(file)
                    || TicksFile.beside(file).isEmpty()
                    || !(CertificateFile.read(file) instanceof CertificateFile.OfRun signed)
                    || !signed.said().handsOff()
                    || signed.said().chain().stream()
                            .noneMatch(link -> link.run().equals(reset))) {
                continue;
            }
            beside(signed, keys, rehearsalRole, now)
                    .forEach((item, by) -> counted.computeIfAbsent(item, text -> new ArrayList<>())
                            .addAll(by));
        }
        return counted;
    }

    /** What was ticked for this very certificate, by keys that the target knows for the role. */
    public static Map<String, List<Ticked>> beside(
            CertificateFile.OfRun certificate, Map<String, List<String>> keys, String rehearsalRole, Instant now)
            throws IOException {
        Map<String, List<Ticked>> counted = new LinkedHashMap<>();
        for (TicksFile.Sound found : TicksFile.of(certificate)) {
            Ticks ticks = found.ticks();
            List<SignOffFile> asSignOff =
                    List.of(new SignOffFile.Sound(found.file(), ticks.asSignOff(), found.signer()));
            if (!SignOffs.approved(keys, rehearsalRole, certificate, asSignOff, now)
                    .isEmpty()) {
                Ticked by = new Ticked(
                        ticks.role(),
                        Objects.requireNonNullElse(ticks.name(), ""),
                        found.signer().id(),
                        ticks.signedAt(),
                        ticks.run());
                ticks.items()
                        .forEach(item -> counted.computeIfAbsent(item, text -> new ArrayList<>())
                                .add(by));
            }
        }
        return counted;
    }

    /**
     * The items of the record beside this certificate that are left for that role.
     *
     * @throws IOException also where the record is not the one that the certificate names
     */
    public static List<String> open(CertificateFile.OfRun certificate, String role) throws IOException {
        return open(certificate).stream()
                .filter(item -> item.role().filter(role::equals).isPresent())
                .map(CertificationResult.Item::what)
                .toList();
    }

    /** Those of all roles. */
    public static List<CertificationResult.Item> open(CertificateFile.OfRun certificate) throws IOException {
        Path file = certificate.file().resolveSibling(RunRecord.NAME);
        byte[] bytes = Files.readAllBytes(file);
        if (certificate.said().files().stream()
                .noneMatch(named ->
                        named.name().equals(RunRecord.NAME) && named.digest().equals(Digest.of(bytes)))) {
            throw new IOException("it is not the record that the certificate names");
        }
        try {
            return RunRecord.of(bytes).certification().map(CertificationResult::groups).orElse(List.of()).stream()
                    .flatMap(group -> group.items().stream())
                    .filter(item -> item.open() && item.role().isPresent())
                    .toList();
        } catch (UnreadableRecord unreadable) {
            throw new IOException(unreadable.getMessage(), unreadable);
        }
    }

    /** Ticks these, and answers the file that says so. */
    public static Path tick(
            CertificateFile.OfRun certificate,
            String role,
            List<String> items,
            Optional<String> name,
            SigningKey key,
            Instant now)
            throws IOException {
        Path written = TicksFile.write(certificate, role, items, name, key, now).file();
        ExecutionLog.drawAgain(written.resolveSibling(""));
        return written;
    }
}
