package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.ForeignKey.OnDelete;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.postgres.Trigger;
import dev.cleanslate.postgres.Trigger.Event;
import dev.cleanslate.suite.SuiteDraft.Item;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The triggers that the proposed reset would set off, as far as this role may switch them off. */
final class Noise {

    private final Catalog catalog;
    private final Families families;
    private final KeyGraph keys;
    private final Map<QualifiedName, Proposal> proposals;
    private final List<String> loud = new ArrayList<>();

    Noise(Catalog catalog, Families families, KeyGraph keys, Map<QualifiedName, Proposal> proposals) {
        this.catalog = catalog;
        this.families = families;
        this.keys = keys;
        this.proposals = proposals;
    }

    List<Item> toDisable(Spelling spelling) {
        List<Trigger> wanted = catalog.triggers().stream()
                .filter(this::fires)
                .filter(this::ours)
                .toList();
        Set<Trigger> done = new HashSet<>();
        List<Item> items = new ArrayList<>();
        for (Trigger trigger : wanted) {
            if (done.contains(trigger)) {
                continue;
            }
            Optional<String> written = spelling.of(trigger, wanted);
            if (written.isEmpty()) {
                loud.add("Trigger \"" + trigger.name() + "\" of " + trigger.table()
                        + " fires, and no suite can name it alone.");
                continue;
            }
            List<Trigger> meant = spelling.find(written.get());
            done.addAll(meant);
            items.add(new Item(
                    written.get(), false, meant.stream().map(Noise::said).collect(Collectors.joining("; "))));
        }
        return items;
    }

    /** What stays on although it fires, one sentence each. */
    List<String> loud() {
        return loud;
    }

    private static String said(Trigger trigger) {
        return "on " + trigger.table() + ", "
                + trigger.timing().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + " "
                + trigger.events().stream()
                        .sorted()
                        .map(e -> e.name().toLowerCase(java.util.Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }

    private boolean fires(Trigger trigger) {
        boolean on = trigger.state() == Trigger.State.ENABLED || trigger.state() == Trigger.State.ALWAYS;
        Proposal proposal = proposals.get(families.root(trigger.table()));
        if (!on || proposal == null) {
            return false;
        }
        EnumSet<Event> events = EnumSet.noneOf(Event.class);
        if (proposal.fate() == Fate.WIPE) {
            events.add(Event.DELETE);
            events.add(Event.TRUNCATE);
            if (losesTouch(proposal.table())) {
                events.add(Event.UPDATE);
            }
        } else if (proposal.fate() == Fate.RESET) {
            events.add(Event.UPDATE);
        }
        return trigger.events().stream().anyMatch(events::contains);
    }

    /** Whether the server itself updates rows of the table, as SET NULL does, while others go. */
    private boolean losesTouch(QualifiedName child) {
        return proposals.keySet().stream()
                .flatMap(parent -> keys.into(parent).stream())
                .filter(e -> e.child().equals(child))
                .map(Edge::key)
                .anyMatch(k -> k.onDelete() == OnDelete.SET_NULL || k.onDelete() == OnDelete.SET_DEFAULT);
    }

    private boolean ours(Trigger trigger) {
        boolean owner = families.table(trigger.table())
                .map(Table::rights)
                .map(Table.Rights::owner)
                .orElse(false);
        if (!owner) {
            loud.add("Trigger \"" + trigger.name() + "\" fires while " + trigger.table()
                    + " is emptied; only the table's owner may switch it off, and this role is not.");
        }
        return owner;
    }
}
