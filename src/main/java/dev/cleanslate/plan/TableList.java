package dev.cleanslate.plan;

import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.suite.Suite.Fingerprinting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Every table of the suite's schemas with its part in the plan; partitions are part of their root. */
final class TableList {

    private static final Comparator<Decided> LISTED =
            Comparator.comparing(Decided::fate).thenComparing(Decided::name);

    private final Ground ground;
    private final Map<QualifiedName, Choice> choices;

    /** {@code choices} has the wiped tables in the order they are emptied. */
    TableList(Ground ground, Map<QualifiedName, Choice> choices) {
        this.ground = ground;
        this.choices = choices;
    }

    List<TablePlan> inPlanOrder() {
        List<Decided> ordered = new ArrayList<>();
        for (int phase = 0; phase < ground.suite().phases().size(); phase++) {
            int current = phase;
            choices.keySet().stream()
                    .flatMap(t -> ground.fates().of(t).stream())
                    .filter(d -> d.phase() == current)
                    .forEach(ordered::add);
            ground.fates().all().stream()
                    .filter(d -> d.phase() == current && !choices.containsKey(d.name()))
                    .forEach(ordered::add);
        }
        ground.fates().all().stream()
                .filter(d -> d.phase() == Decided.NO_PHASE)
                .sorted(LISTED)
                .forEach(ordered::add);
        return ordered.stream().map(this::plan).toList();
    }

    private TablePlan plan(Decided decided) {
        Choice choice = switch (decided.fate()) {
            case WIPE -> choices.getOrDefault(decided.name(), new Choice(Strategy.DELETE, decided.reason()));
            case RESET -> new Choice(Strategy.UPDATE, decided.reason());
            case KEEP_ROWS -> choices.getOrDefault(decided.name(), new Choice(Strategy.DELETE, decided.reason()));
            case PROTECT, IGNORE -> new Choice(Strategy.NONE, decided.reason());
        };
        Size size = ground.families().size(decided.name());
        return new TablePlan(
                decided.name(),
                decided.fate(),
                choice.strategy(),
                choice.reason(),
                size.rows(),
                size.bytes(),
                Optional.of(decided.phase()).filter(p -> p != Decided.NO_PHASE),
                decided.allowEmpty(),
                comparable(decided) ? decided.fingerprint() : Fingerprinting.OFF);
    }

    /** Where cascades may take kept rows along, nobody can say beforehand what will be left. */
    private boolean comparable(Decided decided) {
        return decided.fate() != Fate.KEEP_ROWS
                || IntStream.range(0, ground.suite().phases().size())
                        .noneMatch(phase -> ground.letsCascade(decided.name(), phase));
    }
}
