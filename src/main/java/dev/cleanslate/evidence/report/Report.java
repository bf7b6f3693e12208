package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.Rehearsal;
import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.UnreadableRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The report of one run, drawn from the bytes of its record. */
public final class Report {

    public static final String HTML = "report.html";
    public static final String PDF = "report.pdf";

    private final RunRecord facts;
    private final Language language;
    private final List<Rehearsal.Signed> accepted;
    private final List<HandOver.Ticked> ticked;

    private Report(RunRecord facts, Language language, List<Rehearsal.Signed> accepted, List<HandOver.Ticked> ticked) {
        this.facts = facts;
        this.language = language;
        this.accepted = List.copyOf(accepted);
        this.ticked = List.copyOf(ticked);
    }

    /** The same, with those who signed for the run's certificate since it was drawn; its files have names of their own. */
    public Report acceptedBy(List<Rehearsal.Signed> people) {
        return new Report(facts, language, people, ticked);
    }

    /** The same, with what one person ticked of the hand-over since. */
    public Report tickedBy(Rehearsal.Signed person, List<String> items) {
        List<HandOver.Ticked> all = new ArrayList<>(ticked);
        all.add(new HandOver.Ticked(person, List.copyOf(items)));
        return new Report(facts, language, accepted, all);
    }

    /** Whether anybody has signed or ticked since. */
    public boolean signed() {
        return !accepted.isEmpty() || !ticked.isEmpty();
    }

    /**
     * In this language.
     *
     * @throws UnreadableRecord when those are not the bytes of a record that this version knows
     */
    public static Report of(byte[] runJson, Language language) throws UnreadableRecord {
        return new Report(RunRecord.of(runJson), language, List.of(), List.of());
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
        return new Report(facts, known.get(), List.of(), List.of());
    }

    /** Beside the report that the run left, one in another language has a name of its own. */
    public String nameOf(String form) {
        String name = signed() ? form.replace("report.", "report.signed.") : form;
        return facts.language().isEmpty() || facts.language().equals(language.code())
                ? name
                : name.replace("report.", "report." + language.code() + ".");
    }

    /** One file: no script, nothing that is fetched. */
    public byte[] html() {
        return Markup.of(Page.of(facts, accepted, ticked, language, false)).getBytes(StandardCharsets.UTF_8);
    }

    /** The same on paper; the same record gives the same bytes. */
    public byte[] pdf() {
        String page = Markup.of(Page.of(facts, accepted, ticked, language, true), PaperFont::written);
        return Paper.of(page, facts.finishedAt().orElse(""), facts.run());
    }
}
