package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.CertificationResult;
import dev.cleanslate.evidence.record.PlanRecord;
import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.Scanned;
import dev.cleanslate.evidence.record.StepResult;
import dev.cleanslate.evidence.record.TableResult;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The five numbers that matter, which depend on what was done. */
final class KeyFigures {

    private static final int FIVE = 5;

    /** {@code good}: the number is as it should be. */
    record Figure(String number, String words, boolean good) {}

    private final RunRecord facts;
    private final Language language;
    private final List<Figure> figures = new ArrayList<>();

    private KeyFigures(RunRecord facts, Language language) {
        this.facts = facts;
        this.language = language;
    }

    static List<Figure> of(RunRecord facts, Language language) {
        KeyFigures of = new KeyFigures(facts, language);
        if (facts.certification().isPresent()) {
            of.certified(facts.certification().get());
        } else if (facts.scan().isPresent() && facts.is("scan")) {
            of.scanned(facts.scan().get());
        } else if (facts.tables().stream().anyMatch(TableResult::measured)) {
            of.measured();
        } else if (facts.plan().isPresent()) {
            of.planned(facts.plan().get());
        }
        of.steps();
        of.duration();
        return of.figures.subList(0, Math.min(FIVE, of.figures.size()));
    }

    private void measured() {
        long from = facts.tables().stream().filter(t -> t.removed() > 0).count();
        add(language.number(facts.removed()), "figure.removed", true);
        add(language.number(from), "figure.tables", true);
        List<TableResult> stay = facts.protectedOnes();
        long same = stay.stream().filter(TableResult::identical).count();
        add(
                language.say("figure.of", language.number(same), language.number(stay.size())),
                "figure.identical",
                same == stay.size());
    }

    private void certified(CertificationResult certification) {
        int against = certification.inTheWay().size();
        add(language.number(against), "figure.in-the-way", against == 0);
        add(language.number(certification.waivers().size()), "figure.waived", true);
        facts.scan().ifPresent(scan -> add(language.number(scan.tables()), "figure.scanned", true));
    }

    private void scanned(Scanned scan) {
        for (String severity : List.of("critical", "warning")) {
            long found = facts.open().stream()
                    .filter(f -> f.severity().equals(severity))
                    .count();
            add(language.number(found), "figure." + severity, found == 0);
        }
        add(language.number(scan.tables()), "figure.scanned", true);
        add(language.number(scan.rows()), "figure.rows", true);
    }

    private void planned(PlanRecord plan) {
        add(language.number(facts.changed().size()), "figure.tochange", true);
        add(language.number(facts.protectedOnes().size()), "figure.protected", true);
        int against = plan.refusals().size();
        add(language.number(against), "figure.refusals", against == 0);
    }

    private void steps() {
        long passed = facts.steps().stream().filter(StepResult::passed).count();
        long left = facts.steps().stream().filter(StepResult::leftOut).count();
        long all = facts.steps().size() - left;
        if (all > 0) {
            String what = left == 0 ? language.say("figure.steps") : language.say("figure.steps.left", left);
            figures.add(new Figure(
                    language.say("figure.of", language.number(passed), language.number(all)), what, passed == all));
        }
    }

    private void duration() {
        took(facts).ifPresent(millis -> add(language.seconds(millis), "figure.duration", true));
    }

    /** From the first line to the last. */
    static Optional<Long> took(RunRecord facts) {
        try {
            return facts.finishedAt()
                    .map(end -> Duration.between(Instant.parse(facts.startedAt()), Instant.parse(end))
                            .toMillis());
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }

    private void add(String number, String key, boolean good) {
        figures.add(new Figure(number, language.say(key), good));
    }
}
