package dev.cleanslate.plan;

import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Sequence;
import dev.cleanslate.suite.Place;
import dev.cleanslate.suite.Suite.RestartSequences;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which sequences start over. One that a table draws from whose rows stay would give their numbers once more. */
final class SequencePlanner {

    private final Ground ground;
    private final Place place;

    SequencePlanner(Ground ground, Place place) {
        this.ground = ground;
        this.place = place;
    }

    List<QualifiedName> plan() {
        RestartSequences wanted = ground.suite().restartSequences();
        if (wanted == RestartSequences.NONE) {
            return List.of();
        }
        return ground.catalog().sequences().stream()
                .filter(s -> s.extension().isEmpty())
                .filter(s -> wanted == RestartSequences.ALL ? ground.names().inScope(s.name()) : ofWipedTable(s))
                .filter(this::everyUserIsWiped)
                .filter(this::restartable)
                .map(Sequence::name)
                .sorted()
                .toList();
    }

    private boolean ofWipedTable(Sequence sequence) {
        Optional<QualifiedName> owner = sequence.ownerTable();
        if (owner.isEmpty()
                && !users(sequence).isEmpty()
                && users(sequence).stream().allMatch(this::wiped)) {
            ground.findings()
                    .warn("Sequence \"" + sequence.name() + "\" goes on counting: only wiped tables draw from it ("
                            + list(users(sequence))
                            + "), but none owns it (ALTER SEQUENCE … OWNED BY, or restart-sequences: all).");
        }
        return owner.map(ground.families()::root).map(this::wiped).orElse(false);
    }

    private boolean everyUserIsWiped(Sequence sequence) {
        Set<QualifiedName> staying = users(sequence);
        staying.removeIf(this::wiped);
        if (!staying.isEmpty()) {
            ground.findings()
                    .warn("Sequence \"" + sequence.name() + "\" goes on counting, since " + list(staying)
                            + (staying.size() == 1 ? " draws" : " draw") + " from it and "
                            + (staying.size() == 1 ? "is" : "are")
                            + " not wiped.");
        }
        return staying.isEmpty();
    }

    private boolean restartable(Sequence sequence) {
        if (!sequence.owned()) {
            ground.findings()
                    .rule(
                            place,
                            "restart-sequences: "
                                    + ground.suite().restartSequences().name().toLowerCase(Locale.ROOT)
                                    + " restarts \"" + sequence.name() + "\", which only its owner may do, and role "
                                    + ground.catalog().server().role()
                                    + " is not. Run as the owner, or write restart-sequences: none.");
        }
        return true;
    }

    private Set<QualifiedName> users(Sequence sequence) {
        Set<QualifiedName> users = new LinkedHashSet<>();
        sequence.ownerTable().map(ground.families()::root).ifPresent(users::add);
        sequence.usedBy().stream().map(ground.families()::root).forEach(users::add);
        return users;
    }

    private boolean wiped(QualifiedName table) {
        return ground.fates().is(table, Fate.WIPE);
    }

    private static String list(Set<QualifiedName> tables) {
        return tables.stream().map(t -> "\"" + t + "\"").collect(Collectors.joining(", "));
    }
}
