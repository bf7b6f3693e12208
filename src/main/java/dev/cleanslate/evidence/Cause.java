package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.StepResult;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What kind of trouble a red step is in, so that engineers see at once whose it is. */
enum Cause {
    CONTAMINATION("Contamination"),
    WAIVER("Waivers that ended"),
    UNREAD("Not read"),
    PLAN("Refused by the plan"),
    GATE("Gate"),
    PROTECTION("Protection"),
    CHECK("Check"),
    PHASE("Phase"),
    INFRASTRUCTURE("Infrastructure");

    private static final Pattern HITS = Pattern.compile("(?s).* hits [0-9,]+ rows? of .*");
    private static final Set<String> PROVED =
            Set.of("proof", "foretold", "schema", "triggers", "triggers-again", "tables", "baseline");

    private final String title;

    Cause(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Cause of(RunRecord record, StepResult step) {
        if (record.outcome().equals("error") && step.status().equals("failed")) {
            return INFRASTRUCTURE;
        }
        if (record.is("scan")) {
            return ofScan(step.message());
        }
        if (HITS.matcher(step.message()).matches()) {
            return CONTAMINATION;
        }
        String id = step.id();
        if (step.status().equals("refused")) {
            return id.equals("plan") || id.equals("files") ? PLAN : GATE;
        }
        if (PROVED.contains(id) || step.within("tables")) {
            return PROTECTION;
        }
        return id.startsWith("phase-") ? PHASE : CHECK;
    }

    private static Cause ofScan(String message) {
        if (message.startsWith("The waiver of ")) {
            return WAIVER;
        }
        return message.contains(" was not looked at: ") ? UNREAD : CONTAMINATION;
    }
}
