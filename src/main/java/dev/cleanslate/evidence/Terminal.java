package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.StepResult;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunEvent.Status;
import dev.cleanslate.run.RunListener;
import dev.cleanslate.run.Stage;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run as a person watches it: a heading per stage, a line per step. On a terminal the step under way is one line
 * that is written over; in a pipe nothing is ever written over, and a long step says that it is still there.
 */
public final class Terminal implements RunListener, AutoCloseable {

    /** Progress may be told a thousand times a second; nobody reads that fast. */
    private static final Duration REDRAW = Duration.ofMillis(100);

    private static final int NAME = 44;
    private static final int LINE = 94;
    private static final int MESSAGE_LINES = 40;

    private static final String REFUSALS_BELOW = "The plan is refused; the reasons are listed below.";

    private final Screen screen;
    private final Ink ink;
    private final Glyphs glyphs;
    private final Closing closing;
    private final Briefing briefing;
    private final Ahead ahead = new Ahead();
    private final TerminalWidth width = new TerminalWidth();
    private final Ticker ticker;
    private final Deque<Watched> underWay = new ArrayDeque<>();
    private final Map<String, String> parents = new HashMap<>();
    private final List<String> asides = new ArrayList<>();
    private @Nullable Stage heading;
    private @Nullable Stage stoppedIn;
    private Instant drawn = Instant.EPOCH;
    private String skipReason = "";
    private final List<String> skippedNames = new ArrayList<>();
    private boolean asking;
    private boolean troubleTold;

    public Terminal(PrintStream out, boolean color, boolean live) {
        this(out, color, live, Glyphs.ofThisProcess());
        ticker.start(this);
    }

    /** Without a clock of its own: {@link #tick} is called by whoever made it. */
    Terminal(PrintStream out, boolean color, boolean live, Glyphs glyphs) {
        this.screen = new Screen(out, live, width);
        this.ink = new Ink(color);
        this.glyphs = glyphs;
        this.closing = new Closing(ink, glyphs);
        this.briefing = new Briefing(ink, glyphs);
        this.ticker = new Ticker(Clock.systemUTC(), width);
    }

    @Override
    public synchronized void on(Instant at, RunEvent event) {
        closing.on(at, event);
        briefing.on(at, event);
        asking = event instanceof RunEvent.Asking;
        if (asking) {
            screen.erase();
        } else if (event instanceof RunEvent.RunStarted e) {
            screen.line(ink.bold("Cleanslate " + Printable.of(e.toolVersion()) + ": " + Printable.of(e.command())
                    + " of suite " + Printable.of(e.suite()) + " on target " + Printable.of(e.target())));
        } else if (event instanceof RunEvent.DatabaseKnown e) {
            aside(List.of("Database " + Printable.of(e.server().database()) + " on " + Printable.of(e.address())
                    + ", PostgreSQL " + Printable.of(e.server().version()) + ", as role "
                    + Printable.of(e.server().role())));
        } else if (event instanceof RunEvent.Planned) {
            aside(briefing.summary());
        } else if (event instanceof RunEvent.Working e) {
            underWay.stream().filter(w -> w.id.equals(e.id())).forEach(w -> w.working(at, e));
            draw(at);
        } else if (event instanceof RunEvent.StepStarted e) {
            begin(at, e);
        } else if (event instanceof RunEvent.Progress e) {
            underWay.stream().filter(w -> w.id.equals(e.id())).forEach(w -> w.progress(at, e));
            if (Duration.between(drawn, at).compareTo(REDRAW) >= 0) {
                draw(at);
            }
        } else if (event instanceof RunEvent.TablesProved e) {
            underWay.stream().filter(w -> w.id.equals(e.id())).forEach(w -> w.proved(e));
        } else if (event instanceof RunEvent.TableScanned) {
            underWay.stream().limit(1).forEach(Watched::scanned);
        } else if (event instanceof RunEvent.Rehearsed e) {
            ahead.rehearsed(e.steps());
        } else if (event instanceof RunEvent.StepFinished e) {
            end(e);
            draw(at);
        } else if (event instanceof RunEvent.AttemptFailed e) {
            attempt(e);
        } else if (event instanceof RunEvent.Note e) {
            screen.line("  " + ink.dim("note: ") + Printable.of(e.text()));
        } else if (event instanceof RunEvent.RunFinished) {
            tellSkipped();
            boolean shown = showPlan();
            closing.lines(shown).forEach(screen::line);
            ticker.stop();
        }
        // Committing, Committed and TableMeasured have no line of their own: the closing lines tell of them.
    }

