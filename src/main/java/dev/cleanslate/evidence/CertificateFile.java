package dev.cleanslate.evidence;

import dev.cleanslate.run.Certification;
import dev.cleanslate.seal.Digest;
import dev.cleanslate.seal.Opened;
import dev.cleanslate.seal.PublicKey;
import dev.cleanslate.seal.Signed;
import dev.cleanslate.seal.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Signed documents on disk, between their record and their file. */
public sealed interface CertificateFile {

    Path file();

    /** A certificate of this version of the format, whose signature holds for {@code signer}. {@code digest} is the file's. */
    sealed interface Whole extends CertificateFile {

        Attested said();

        PublicKey signer();

        String digest();

        /** The run that it is of as a later one names it. */
        default Certification.Link link() {
            List<Digest.NamedDigest> files = new ArrayList<>();
            files.add(new Digest.NamedDigest(Certificate.NAME, digest()));
            files.addAll(said().files());
            return new Certification.Link(said().kind(), said().run(), files);
        }
    }

    /** Of a rehearsal. */
    record Sound(Path file, Certificate certificate, PublicKey signer, String digest) implements Whole {

        @Override
        public Attested said() {
            return certificate;
        }
    }

    /** Of a reset, or of a hand-off. */
    record OfRun(Path file, RunCertificate said, PublicKey signer, String digest) implements Whole {}

    /** {@code sentence} goes on from the name of the file and has no full stop. */
    record Unsound(Path file, Opened.Flaw flaw, String sentence) implements CertificateFile {}

    /** Reads and verifies it; whether its signer is to be trusted is the business of {@link CertificateMatch}. */
    static CertificateFile read(Path file) {
        try {
            return of(file, Signed.open(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return new Unsound(file, Opened.Flaw.MALFORMED, "there is no such file");
        } catch (IOException e) {
            return new Unsound(file, Opened.Flaw.MALFORMED, "it cannot be read: " + RunFolder.why(e));
        }
    }

    static CertificateFile of(Path file, Opened opened) {
        if (opened instanceof Opened.Unsound flaw) {
            return new Unsound(file, flaw.flaw(), flaw.sentence());
        }
        Signed signed = ((Opened.Sound) opened).signed();
        Object schema = signed.content().get("schema");
        if (!Certificate.SCHEMA.equals(schema)) {
            return new Unsound(
                    file,
                    Opened.Flaw.MALFORMED,
                    "its \"schema\" is " + schema + ", not " + Certificate.SCHEMA
                            + ": it is another document, or one of another version of Cleanslate");
        }
        try {
            return RunCertificate.KINDS.contains(String.valueOf(signed.content().get("kind")))
                    ? new OfRun(
                            file,
                            RecordTree.read(signed.content(), RunCertificate.class),
                            signed.signer(),
                            signed.digest())
                    : new Sound(
                            file,
                            RecordTree.read(signed.content(), Certificate.class),
                            signed.signer(),
                            signed.digest());
        } catch (IllegalArgumentException e) {
            return new Unsound(file, Opened.Flaw.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    /** Writes it whole or not at all, and answers its digest. */
    static Sound write(Path file, Certificate certificate, SigningKey key) throws IOException {
        Signed signed = Signed.by(key, RecordTree.of(certificate));
        RecordFile.replace(file, signed.text());
        return new Sound(file, certificate, signed.signer(), signed.digest());
    }

    static OfRun write(Path file, RunCertificate certificate, SigningKey key) throws IOException {
        Signed signed = Signed.by(key, RecordTree.of(certificate));
        RecordFile.replace(file, signed.text());
        return new OfRun(file, certificate, signed.signer(), signed.digest());
    }
}
