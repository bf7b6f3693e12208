package dev.cleanslate.plan;

import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What is done to a table is done to those that inherit from it, and shows through those it inherits from. */
final class Inheritance {

    private final Ground ground;

    Inheritance(Ground ground) {
        this.ground = ground;
    }

    void check() {
        for (Decided decided : ground.fates().all()) {
            ground.families().heirs(decided.name()).forEach(heir -> downwards(decided, heir));
            ancestors(decided.table()).forEach(parent -> upwards(decided, parent));
        }
    }

    private void downwards(Decided parent, QualifiedName heir) {
        if (parent.fate() == Fate.WIPE && !ground.fates().wipedBy(heir, parent.phase())) {
            boolean later = ground.fates().is(heir, Fate.WIPE);
            refuse(
                    parent,
                    "and with it the rows of \"" + heir + "\", which inherits from it and is "
                            + (later ? "wiped only later" : ground.fates().word(heir)) + ". Wipe \"" + heir
                            + "\" in the same or an earlier phase, or end the inheritance (ALTER TABLE … NO INHERIT).");
        } else if (parent.fate() == Fate.RESET) {
            refuse(
                    parent,
                    "and with it the rows of \"" + heir + "\", which inherits from it. Reset the tables below it"
                            + " one by one in an sql phase, or end the inheritance (ALTER TABLE … NO INHERIT).");
        }
    }

    private Set<QualifiedName> ancestors(Table heir) {
        Set<QualifiedName> found = new LinkedHashSet<>();
        Deque<QualifiedName> open = new ArrayDeque<>(heir.inherits());
        while (!open.isEmpty()) {
            QualifiedName at = open.remove();
            if (found.add(at)) {
                ground.families().table(at).ifPresent(table -> open.addAll(table.inherits()));
            }
        }
        return found;
    }

    private void upwards(Decided heir, QualifiedName parent) {
        Optional<Decided> above = ground.fates().of(parent).filter(d -> d.fate() == Fate.PROTECT);
        boolean changes = heir.fate() != Fate.PROTECT && heir.fate() != Fate.IGNORE;
        if (changes && above.isPresent()) {
            refuse(
                    heir,
                    "whose rows show through protected \"" + parent + "\", from which it inherits. Take \"" + parent
                            + "\" off protect, or end the inheritance (ALTER TABLE … NO INHERIT).");
        }
    }

    private void refuse(Decided decided, String why) {
        ground.findings().rule(decided.place(), decided.said() + ", " + why);
    }
}
