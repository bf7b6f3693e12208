package dev.cleanslate.suite;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.stream.LongStream;

/** When a reset may run, every day by the clock of that zone: from the first moment, up to and without the second. */
public record Window(LocalTime from, LocalTime to, ZoneId zone) {

    public Window {
        if (from.equals(to)) {
            throw new IllegalArgumentException("A window has to end at another time than it begins, not " + from + ".");
        }
    }

    /** When the window that is open now closes; empty when none is. One over midnight may be yesterday's. */
    public Optional<Instant> closes(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return LongStream.of(-1, 0)
                .mapToObj(today::plusDays)
                .filter(day -> !now.isBefore(opensOn(day)) && now.isBefore(closesAfter(day)))
                .map(this::closesAfter)
                .findFirst();
    }

    /** When it opens next. */
    public ZonedDateTime opensNext(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        Instant opens = opensOn(today);
        return (opens.isAfter(now) ? opens : opensOn(today.plusDays(1))).atZone(zone);
    }

    private Instant opensOn(LocalDate day) {
        return day.atTime(from).atZone(zone).toInstant();
    }

    private Instant closesAfter(LocalDate day) {
        return (to.isAfter(from) ? day : day.plusDays(1))
                .atTime(to)
                .atZone(zone)
                .toInstant();
    }

    @Override
    public String toString() {
        return from + "-" + to + " " + zone;
    }
}
