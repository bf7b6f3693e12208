package dev.cleanslate.session;

import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Surroundings;
import dev.cleanslate.postgres.Surroundings.Other;
import dev.cleanslate.run.GateRunner;
import dev.cleanslate.suite.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who else is at work in the database. */
record SessionGates(Workbench bench) {

    private static final int LISTED = 20;

    List<Condition> all() {
        List<Condition> all = new ArrayList<>();
        bench.target
                .maxConnections()
                .ifPresent(most -> all.add(gate(
                        "No more than " + most + " other sessions",
                        () -> atMost(most, "the target (max-connections)"))));
        all.add(gate("No dump is running", this::noDump));
        all.add(gate("No transaction is open for long", this::noLongTransaction));
        return all;
    }

    private Condition gate(String name, Runnable question) {
        return new Condition(name, bench.target.place(), true, open -> question.run());
    }

    void atMost(int most, String who) {
        List<Other> others = others();
        bench.readings.add("<=" + most, String.valueOf(others.size()));
        if (others.size() > most) {
            throw GateRunner.refused(
                    who + " allows " + most + (most == 1 ? " other session" : " other sessions") + ", and there "
                            + (others.size() == 1 ? "is 1: " : "are " + others.size() + ": ") + listed(others)
                            + ". Stop the application first.");
        }
    }

    private void noDump() {
        List<Other> dumps = others().stream()
                .filter(other -> other.application().matches("pg_(dump|dumpall|restore)\\b.*"))
                .toList();
        bench.readings.none(dumps.size());
        if (!dumps.isEmpty()) {
            throw GateRunner.refused("a dump or restore is running: " + listed(dumps) + ". Wait for its end.");
        }
    }

    /**
     * What the role may not see may be a transaction of any age. Where nobody asked for a limit that is told only: a plain
     * owner can reset a database that is nobody's production, and a lock that is really in the way is met by its timeout.
     */
    private void noLongTransaction() {
        List<Other> others = others();
        bench.readings.none(old(others).size());
        requireShort(others).ifPresent(hidden -> {
            if (asksForALimit()) {
                throw GateRunner.refused(hidden + ". A gate that cannot see refuses. GRANT pg_read_all_stats TO "
                        + QualifiedName.quote(bench.catalog().server().role())
                        + "; (and leave track_activities on), or end them.");
            }
            Gates.note(bench, hidden + ".");
        });
    }

    /** Says what cannot be seen. */
    static Optional<String> requireShort(List<Other> others) {
        List<Other> old = old(others);
        if (!old.isEmpty()) {
            throw GateRunner.refused("open for more than " + SessionsLook.LONG_SECONDS / 60 + " minutes: " + listed(old)
                    + ". Wait for them, or end these sessions: "
                    + old.stream()
                            .limit(LISTED)
                            .map(other -> "SELECT pg_terminate_backend(" + other.name() + ");")
                            .collect(Collectors.joining(" ")));
        }
        List<Other> hidden = others.stream()
                .filter(other ->
                        other.state().filter(state -> !state.equals("disabled")).isEmpty())
                .toList();
        return hidden.isEmpty()
                ? Optional.empty()
                : Optional.of("what these sessions do, and since when, is hidden from this role: " + listed(hidden));
    }

    private static List<Other> old(List<Other> others) {
        return others.stream()
                .filter(other -> other.seconds().orElse(0L) >= SessionsLook.LONG_SECONDS)
                .toList();
    }

    private boolean asksForALimit() {
        return bench.target.guarded()
                || bench.target.maxConnections().isPresent()
                || bench.suite.sections().gates().stream()
                        .anyMatch(gate -> gate.kind() instanceof Gate.Kind.Connections);
    }

    /** Without what this run itself has opened. */
    private List<Other> others() {
        return Surroundings.others(Gates.session(bench)).stream()
                .filter(other -> !other.prepared() && !bench.onlooker().is(other.name()) && !bench.watch.is(other))
                .toList();
    }

    static String listed(List<Other> sessions) {
        String shown = sessions.stream().limit(LISTED).map(SessionGates::words).collect(Collectors.joining(", "));
        return sessions.size() <= LISTED ? shown : shown + " and " + (sessions.size() - LISTED) + " more";
    }

    private static String words(Other other) {
        return other.application() + " (" + other.user()
                + other.client().map(client -> " from " + client).orElse("")
                + other.state()
                        .map(state -> ", " + state
                                + other.since().map(since -> " since " + since).orElse(""))
                        .orElse("")
                + ", pid " + other.name() + ")";
    }
}
