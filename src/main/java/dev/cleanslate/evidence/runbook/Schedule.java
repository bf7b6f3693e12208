package dev.cleanslate.evidence.runbook;

import dev.cleanslate.suite.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * When what is due. T is when the reset is started: as it was asked for, else when the target's window opens, of which only
 * the time of day is known. E is when it has ended, as far as the rehearsal can tell.
 */
final class Schedule {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final long STEP_MINUTES = 5;

    private final Optional<ZonedDateTime> start;
    private final boolean dated;
    private final Optional<Window> window;
    private final Optional<Measured> measured;
    private final boolean guarded;
    private final Wording words;

    Schedule(Matter matter, Optional<Measured> measured, Wording words) {
        this.window = matter.target().timing().window();
        this.dated = matter.start().isPresent();
        this.start = matter.start().or(() -> window.map(w -> w.opensNext(matter.drawn())));
        this.measured = measured;
        this.guarded = matter.target().guarded();
        this.words = words;
    }

    /** A moment by its distance from T; without one, by its words alone. */
    record Moment(Optional<Duration> offset, String label) {}

    Moment at(Duration offset) {
        return new Moment(Optional.of(offset), "T" + signed(offset));
    }

    static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }

    Moment days() {
        return new Moment(Optional.empty(), words.text("moment.days"));
    }

    Moment day() {
        return new Moment(Optional.empty(), words.text("moment.day"));
    }

    /** So many minutes after the end of the reset, in whole steps of the clock where the rehearsal knows that end. */
    Moment afterEnd(long minutes) {
        return end().map(end -> {
                    long whole = (end.toSeconds() + 60 * STEP_MINUTES - 1) / (60 * STEP_MINUTES) * STEP_MINUTES;
                    return at(minutes(whole + minutes));
                })
                .orElseGet(() -> new Moment(
                        Optional.empty(), minutes == 0 ? words.text("moment.end") : "E" + signed(minutes(minutes))));
    }

    /** What the rehearsal took until the first lock: of an unguarded target the whole rehearsal comes first once more. */
    Optional<Duration> lock() {
        return measured.map(
                m -> Duration.ofMillis(guarded ? m.preflight() + m.backup().orElse(0L) : m.whole() + m.preflight()));
    }

    Optional<Duration> commit() {
        return lock().map(lock -> lock.plusMillis(measured.map(Measured::locked).orElse(0L)));
    }

    Optional<Duration> end() {
        return commit().map(commit ->
                commit.plusMillis(measured.map(Measured::afterCommit).orElse(0L)));
    }

    Moment lockMoment() {
        return lock().map(this::at).orElseGet(() -> new Moment(Optional.empty(), words.text("moment.lock")));
    }

    Moment commitMoment() {
        return commit().map(this::at).orElseGet(() -> new Moment(Optional.empty(), words.text("moment.commit")));
    }

    /** {@code ±n h}, {@code min} or {@code s}; rounded up, since a window is planned by it. */
    private String signed(Duration offset) {
        long seconds = Math.abs(offset.toMillis() + (offset.isNegative() ? 0 : 999)) / 1000;
        if (seconds == 0) {
            return "";
        }
        String sign = offset.isNegative() ? "\u2212" : "+";
        return sign + words.lasting(Duration.ofSeconds(seconds));
    }

    boolean clocks() {
        return start.isPresent();
    }

    /** Whether the day is known too. */
    boolean isDated() {
        return dated;
    }

    Optional<ZonedDateTime> start() {
        return start;
    }

    /** The time of day, with the day where that is known and another than T's. */
    String clock(Moment moment) {
        if (start.isEmpty() || moment.offset().isEmpty()) {
            return "";
        }
        ZonedDateTime zero = start.get();
        Duration offset = moment.offset().get();
        // Rounded up as the label is.
        ZonedDateTime at =
                zero.plusSeconds(offset.isNegative() ? offset.toSeconds() : (offset.toMillis() + 999) / 1000);
        boolean fine = offset.abs().compareTo(HOUR) < 0 && at.getSecond() != zero.getSecond();
        String time = at.format(DateTimeFormatter.ofPattern(fine ? "HH:mm:ss" : "HH:mm", Locale.ROOT));
        if (at.toLocalDate().equals(zero.toLocalDate())) {
            return time;
        }
        return dated
                ? time + " " + at.format(DateTimeFormatter.ofPattern(words.text("clock.day"), locale()))
                : time + " " + words.text(at.isBefore(zero) ? "clock.before" : "clock.after");
    }

    String startInWords() {
        return start.map(at -> dated
                        ? at.format(DateTimeFormatter.ofPattern(words.text("clock.full"), locale())) + " " + zone(at)
                        : at.format(DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)) + " " + zone(at))
                .orElse("");
    }

    String inWords(Instant instant) {
        return words.language().moment(instant.toString());
    }

    private static String zone(ZonedDateTime at) {
        return "("
                + (at.getZone().equals(at.getOffset())
                        ? "UTC" + at.getOffset()
                        : at.getZone().getId()) + ")";
    }

    private Locale locale() {
        return Locale.forLanguageTag(words.language().code());
    }

    /** The window is another one than this start is in, or closes before the rehearsed end. */
    Optional<Phrase> outsideWindow() {
        if (window.isEmpty() || !dated || start.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> closes = window.get().closes(start.get().toInstant());
        if (closes.isEmpty()) {
            return Optional.of(words.say("care.window.closed", window.get().toString()));
        }
        return commit().map(start.get()::plus)
                .filter(commit -> commit.toInstant().isAfter(closes.get()))
                .map(commit -> words.say("care.window.short", window.get().toString()));
    }
}
