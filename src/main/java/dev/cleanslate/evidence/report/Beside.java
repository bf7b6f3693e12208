package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.Rehearsal;
import dev.cleanslate.evidence.record.Rehearsal.TableRows;
import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.StepResult;
import dev.cleanslate.evidence.record.TableResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rehearsal beside the run that went by it: where, when, how long, how many rows, and each table that differs. */
final class Beside implements Section {

    /** Where more differ than these the database is simply another one by now. */
    private static final int TABLES = 100;

    @Override
    public String key() {
        return "beside";
    }

    @Override
    public List<Node> body(RunRecord facts, Language language) {
        return facts.rehearsal()
                .map(rehearsal -> List.<Node>copyOf(new Pair(facts, rehearsal, language).nodes()))
                .orElse(List.of());
    }

    private record Pair(RunRecord facts, Rehearsal rehearsal, Language language) {

        /** A table as it was then and as it is in this run. */
        private record Both(TableRows then, TableResult now) {

            boolean differs() {
                return then.before() != now.before() || then.removed() != now.removed();
            }
        }

        List<Node> nodes() {
            List<Both> tables = tables();
            List<Node> nodes = new ArrayList<>();
            nodes.add(whole(tables));
            List<Both> different = tables.stream().filter(Both::differs).toList();
            if (different.isEmpty()) {
                if (!tables.isEmpty()) {
                    nodes.add(Element.of(Tag.P).with(language.count("beside.same", tables.size())));
                }
            } else {
                nodes.add(Element.of(Tag.H3).with(language.say("beside.tables")));
                nodes.add(each(different));
                if (different.size() > TABLES) {
                    nodes.add(Element.of(Tag.P, "note").with(language.count("beside.more", different.size() - TABLES)));
                }
            }
            return nodes;
        }

        private List<Both> tables() {
            Map<String, TableRows> then = new HashMap<>();
            rehearsal.tables().forEach(table -> then.put(table.name(), table));
            return facts.tables().stream()
                    .filter(TableResult::measured)
                    .flatMap(now -> Optional.ofNullable(then.get(now.name())).map(was -> new Both(was, now)).stream())
                    .toList();
        }

        private Element whole(List<Both> tables) {
            Reasons reasons = new Reasons(facts, rehearsal, language);
            Grid grid = new Grid(language.say("section.beside"))
                    .column(language.say("beside.what"))
                    .column(language.say("beside.then"))
                    .column(language.say("beside.now"))
                    .column(language.say("timeline.difference"));
            grid.row(
                    Grid.text(language.say("beside.where")),
                    Grid.text(language.word("server", rehearsal.server())),
                    Grid.text(facts.database()
                            .map(database ->
                                    language.say("about.server.value", database.serverVersion(), database.address()))
                            .orElse("")),
                    Grid.text(language.say(reasons.sameServer() ? "beside.sameserver" : "beside.otherserver")));
            grid.row(
                    Grid.text(language.say("beside.ended")),
                    Grid.text(language.moment(rehearsal.issuedAt())),
                    Grid.text(facts.finishedAt().map(language::moment).orElse("")),
                    Grid.text(""));
            long took = 0;
            long tookThen = 0;
            Map<String, Long> rehearsed = new HashMap<>();
            rehearsal.steps().forEach(step -> rehearsed.put(step.id(), step.millis()));
            for (StepResult step : facts.steps()) {
                Long millis = rehearsed.get(step.id());
                if (step.parent().isEmpty() && millis != null) {
                    took += step.millis();
                    tookThen += millis;
                }
            }
            grid.row(
                    Grid.text(language.say("beside.took")),
                    Grid.text(language.seconds(tookThen)),
                    Grid.text(language.seconds(took)),
                    Grid.text(
                            Reasons.alike(took, tookThen)
                                    ? language.say("timeline.alike")
                                    : language.say("beside.steps", reasons.much(took, tookThen))));
            long removed =
                    tables.stream().mapToLong(both -> both.now().removed()).sum();
            long removedThen =
                    tables.stream().mapToLong(both -> both.then().removed()).sum();
            grid.row(
                    Grid.text(language.say("tables.removed")),
                    Grid.text(language.number(removedThen)),
                    Grid.text(language.number(removed)),
                    Grid.text(removed == removedThen ? language.say("timeline.alike") : more(removed - removedThen)));
            return grid.element();
        }

        private String more(long rows) {
            return language.count(rows > 0 ? "beside.rows.more" : "beside.rows.less", Math.abs(rows));
        }

        private Element each(List<Both> different) {
            Grid grid = new Grid(language.say("beside.tables"))
                    .column(language.say("column.table"))
                    .column(language.say("column.fate"))
                    .figures(language.say("beside.before.then"))
                    .figures(language.say("beside.before.now"))
                    .figures(language.say("beside.removed.then"))
                    .figures(language.say("beside.removed.now"))
                    .column(language.say("timeline.difference"));
            different.stream()
                    .limit(TABLES)
                    .forEach(both -> grid.row(
                            Grid.text(both.now().name()),
                            Badge.fate(both.now().fate(), language),
                            Grid.text(language.number(both.then().before())),
                            Grid.text(language.number(both.now().before())),
                            Grid.text(language.number(both.then().removed())),
                            Grid.text(language.number(both.now().removed())),
                            Grid.text(why(both))));
            return grid.element();
        }

        /** Rows that came or went between the two explain as many that were removed, or kept, more or less. */
        private String why(Both both) {
            long came = both.now().before() - both.then().before();
            long more = both.now().removed() - both.then().removed();
            List<String> parts = new ArrayList<>();
            if (came != 0) {
                parts.add(language.count(came > 0 ? "beside.came" : "beside.went", Math.abs(came)));
            }
            if (more == came && came > 0) {
                parts.add(language.say("beside.theywent"));
            } else if (more == 0) {
                parts.add(language.say(came > 0 ? "beside.theystay" : "beside.noneless"));
            } else if (more != came) {
                parts.add(more(more));
            }
            return String.join("; ", parts);
        }
    }
}
