package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.Rehearsal;
import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.UnreadableRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The report of one run, drawn from the bytes of its record. */
public final class Report {

    public static final String HTML = "report.html";
    public static final String PDF = "report.pdf";

    private final RunRecord facts;
    private final Language language;

    private final List<Rehearsal.Signed> accepted;

    private Report(RunRecord facts, Language language, List<Rehearsal.Signed> accepted) {
        this.facts = facts;
        this.language = language;
        this.accepted = List.copyOf(accepted);
    }

    /** The same, with those who signed for the run's certificate since it was drawn; its files have names of their own. */
    public Report acceptedBy(List<Rehearsal.Signed> people) {
        return new Report(facts, language, people);
    }

    /**
     * In this language.
     *
     * @throws UnreadableRecord when those are not the bytes of a record that this version knows
     */
    public static Report of(byte[] runJson, Language language) throws UnreadableRecord {
        return new Report(RunRecord.of(runJson), language, List.of());
    }

    /** In the language of the record where no other is asked for. */
    public static Report of(byte[] runJson, Optional<String> language) throws UnreadableRecord {
        RunRecord facts = RunRecord.of(runJson);
        String code = language.orElse(facts.language().isEmpty() ? Language.ENGLISH : facts.language());
        Optional<Language> known = Language.of(code);
        if (known.isEmpty()) {
            throw new UnreadableRecord(
                    "its report is in language \"" + code + "\", and this version has "
                            + String.join(", ", Language.known()) + ". Choose one with --lang CODE.",
                    null);
        }
        return new Report(facts, known.get(), List.of());
    }

    /** Beside the report that the run left, one in another language has a name of its own. */
    public String nameOf(String form) {
        String name = accepted.isEmpty() ? form : form.replace("report.", "report.signed.");
        return facts.language().isEmpty() || facts.language().equals(language.code())
                ? name
                : name.replace("report.", "report." + language.code() + ".");
    }

    /** One file: no script, nothing that is fetched. */
    public byte[] html() {
        return Markup.of(Page.of(facts, accepted, language, false)).getBytes(StandardCharsets.UTF_8);
    }

    /** The same on paper; the same record gives the same bytes. */
    public byte[] pdf() {
        String page = Markup.of(Page.of(facts, accepted, language, true), PaperFont::written);
        return Paper.of(page, facts.finishedAt().orElse(""), facts.run());
    }
}
