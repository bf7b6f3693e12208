package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.record.CertificationResult;
import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.report.Language;
import dev.cleanslate.evidence.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of the PDF, held against the record field by field, however its lines are broken. */
class PaperFieldsTest {

    @TempDir
    private Path folder = Path.of("");

    private static String text(byte[] record, Language language) throws Exception {
        try (PDDocument document = Loader.loadPDF(Report.of(record, language).pdf())) {
            return squeezed(new PDFTextStripper().getText(document));
        }
    }

    private static String squeezed(String text) {
        return text.replaceAll("[\\s\\u00a0\\u202f]+", "");
    }

    private static byte[] certification(Path reports) throws Exception {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Evidence.Voice voice = new Evidence.Voice(nowhere, nowhere, false, false);
        try (Evidence evidence = Evidence.open(reports, "demo", "gym", GymRun.START, voice)) {
            GymHandOff.run().tell(evidence);
            return Files.readAllBytes(evidence.folder().file(RunRecord.NAME));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void ofAResetSaysEveryFieldThatThePageIsToSay(String code) throws Exception {
        Language language = Language.of(code).orElseThrow();
        byte[] json = Files.readAllBytes(Path.of("src/test/resources/dev/cleanslate/evidence/passed.run.json"));
        RunRecord record = RunRecord.of(json);
        List<String> fields = new ArrayList<>(List.of(record.run(), record.suite(), record.target(), record.tool()));
        record.database()
                .ifPresent(d -> fields.addAll(
                        List.of(d.name(), d.serverVersion(), d.address(), d.systemIdentifier(), d.role())));
        record.tables().forEach(table -> {
            fields.add(table.name());
            if (table.measured() && table.removed() > 0) {
                fields.addAll(List.of(
                        language.number(table.before()),
                        language.number(table.after()),
                        language.number(table.removed())));
            }
        });
        record.steps().forEach(step -> {
            if (step.parent().isEmpty()) {
                fields.add(step.name());
                fields.add(language.seconds(step.millis()));
            }
            step.readings().forEach(reading -> fields.add(reading.of()));
        });
        record.findings().forEach(finding -> {
            fields.addAll(List.of(finding.detector(), finding.table()));
            finding.sample().ifPresent(fields::add);
            finding.waived().ifPresent(w -> fields.addAll(List.of(w.owner(), w.reason(), w.expires())));
        });
        record.plan().ifPresent(plan -> {
            fields.addAll(List.of(plan.digest(), plan.suiteDigest(), plan.schemaFingerprint()));
            plan.phases().forEach(phase -> {
                fields.add(phase.name());
                fields.add(phase.place());
                fields.addAll(phase.work());
            });
            plan.tables().forEach(table -> fields.add(table.reason()));
            plan.triggers().forEach(trigger -> fields.add(trigger.name()));
            fields.addAll(plan.sequences());
            fields.addAll(plan.warnings());
        });
        record.rehearsal().ifPresent(rehearsal -> {
            fields.addAll(List.of(
                    rehearsal.run(),
                    rehearsal.certificate(),
                    rehearsal.signer(),
                    language.moment(rehearsal.issuedAt())));
            rehearsal.signOffs().forEach(s -> fields.addAll(List.of(s.role(), s.name(), s.key())));
        });
        record.failedAttempts().forEach(failed -> {
            fields.addAll(List.of(failed.step(), failed.message()));
            fields.addAll(failed.blockers());
        });
        fields.addAll(record.notes());
        record.journal().ifPresent(journal -> fields.add(journal.head()));

        String text = text(json, language);

        assertThat(fields)
                .hasSizeGreaterThan(60)
                .allSatisfy(field -> assertThat(text).contains(squeezed(field)));
    }

    @Test
    void ofACertificationSaysEachItemOfTheHandOver() throws Exception {
        byte[] json = certification(folder);
        CertificationResult certified = RunRecord.of(json).certification().orElseThrow();

        String text = text(json, Language.english());

        assertThat(text).contains("Certifiedwithwaivers");
        certified.groups().stream()
                .flatMap(group -> group.items().stream())
                .forEach(item -> assertThat(text).contains(squeezed(item.what()), squeezed(item.rests())));
        certified
                .waivers()
                .forEach(waiver -> assertThat(text)
                        .contains(
                                squeezed(waiver.finding()),
                                waiver.owner(),
                                squeezed(waiver.reason()),
                                waiver.expires()));
        certified.chain().stream()
                .flatMap(link -> link.files().stream())
                .forEach(file -> assertThat(text).contains(file.name(), file.digest()));
    }
}
