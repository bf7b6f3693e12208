package dev.cleanslate.evidence.report;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The report of one run, drawn from the bytes of its record. */
public final class Report {

    public static final String HTML = "report.html";
    public static final String PDF = "report.pdf";

    private final RunFacts facts;
    private final Language language;

    private Report(RunFacts facts, Language language) {
        this.facts = facts;
        this.language = language;
    }

    /** @throws UnreadableRecord when those are not the bytes of a record that this version knows */
    public static Report of(byte[] runJson, Language language) throws UnreadableRecord {
        return new Report(FactsFile.read(runJson), language);
    }

    /** One file: no script, nothing that is fetched. */
    public byte[] html() {
        return Markup.of(Page.of(facts, language, List.of("screen.css")))
                .getBytes(StandardCharsets.UTF_8);
    }
}
