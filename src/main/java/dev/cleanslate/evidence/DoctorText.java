package dev.cleanslate.evidence;

import dev.cleanslate.plan.Diagnosis;
import dev.cleanslate.plan.Diagnosis.State;
import java.util.ArrayList;
import java.util.List;

/** The doctor's report for a person: what is well first and briefly, what prevents a reset last, nearest to the prompt. */
final class DoctorText {

    private static final List<State> ORDER = List.of(State.OK, State.WORTH_KNOWING, State.UNSEEN, State.PREVENTS);

    private final DoctorReport report;
    private final int width;
    private final Ink ink;
    private final List<String> lines = new ArrayList<>();

    private DoctorText(DoctorReport report, int width, Ink ink) {
        this.report = report;
        this.width = width;
        this.ink = ink;
    }

    static String of(DoctorReport report, int width, Ink ink) {
        DoctorText text = new DoctorText(report, width, ink);
        text.lay();
        return String.join("\n", text.lines) + "\n";
    }

    private void lay() {
        lines.add(ink.bold("Doctor") + "  target " + Printable.of(report.target()) + ", database "
                + Printable.of(report.address())
                + (report.version().isEmpty() ? "" : ", PostgreSQL " + report.version())
                + ", role " + Printable.of(report.role()));
        for (State state : ORDER) {
            List<Diagnosis> all =
                    report.diagnoses().stream().filter(d -> d.state() == state).toList();
            if (!all.isEmpty()) {
                section(state, all);
            }
        }
        lines.add("");
        verdict();
    }

    private void section(State state, List<Diagnosis> all) {
        lines.add("");
        String word = state.word();
        lines.add(tinted(state, Character.toUpperCase(word.charAt(0)) + word.substring(1)) + " (" + all.size() + ")");
        int first = all.stream().mapToInt(d -> Width.of(d.what())).max().orElse(0);
        for (Diagnosis one : all) {
            String start = "  " + Width.left(Printable.of(one.what()), first) + "  ";
            for (String part : Width.wrap(Printable.of(one.said()), Math.max(30, width - Width.of(start)))) {
                lines.add((start + part).stripTrailing());
                start = " ".repeat(Width.of(start));
            }
            for (String mend : one.mend()) {
                // A mend of several lines is ours to break, and each of its lines is printable by itself.
                mend.lines().forEach(line -> lines.add("      " + ink.bold(Printable.of(line, Integer.MAX_VALUE))));
            }
        }
    }

    private String tinted(State state, String text) {
        return switch (state) {
            case OK -> ink.green(text);
            case WORTH_KNOWING -> ink.bold(text);
            case UNSEEN -> ink.yellow(text);
            case PREVENTS -> ink.red(text);
        };
    }

    private void verdict() {
        long prevents = report.count(State.PREVENTS);
        long unseen = report.count(State.UNSEEN);
        String also = unseen == 0 ? "" : " " + Figures.count(unseen, "thing") + " could not be seen.";
        lines.add((prevents > 0
                        ? ink.red(Figures.count(prevents, "thing") + " will prevent a reset.")
                        : ink.green("Nothing " + (unseen == 0 ? "" : "that can be seen ") + "prevents a reset."))
                + also + " Nothing was changed.");
    }
}
