package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.StepResult;
import dev.cleanslate.evidence.record.StorageResult;
import dev.cleanslate.evidence.record.TableResult;
import dev.cleanslate.evidence.report.Report;
import dev.cleanslate.seal.Digest;
import dev.cleanslate.seal.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** From the record of a run to its certificate. */
final class Issuing {

    /** Files of the run that hold what the certificate sums up. */
    private static final List<String> HASHED =
            List.of(RunRecord.NAME, Journal.NAME, JUnitXml.NAME, Report.HTML, Report.PDF);

    private Issuing() {}

    static CertificateFile.Sound certificate(
            RunFolder folder, RunRecord record, Rehearsed rehearsed, SigningKey key, Instant now) {
        if (!record.outcome().equals("passed") || !record.command().equals("rehearse")) {
            throw new IllegalStateException("A certificate is of a rehearsal that passed, and run " + record.run()
                    + " is a " + record.command() + " that " + record.outcome() + ".");
        }
        Path file = folder.file(Certificate.NAME);
        try {
            return CertificateFile.write(file, of(record, rehearsed, files(folder.path(), record), now), key);
        } catch (IOException e) {
            throw unwritten(file, e, ", and rehearse again.");
        }
    }

    /** Of a reset that passed, or of a hand-off. */
    static CertificateFile.OfRun certificate(
            RunFolder folder, RunRecord record, RunCertificate.Draft draft, SigningKey key, Instant now) {
        if (!record.outcome().equals("passed")) {
            throw new IllegalStateException(
                    "A certificate is of a run that passed, and " + record.run() + " " + record.outcome() + ".");
        }
        Path file = folder.file(Certificate.NAME);
        try {
            return CertificateFile.write(file, of(record, draft, files(folder.path(), record), now), key);
        } catch (IOException e) {
            throw unwritten(file, e, ".");
        }
    }

    private static EvidenceFailed unwritten(Path file, IOException e, String mend) {
        return new EvidenceFailed(
                file + ": the certificate cannot be written: " + RunFolder.why(e)
                        + ". Free some space there or choose another place with --reports DIR" + mend,
                e);
    }

    private static RunCertificate of(
            RunRecord record, RunCertificate.Draft draft, List<Digest.NamedDigest> files, Instant now) {
        return new RunCertificate(
                Certificate.SCHEMA,
                draft.kind(),
                record.run(),
                record.suite(),
                record.target(),
                record.tool(),
                now.truncatedTo(ChronoUnit.SECONDS),
                draft.database(),
                draft.planDigest(),
                draft.suiteDigest(),
                draft.schemaFingerprint(),
                draft.verdict(),
                draft.waivers(),
                draft.chain(),
                record.storage(),
                files);
    }

    static Certificate of(RunRecord record, Rehearsed rehearsed, List<Digest.NamedDigest> files, Instant now) {
        Instant issued = now.truncatedTo(ChronoUnit.SECONDS);
        return new Certificate(
                Certificate.SCHEMA,
                Certificate.REHEARSAL,
                record.run(),
                record.suite(),
                record.target(),
                record.tool(),
                issued,
                issued.plus(rehearsed.validFor()).truncatedTo(ChronoUnit.SECONDS),
                rehearsed.database(),
                rehearsed.backup().orElse(null),
                rehearsed.copy(),
                record.plan().orElseThrow(() -> new IllegalStateException("A run that passed has a plan.")),
                record.tables().stream().map(Issuing::table).toList(),
                record.tables().stream().mapToLong(TableResult::removed).sum(),
                rehearsed.phases(),
                record.steps().stream().map(Issuing::step).toList(),
                record.storage(),
                files);
    }

    private static Certificate.Table table(TableResult table) {
        return new Certificate.Table(
                table.name(),
                table.measured(),
                table.before(),
                table.after(),
                table.removed(),
                table.fingerprintBefore().orElse(null),
                table.fingerprintAfter().orElse(null));
    }

    private static Certificate.Step step(StepResult step) {
        return new Certificate.Step(step.id(), step.stage(), step.name(), step.status(), step.millis(), step.message());
    }

    /** What was noted in the journal after the run's end is no part of the run. */
    private static List<Digest.NamedDigest> files(Path folder, RunRecord record) throws IOException {
        List<Digest.NamedDigest> files = new ArrayList<>();
        for (String name : HASHED) {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                byte[] bytes = Files.readAllBytes(file);
                files.add(Digest.NamedDigest.of(
                        name, name.equals(Journal.NAME) ? Afterword.withoutAfterwords(bytes) : bytes));
            }
        }
        // Their digests are those of the files as they were read right after they were written.
        record.storage().flatMap(StorageResult::lists).stream()
                .flatMap(List::stream)
                .map(list -> new Digest.NamedDigest(list.name(), list.sha256()))
                .forEach(files::add);
        return files;
    }
}
