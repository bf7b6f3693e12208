package dev.cleanslate.evidence;

import dev.cleanslate.seal.Opened;
import dev.cleanslate.seal.PublicKey;
import dev.cleanslate.seal.Signed;
import dev.cleanslate.seal.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Ticked items on disk, beside the certificate of the hand-off that has them; one file for each role and key. */
public sealed interface TicksFile {

    Pattern NAME = Pattern.compile("ticks-.+\\.json");

    Path file();

    record Sound(Path file, Ticks ticks, PublicKey signer) implements TicksFile {}

    /** {@code sentence} goes on from the name of the file and has no full stop. */
    record Unsound(Path file, String sentence) implements TicksFile {}

    static TicksFile read(Path file) {
        try {
            return of(file, Signed.open(Files.readAllBytes(file)));
        } catch (IOException e) {
            return new Unsound(file, "it cannot be read: " + RunFolder.why(e));
        }
    }

    static TicksFile of(Path file, Opened opened) {
        if (opened instanceof Opened.Unsound flaw) {
            return new Unsound(file, flaw.sentence());
        }
        Signed signed = ((Opened.Sound) opened).signed();
        if (!Ticks.SCHEMA.equals(signed.content().get("schema"))) {
            return new Unsound(file, "its \"schema\" is " + signed.content().get("schema") + ", not " + Ticks.SCHEMA);
        }
        try {
            return new Sound(file, RecordTree.read(signed.content(), Ticks.class), signed.signer());
        } catch (IllegalArgumentException e) {
            return new Unsound(file, String.valueOf(e.getMessage()));
        }
    }

    /** Those that lie beside a certificate, by file name. */
    static List<TicksFile> beside(Path certificate) throws IOException {
        try (Stream<Path> files = Files.list(certificate.toAbsolutePath().getParent())) {
            return files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .map(TicksFile::read)
                    .toList();
        }
    }

    /** Those beside it whose seal holds and that are for this very certificate; by whom is another question. */
    static List<Sound> of(CertificateFile.Whole certificate) throws IOException {
        return beside(certificate.file()).stream()
                .filter(Sound.class::isInstance)
                .map(Sound.class::cast)
                .filter(file -> file.ticks().certificate().equals(certificate.digest()))
                .toList();
    }

    /** Added to what the same key has ticked in that role for this certificate before. */
    static Sound write(
            CertificateFile.Whole certificate,
            String role,
            List<String> items,
            Optional<String> name,
            SigningKey key,
            Instant now)
            throws IOException {
        Path file = certificate
                .file()
                .resolveSibling(
                        "ticks-" + FolderName.of(role) + "-" + key.publicKey().id() + ".json");
        Set<String> all = new LinkedHashSet<>();
        of(certificate).stream()
                .filter(found -> found.signer().equals(key.publicKey())
                        && found.ticks().role().equals(role))
                .forEach(found -> all.addAll(found.ticks().items()));
        all.addAll(items);
        Ticks ticks = new Ticks(
                Ticks.SCHEMA,
                role,
                certificate.said().target(),
                certificate.said().suite(),
                certificate.said().run(),
                certificate.digest(),
                List.copyOf(all),
                name.orElse(null),
                now.truncatedTo(ChronoUnit.SECONDS));
        RecordFile.replace(file, Signed.by(key, RecordTree.of(ticks)).text());
        return new Sound(file, ticks, key.publicKey());
    }
}
