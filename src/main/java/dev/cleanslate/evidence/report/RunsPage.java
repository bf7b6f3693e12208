package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.RunOutline;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page that lists past runs and leads to the report of each. */
public final class RunsPage {

    private static final String COMMAND = "cleanslate history --limit all";
    private static final int TRENDS = 60;
    private static final int STEP = 6;
    private static final int HEIGHT = 20;

    private final List<Entry> newestFirst;
    private final Language language;

    private RunsPage(List<Entry> newestFirst, Language language) {
        this.newestFirst = newestFirst;
        this.language = language;
    }

    /** {@code report}: the steps from this page to that run's, none where there is none. */
    public record Entry(RunOutline outline, List<String> report) {
        public Entry {
            report = List.copyOf(report);
        }
    }

    /** In the language of the newest run. */
    public static byte[] html(List<Entry> newestFirst, int folders, int passedOver) {
        Language language = newestFirst.stream()
                .findFirst()
                .flatMap(newest -> Language.of(newest.outline().language()))
                .orElseGet(Language::english);
        return Markup.of(new RunsPage(newestFirst, language).page(folders, passedOver))
                .getBytes(StandardCharsets.UTF_8);
    }

    private Element page(int folders, int passedOver) {
        Element main = Element.of(Tag.MAIN)
                .with(
                        Element.of(Tag.P, "maker").with(language.say("maker")),
                        Element.of(Tag.H1).with(language.say("runs.title")));
        if (newestFirst.isEmpty()) {
            main.with(Element.of(Tag.P).with(language.say("runs.none")));
        }
        main.with(
                Element.of(Tag.P, "note")
                        .with(language.say(
                                "runs.counts", language.number(newestFirst.size()), language.number(folders))),
                Element.of(Tag.PRE).with(COMMAND));
        if (passedOver > 0) {
            main.with(Element.of(Tag.P).with(language.count("runs.passedover", passedOver)));
        }
        trends(main);
        if (!newestFirst.isEmpty()) {
            main.with(Element.of(Tag.H2).with(language.say("runs.list")), list());
        }
        return Element.of(Tag.HTML)
                .is(Attribute.XMLNS, "http://www.w3.org/1999/xhtml")
                .is(Attribute.LANG, language.code())
                .with(
                        Page.head(language.say("runs.title"), "screen.css").with(new Node.Stylesheet("runs.css")),
                        Element.of(Tag.BODY).with(main, Element.of(Tag.FOOTER).with(language.say("runs.footer"))));
    }

    private void trends(Element main) {
        List<Trend> trends = Trend.of(newestFirst.stream().map(Entry::outline).toList());
        Grid grid = new Grid(language.say("runs.trends"))
                .column(language.say("runs.target"))
                .column(language.say("runs.suite"))
                .column(language.say("runs.of"))
                .column(language.say("runs.trend"))
                .figures(language.say("runs.oldest"))
                .figures(language.say("runs.newest"));
        trends.stream()
                .limit(TRENDS)
                .forEach(t -> grid.row(
                        Grid.text(t.target()),
                        Grid.text(t.suite()),
                        Grid.text(what(t)),
                        drawn(t),
                        new Node.Text(number(t, t.first())),
                        new Node.Text(number(t, t.last()))));
        if (!grid.isEmpty()) {
            main.with(
                    Element.of(Tag.H2).with(language.say("runs.trends")),
                    Element.of(Tag.P, "note").with(language.say("runs.trends.note")),
                    grid.element());
        }
    }

    private String what(Trend trend) {
        return switch (trend.unit()) {
            case COUNT -> language.say("runs.findings");
            case MILLIS -> language.say("runs.took", language.word("command", trend.command()));
        };
    }

    private String number(Trend trend, long value) {
        return switch (trend.unit()) {
            case COUNT -> language.number(value);
            case MILLIS -> language.seconds(value);
        };
    }

    private Element drawn(Trend trend) {
        long most = Math.max(
                1, trend.values().stream().mapToLong(Long::longValue).max().orElse(1));
        StringBuilder path = new StringBuilder();
        List<String> spoken = new ArrayList<>();
        for (int i = 0; i < trend.values().size(); i++) {
            long value = trend.values().get(i);
            path.append(String.format(
                    Locale.ROOT,
                    "%s%d %.1f",
                    i == 0 ? "M" : " L",
                    2 + i * STEP,
                    HEIGHT - 2 - (HEIGHT - 4) * ((double) value / most)));
            spoken.add(number(trend, value));
        }
        int width = 4 + (trend.values().size() - 1) * STEP;
        return Element.of(Tag.SVG, "trend")
                .is(Attribute.XMLNS, "http://www.w3.org/2000/svg")
                .is(Attribute.VIEWBOX, "0 0 " + width + " " + HEIGHT)
                .is(Attribute.ROLE, "img")
                .is(Attribute.ARIA_LABEL, language.list(spoken))
                .with(Element.of(Tag.PATH).is(Attribute.D, path.toString()));
    }

    private Element list() {
        Grid grid = new Grid(language.say("runs.list"))
                .column(language.say("runs.began"))
                .column(language.say("runs.outcome"))
                .column(language.say("runs.target"))
                .column(language.say("runs.suite"))
                .column(language.say("runs.command"))
                .figures(language.say("runs.came"))
                .figures(language.say("runs.seconds"))
                .column(language.say("runs.run"));
        for (Entry entry : newestFirst) {
            RunOutline o = entry.outline();
            grid.row(
                    began(entry),
                    outcome(o),
                    Grid.text(o.target()),
                    Grid.text(o.suite()),
                    Grid.text(language.word("command", o.command())),
                    new Node.Text(cameTo(o)),
                    new Node.Text(o.millis().map(language::seconds).orElse("")),
                    Grid.code(o.run()));
        }
        return grid.element();
    }

    /** It leads to the report, so that the link is in sight where the page is narrow. */
    private Element began(Entry entry) {
        String moment = language.moment(entry.outline().startedAt());
        return entry.report().isEmpty()
                ? Element.of(Tag.SPAN, "moment").with(moment)
                : Element.of(Tag.A, "moment").linksBelow(entry.report()).with(moment);
    }

    private Node outcome(RunOutline o) {
        if (o.inDoubt()) {
            return Badge.status("failed", language.say("runs.doubt"));
        }
        if (o.finished() && !language.knows("outcome." + o.outcome())) {
            return Grid.text(o.outcome());
        }
        return o.finished()
                ? Badge.status(
                        o.outcome().equals("error") ? "failed" : o.outcome(), language.word("outcome", o.outcome()))
                : new Node.Text(language.say("runs.unfinished"));
    }

    private String cameTo(RunOutline o) {
        return o.open()
                .map(open -> language.count("runs.findings", open))
                .orElseGet(() -> o.removed()
                        .map(rows -> language.count("runs.removed", rows))
                        .orElse(""));
    }
}
