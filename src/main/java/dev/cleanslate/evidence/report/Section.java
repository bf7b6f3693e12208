package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.RunRecord;
import java.util.List;

/** A part of the report with a heading of its own. Its key names it: the heading's words, and its place on the page. */
interface Section {

    String key();

    /** Empty when the record has nothing of it; then the heading is left out too. */
    List<Node> body(RunRecord facts, Language language);
}
