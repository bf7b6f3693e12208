package dev.cleanslate.evidence;

import dev.cleanslate.plan.Survey;
import java.util.List;
import java.util.Optional;

/**
 * A survey with what came of it: where the suite was written, if it was, and what the planner says to such a suite.
 */
public record SurveyReport(
        Survey survey, String address, Optional<String> written, List<String> refusals, List<String> warnings) {

    public SurveyReport {
        refusals = List.copyOf(refusals);
        warnings = List.copyOf(warnings);
    }

    /** For a person, in lines of about this width. */
    public String text(int width, boolean color) {
        return SurveyText.of(this, width, new Ink(color));
    }

    public String json() {
        return SurveyRecord.of(this).text();
    }
}
