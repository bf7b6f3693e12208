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
import java.util.Optional;
import java.util.regex.Pattern;

/** A sign-off on disk, beside the certificate that it is for. */
public sealed interface SignOffFile {

    Pattern NAME = Pattern.compile("sign-off-.+\\.json");

    Path file();

    record Sound(Path file, SignOff signOff, PublicKey signer) implements SignOffFile {}

    /** {@code sentence} goes on from the name of the file and has no full stop. */
    record Unsound(Path file, String sentence) implements SignOffFile {}

    static SignOffFile read(Path file) {
        try {
            return of(file, Signed.open(Files.readAllBytes(file)));
        } catch (IOException e) {
            return new Unsound(file, "it cannot be read: " + RunFolder.why(e));
        }
    }

    static SignOffFile of(Path file, Opened opened) {
        if (opened instanceof Opened.Unsound flaw) {
            return new Unsound(file, flaw.sentence());
        }
        Signed signed = ((Opened.Sound) opened).signed();
        if (!SignOff.SCHEMA.equals(signed.content().get("schema"))) {
            return new Unsound(file, "its \"schema\" is " + signed.content().get("schema") + ", not " + SignOff.SCHEMA);
        }
        try {
            return new Sound(file, RecordTree.read(signed.content(), SignOff.class), signed.signer());
        } catch (IllegalArgumentException e) {
            return new Unsound(file, String.valueOf(e.getMessage()));
        }
    }

    /** Signs for this very certificate; signing again with the same key in the same role replaces the earlier one. */
    static Sound write(
            CertificateFile.Whole certificate, String role, Optional<String> name, SigningKey key, Instant now)
            throws IOException {
        SignOff signOff = new SignOff(
                SignOff.SCHEMA,
                role,
                certificate.said().target(),
                certificate.said().suite(),
                certificate.said().run(),
                certificate.digest(),
                name.orElse(null),
                now.truncatedTo(ChronoUnit.SECONDS));
        Path file = certificate
                .file()
                .resolveSibling("sign-off-" + FolderName.of(role) + "-"
                        + key.publicKey().id() + ".json");
        RecordFile.replace(file, Signed.by(key, RecordTree.of(signOff)).text());
        ExecutionLog.drawAgain(file.resolveSibling(""));
        return new Sound(file, signOff, key.publicKey());
    }
}
