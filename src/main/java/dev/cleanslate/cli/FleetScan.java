package dev.cleanslate.cli;

import dev.cleanslate.engine.Launch;
import dev.cleanslate.evidence.FleetReport;
import dev.cleanslate.session.Fleet;
import dev.cleanslate.session.Invocation;
import dev.cleanslate.suite.Reading;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A scan of each of many targets, a few at a time. What becomes of one is nothing to the others. */
final class FleetScan {

    private static final int USAGE = 2;
    private static final int INFRASTRUCTURE = 4;

    private final Invocation invocation;
    private final int parallel;
    private final PrintStream people;
    private final AtomicBoolean stopped = new AtomicBoolean();

    FleetScan(Invocation invocation, int parallel) {
        this.invocation = invocation;
        this.parallel = parallel;
        this.people = invocation.output().json() ? System.err : System.out;
    }

    int run(List<String> patterns, Optional<Fleet.Shard> shard) {
        Reading<Fleet> read = Fleet.of(invocation.suitesFolder(), patterns, shard);
        if (read instanceof Reading.Faulty<Fleet> faulty) {
            faulty.faults().forEach(fault -> System.err.println("cleanslate: " + fault));
            return USAGE;
        }
        Fleet fleet = ((Reading.Sound<Fleet>) read).value();
        people.println(fleet.targets().size() + " of " + fleet.ofAll() + " targets"
                + shard.map(s -> " are in shard " + s).orElse("") + ", " + parallel + " at a time.");
        return report(all(fleet.targets()), fleet.targets());
    }

    private int report(List<Scanned> scanned, List<String> targets) {
        List<FleetReport.Line> lines =
                scanned.stream().flatMap(s -> s.lines().stream()).toList();
        List<String> done = scanned.stream().map(Scanned::target).toList();
        List<String> notStarted =
                targets.stream().filter(t -> !done.contains(t)).toList();
        int worst = Launch.worst(
                scanned.stream().map(Scanned::exitCode).toList(), notStarted.isEmpty() ? 0 : INFRASTRUCTURE);
        if (!lines.isEmpty()) {
            people.println();
            FleetReport.table(lines).forEach(people::println);
        }
        if (!notStarted.isEmpty()) {
            people.println("Stopped before it came to: " + String.join(", ", notStarted) + ".");
        }
        if (invocation.output().json()) {
            System.out.print(FleetReport.json(lines, notStarted, worst));
        }
        return worst;
    }

    private record Scanned(String target, int exitCode, List<FleetReport.Line> lines) {}

    private List<Scanned> all(List<String> targets) {
        // Each run under way hears of a signal by itself; here it only keeps the next one from being started.
        Thread hook = new Thread(() -> stopped.set(true), "cleanslate-fleet");
        Runtime.getRuntime().addShutdownHook(hook);
        ExecutorService threads = Executors.newFixedThreadPool(parallel);
        AtomicInteger number = new AtomicInteger();
        try {
            List<Future<Optional<Scanned>>> futures = new ArrayList<>();
            targets.forEach(target -> futures.add(threads.submit(() -> one(target, number, targets.size()))));
            List<Scanned> scanned = new ArrayList<>();
            for (int i = 0; i < targets.size(); i++) {
                collected(targets.get(i), futures.get(i)).ifPresent(scanned::add);
            }
            return scanned;
        } finally {
            threads.shutdownNow();
            unhook(hook);
        }
    }

    private static Optional<Scanned> collected(String target, Future<Optional<Scanned>> future) {
        try {
            return future.get();
        } catch (ExecutionException trouble) {
            String why = "an error in Cleanslate itself, please report it: " + trouble.getCause();
            return Optional.of(
                    new Scanned(target, INFRASTRUCTURE, List.of(FleetReport.none(target, INFRASTRUCTURE, why))));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<Scanned> one(String target, AtomicInteger number, int of) {
        if (stopped.get()) {
            return Optional.empty();
        }
        Launch.Result result = Launch.result(
                invocation.of(Optional.of(target), invocation.suites()).quietly());
        List<FleetReport.Line> lines = result.folders().isEmpty()
                ? List.of(FleetReport.none(target, result.exitCode(), "no record could be written"))
                : result.folders().stream()
                        .map(folder -> FleetReport.of(target, result.exitCode(), folder))
                        .toList();
        int ended = number.incrementAndGet();
        lines.forEach(line -> people.println("[" + ended + "/" + of + "] " + FleetReport.said(line)));
        return Optional.of(new Scanned(target, result.exitCode(), lines));
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook has done what it is there for.
        }
    }
}
