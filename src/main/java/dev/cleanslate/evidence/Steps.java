package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.StepResult;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunEvent.Status;
import dev.cleanslate.run.RunListener;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps of a run in the order they began; a step that runs again in a later attempt counts once, as it ended. */
final class Steps implements RunListener {

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    @Override
    public void on(Instant at, RunEvent event) {
        if (event instanceof RunEvent.StepStarted e) {
            entries.computeIfAbsent(e.id(), id -> new Entry()).begin(at, e);
        } else if (event instanceof RunEvent.Progress e && entries.containsKey(e.id())) {
            Entry entry = entries.get(e.id());
            entry.done.put(e.what(), new StepResult.Done(e.what(), e.rows(), e.millis()));
        } else if (event instanceof RunEvent.StepFinished e) {
            entries.computeIfAbsent(e.id(), id -> new Entry()).end = e;
        } else if (event instanceof RunEvent.Read e) {
            entries.computeIfAbsent(e.id(), id -> new Entry()).readings = e.readings();
        }
    }

    /** Steps that are under way are left out while the run is, and failed when it has ended without them. */
    List<StepResult> results(@Nullable Instant runEnded) {
        List<StepResult> results = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.end != null) {
                results.add(entry.finished(entry.end));
            } else if (entry.start != null && runEnded != null) {
                results.add(entry.finished(new RunEvent.StepFinished(
                        entry.start.stage(),
                        entry.start.id(),
                        entry.start.name(),
                        Status.FAILED,
                        Duration.between(entry.since, runEnded).toMillis(),
                        "The run ended while this step was under way.")));
            }
        }
        return results;
    }

    private static final class Entry {
        private RunEvent.@Nullable StepStarted start;
        private Instant since = Instant.EPOCH;
        private final Map<String, StepResult.Done> done = new LinkedHashMap<>();
        private RunEvent.@Nullable StepFinished end;
        private List<RunEvent.Reading> readings = List.of();

        private void begin(Instant at, RunEvent.StepStarted event) {
            start = event;
            since = at;
            end = null;
            readings = List.of();
            done.clear();
        }

        private StepResult finished(RunEvent.StepFinished e) {
            return new StepResult(
                    e.id(),
                    e.stage().word(),
                    e.name(),
                    e.status().word(),
                    e.millis(),
                    e.message(),
                    Optional.ofNullable(start).flatMap(RunEvent.StepStarted::parent),
                    Optional.ofNullable(start).map(s -> s.place().toString()),
                    readings.stream()
                            .map(r -> new StepResult.Reading(r.of(), r.expected(), r.found()))
                            .toList(),
                    Optional.ofNullable(start)
                            .map(s -> since.truncatedTo(ChronoUnit.MILLIS).toString()),
                    List.copyOf(done.values()));
        }
    }
}
