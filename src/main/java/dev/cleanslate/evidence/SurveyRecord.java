package dev.cleanslate.evidence;

import dev.cleanslate.plan.Proposal;
import dev.cleanslate.plan.Survey;
import dev.cleanslate.postgres.Measure;
import dev.cleanslate.postgres.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A survey as JSON: every table is an object on a line of its own. */
record SurveyRecord(
        String schema,
        Database database,
        Totals before,
        Totals after,
        List<TableEntry> tables,
        List<String> views,
        @Nullable String suite,
        boolean planCanRun,
        List<String> refusals,
        List<String> warnings) {

    record Database(String name, String serverVersion, String role) {}

    record Totals(int tables, long rows, boolean exact, long bytes) {}

    record TableEntry(
            String name,
            String fate,
            String nature,
            String confidence,
            String reason,
            long rows,
            boolean exact,
            long bytes,
            int keysIn,
            int keysOut,
            int partitions,
            @Nullable Newest newest,
            List<String> setNull,
            @Nullable String unread) {}

    record Newest(String column, String day) {}

    static SurveyRecord of(SurveyReport report) {
        Survey survey = report.survey();
        return new SurveyRecord(
                "cleanslate.analysis/1",
                new Database(
                        survey.server().database(),
                        survey.server().version(),
                        survey.server().role()),
                totals(survey.before()),
                totals(survey.after()),
                survey.tables().stream().map(SurveyRecord::entry).toList(),
                survey.views().stream().map(QualifiedName::toString).toList(),
                report.written().orElse(null),
                report.refusals().isEmpty(),
                report.refusals(),
                report.warnings());
    }

    String text() {
        return RecordFile.pretty(this);
    }

    private static Totals totals(Survey.Totals totals) {
        return new Totals(totals.tables(), totals.rows(), totals.exact(), totals.bytes());
    }

    private static TableEntry entry(Proposal table) {
        Measure measure = table.measure();
        return new TableEntry(
                table.table().toString(),
                table.fate().word(),
                table.nature().word(),
                table.confidence().word(),
                table.reason(),
                measure.rows(),
                measure.exact(),
                table.bytes(),
                table.keysIn(),
                table.keysOut(),
                table.partitions(),
                measure.newest().map(n -> new Newest(n.column(), n.day())).orElse(null),
                table.freed(),
                measure.unread().orElse(null));
    }
}
