package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.report.Language;
import dev.cleanslate.evidence.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What a report tells of its rehearsal, why a run differs from it, and of what hooks printed. */
class RehearsalBesideTest {

    private static String words(Consumer<ObjectNode> change) throws Exception {
        ObjectNode record = record();
        change.accept(record);
        byte[] page = Report.of(RecordFile.pretty(record).getBytes(StandardCharsets.UTF_8), Language.english())
                .html();
        return new String(page, StandardCharsets.UTF_8)
                .replaceAll("<[^>]+>", "|")
                .replaceAll("[|\\s]*\\|[|\\s]*", "|");
    }

    private static ObjectNode record() throws IOException {
        ObjectNode record = (ObjectNode) RecordFile.read(
                Files.readAllBytes(Path.of("src/test/resources/dev/cleanslate/evidence/passed.run.json")));
        record.putArray("steps");
        record.putArray("tables");
        record.putArray("failedAttempts");
        record.putArray("notes");
        rehearsal(record).putArray("steps");
        rehearsal(record).putArray("tables");
        rehearsal(record).put("server", "clone");
        return record;
    }

    private static ObjectNode rehearsal(ObjectNode record) {
        return (ObjectNode) record.get("rehearsal");
    }

    private static ObjectNode step(ObjectNode record, String id, String name, long millis) {
        return record.withArray("steps")
                .addObject()
                .put("id", id)
                .put("stage", "reset")
                .put("name", name)
                .put("status", "passed")
                .put("millis", millis)
                .put("message", "");
    }

    private static void both(ObjectNode record, String id, String name, long then, long now) {
        step(record, id, name, now);
        rehearsal(record).withArray("steps").addObject().put("id", id).put("millis", then);
    }

    private static void table(
            ObjectNode record, String name, long beforeThen, long removedThen, long before, long removed) {
        record.withArray("tables")
                .addObject()
                .put("name", name)
                .put("fate", removed > 0 ? "wipe" : "protect")
                .put("measured", true)
                .put("before", before)
                .put("after", before - removed)
                .put("removed", removed);
        rehearsal(record)
                .withArray("tables")
                .addObject()
                .put("name", name)
                .put("before", beforeThen)
                .put("removed", removedThen);
    }

    @Nested
    class AStepThatTookAnotherTime {

        @Test
        void hadMoreRowsToRemove() throws Exception {
            String words = words(record -> {
                both(record, "phase-leaf-nodes", "Leaf nodes", 2_000, 9_000);
                table(record, "scan_audit_logs", 100, 100, 5_000, 5_000);
                ObjectNode plan = (ObjectNode) record.get("plan");
                plan.putArray("phases").addObject().put("index", 0).put("name", "Leaf nodes");
                plan.putArray("tables")
                        .addObject()
                        .put("name", "scan_audit_logs")
                        .put("phase", 0);
            });

            assertThat(words).contains("|7.00 s more; 5,000 rows went, 100 in the rehearsal|");
        }

        @Test
        void waitedForLocksThatNobodyHeldOnTheCopy() throws Exception {
            String words = words(record -> both(record, "baseline", "Tables are locked and measured", 1_000, 30_000));

            assertThat(words).contains("29.0 s more; here locks are waited for, and on the copy nobody else held any");
        }

        @Test
        void cameAfterAttemptsThatSomebodyWasInTheWayOf() throws Exception {
            String words = words(record -> {
                both(record, "phase-x", "Accounts", 1_000, 30_000);
                record.withArray("failedAttempts")
                        .addObject()
                        .put("attempt", 1)
                        .put("step", "Accounts")
                        .withArray("blockers")
                        .add("pid 7 <b>worker</b>");
            });

            assertThat(words)
                    .contains("attempts rolled back before: 1, for pid 7 &lt;b&gt;worker&lt;/b&gt; was in the way");
        }

        @Test
        void ranOnAnotherServer() throws Exception {
            String words = words(record -> {
                both(record, "vacuum", "Space and statistics are fresh", 9_000, 1_000);
                rehearsal(record).put("server", "container");
            });

            assertThat(words).contains("8.00 s less; the copy was on another server");
        }

        @Test
        void isNotExplainedByWhatNobodyRecorded() throws Exception {
            assertThat(words(record -> both(record, "vacuum", "Space and statistics are fresh", 9_000, 1_000)))
                    .contains("8.00 s less; the record knows no reason");
        }

        @Test
        void isNoDifferenceBelowASecond() throws Exception {
            assertThat(words(record -> both(record, "vacuum", "Space and statistics are fresh", 900, 10)))
                    .contains("|as rehearsed|");
        }
    }

    @Nested
    class TheTables {

        @Test
        void thatDifferAreToldWithTheReason() throws Exception {
            String words = words(record -> {
                table(record, "orders", 100, 100, 112, 112);
                table(record, "users", 40, 30, 45, 30);
                table(record, "audit", 10, 10, 4, 4);
                table(record, "products", 5, 0, 5, 0);
            });

            assertThat(words)
                    .contains("|100|112|100|112|12 rows came since the rehearsal; as many more were removed|")
                    .contains("|40|45|30|30|5 rows came since the rehearsal; they stay|")
                    .contains("|10|4|10|4|6 rows went before this run|")
                    .contains("|140|146|6 more rows went|");
        }

        @Test
        void thatAreAllAlikeAreToldInASentence() throws Exception {
            assertThat(words(record -> table(record, "orders", 100, 100, 100, 100)))
                    .contains(
                            "1 table was counted in both: it held as many rows as in the rehearsal, and lost as many.")
                    .doesNotContain("Tables that differ");
        }
    }

    @Nested
    class WhatHooksPrinted {

        @Test
        void standsWithTheHookAsText() throws Exception {
            String words = words(record -> {
                step(record, "hook-before-reset-stop", "Stop", 1_200);
                step(record, "hook-after-commit-stop", "Stop", 10);
                record.withArray("notes")
                        .add("hook \"Stop\" at before-reset: <script>alert(1)</script>\n\u001b[31mred\u202e");
                record.withArray("notes").add("an ordinary note");
            });

            assertThat(words)
                    .contains("|Stop|before the reset|✓|passed|1.20 s|")
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;\n\\u{1b}[31mred\\u{202e}|")
                    .contains("|Stop|after the commit|✓|passed|0.01 s|nothing|")
                    .contains("|an ordinary note|")
                    .doesNotContain("hook &quot;Stop&quot;");
        }

        @Test
        void standsWithWhyItFailed() throws Exception {
            String words = words(record -> {
                step(record, "hook-on-success-tell", "Tell", 1_200)
                        .put("status", "failed")
                        .put("message", "it ended with exit code 3");
                record.withArray("notes").add("hook \"Tell\" at on-success: no route");
            });

            assertThat(words).contains("|✗|failed|1.20 s|it ended with exit code 3|no route|");
        }
    }
}