    @Override
    public synchronized void close() {
        ticker.stop();
        screen.erase();
    }

    /** Which steps are to come, and how long each took the last time. */
    synchronized void ahead(List<Evidence.Coming> coming, Map<String, Long> lastTime) {
        ahead.are(coming, lastTime);
    }

    void look(Lookout lookout) {
        ticker.look(this, lookout);
    }

    boolean live() {
        return screen.live();
    }

    /** Some time has passed in which nothing may have happened. */
    synchronized void tick(Instant now) {
        tick(now, "");
    }

    /** {@code known}: how far the step under way has come. */
    synchronized void tick(Instant now, String known) {
        if (asking) {
            return;
        }
        Watched step = underWay.peek();
        if (step != null) {
            step.known(known);
        }
        draw(now);
        if (step != null && !screen.live() && step.isDue(now)) {
            String next = ahead.after(step.id);
            String details = Stream.of(step.details(), step.work())
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining("; ", " (", ")"));
            screen.line("  still in '" + Printable.of(step.name, NAME) + "' after " + step.wholeSeconds(now)
                    + ahead.before(step.id) + (details.equals(" ()") ? "" : details));
            if (!next.isEmpty()) {
                screen.line("    " + ink.dim(Width.cut(next, LINE)));
            }
            step.waits().forEach(wait -> screen.line("    " + ink.yellow(wait)));
            step.heardAt(now);
        }
    }

    /** The step that has told nothing of itself for a while; empty for none. */
    synchronized String silent(Instant now) {
        Watched step = underWay.peek();
        return step != null && !asking && step.isSilent(now) ? step.id : "";
    }

    /** What was seen of that step, which may be over by now. For whom it waits nobody should learn half a minute later. */
    synchronized void seen(Instant now, String id, Lookout.Sighting sighting) {
        Watched step = underWay.peek();
        if (asking || step == null || !step.id.equals(id) || !step.isSilent(now)) {
            return;
        }
        if (sighting.trouble().isPresent() && !troubleTold) {
            troubleTold = true;
            screen.line(
                    "  " + ink.dim("note: ") + Printable.of(sighting.trouble().get()));
        }
        List<String> news = step.seen(sighting);
        if (!screen.live()) {
            news.forEach(
                    wait -> screen.line("  '" + Printable.of(step.name, NAME) + "' " + ink.yellow(Printable.of(wait))));
        }
        draw(now);
    }

    /** What a step finds out is told below its line; it may be heard of before the step has ended. */
    private void aside(List<String> lines) {
        if (underWay.isEmpty()) {
            tellBelow(lines);
        } else {
            asides.addAll(lines);
        }
    }

    private void tellBelow(List<String> lines) {
        lines.forEach(line -> Width.wrap(line, LINE).forEach(part -> screen.line("    " + part)));
    }

    /** A plan is what {@code plan} is for, and what a person has to see who has not opted in yet. */
    private boolean showPlan() {
        List<String> lines = stoppedIn == Stage.DECISION || briefing.isAsked() ? briefing.whole() : List.of();
        lines.forEach(screen::line);
        return !lines.isEmpty();
    }

    private void begin(Instant at, RunEvent.StepStarted e) {
        // The next one may be left out too, and they are told together.
        if (heading != e.stage()) {
            head(e.stage());
        }
        e.parent().ifPresent(parent -> parents.put(e.id(), parent));
        underWay.push(new Watched(e.id(), e.name(), at));
        draw(at);
    }

    private void end(RunEvent.StepFinished e) {
        Watched step =
                underWay.stream().filter(w -> w.id.equals(e.id())).findFirst().orElse(null);
        if (step != null) {
            underWay.remove(step);
        }
        String parent = parents.remove(e.id());
        if (e.status() == Status.SKIPPED) {
            skip(e);
            return;
        }
        if (parent != null && e.status() == Status.PASSED) {
            underWay.stream().filter(w -> w.id.equals(parent)).forEach(Watched::childPassed);
            return;
        }
        head(e.stage());
        String name = (parent == null ? "" : "  ") + Printable.of(e.name(), 200);
        StepLine.of(
                        mark(e.status()),
                        plainMark(e.status()),
                        name,
                        step == null ? "" : step.rowsText(),
                        Figures.seconds(e.millis()))
                .forEach(screen::line);
        if (e.status() != Status.PASSED) {
            stoppedIn = e.stage();
            message(briefing.isRefused() ? REFUSALS_BELOW : e.message());
        }
        if (underWay.isEmpty()) {
            tellBelow(asides);
            asides.clear();
        }
    }

    private String mark(Status status) {
        String mark = plainMark(status);
        return switch (status) {
            case PASSED -> ink.green(mark);
            case REFUSED, FAILED -> ink.red(mark);
            case SKIPPED -> mark;
        };
    }

    private String plainMark(Status status) {
        return switch (status) {
            case PASSED -> glyphs.passed();
            case REFUSED -> glyphs.refused();
            case FAILED -> glyphs.failed();
            case SKIPPED -> glyphs.more();
        };
    }

    private void message(String message) {
        message.lines()
                .limit(MESSAGE_LINES)
                .flatMap(line -> Width.wrap(Printable.of(line), LINE).stream())
                .forEach(line -> screen.line("      " + ink.red(line)));
    }

    private void attempt(RunEvent.AttemptFailed e) {
        String state = e.sqlState().isEmpty() ? "" : " (" + Printable.of(e.sqlState()) + ")";
        screen.line("  " + ink.yellow("attempt " + e.attempt() + " was rolled back") + " in '"
                + Printable.of(e.step(), NAME) + "'" + state + ": " + Printable.of(e.message()));
        e.blockers().forEach(blocker -> screen.line("      held by " + Printable.of(blocker)));
    }

    private void head(Stage stage) {
        tellSkipped();
        if (heading != stage) {
            heading = stage;
            String word = stage.word();
            screen.line(ink.bold(Character.toUpperCase(word.charAt(0)) + word.substring(1)));
        }
    }

    private void skip(RunEvent.StepFinished e) {
        if (!e.message().equals(skipReason)) {
            tellSkipped();
        }
        skipReason = e.message();
        skippedNames.add(e.name());
    }

    private void tellSkipped() {
        int skipped = skippedNames.size();
        if (skipped > 0 && skipReason.startsWith(StepResult.LEFT_OUT)) {
            String why = skipReason.substring(StepResult.LEFT_OUT.length()).strip();
            Width.wrap(
                            "left out, since " + Printable.of(why) + ": "
                                    + Printable.of(String.join("; ", skippedNames)),
                            LINE)
                    .forEach(line -> screen.line("    " + ink.dim(line)));
            skippedNames.clear();
        } else if (skipped > 0) {
            // A reason may begin as its test shows it alone: "not reached: …".
            String reason = skipReason.replaceFirst("(?i)^not reached:? *", "");
            screen.line("  "
                    + ink.dim(glyphs.more() + " " + Figures.count(skipped, "step") + " not reached"
                            + (reason.isEmpty() ? "" : ": " + Printable.of(reason))));
            skippedNames.clear();
        }
    }

    private void draw(Instant now) {
        Watched step = underWay.peek();
        if (step != null && screen.live()) {
            drawn = now;
            screen.over(LiveLines.of(step, ahead, now, screen.width(), ink, glyphs));
        }
    }
}
