package dev.cleanslate.plan;

import dev.cleanslate.postgres.Answers;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Trigger;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.Place;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.SuiteWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a suite has to write a name so that the planner takes it for this very thing, if it can be written at all. */
final class Spelling {

    private static final Place NOWHERE = Place.of("suite.yaml");

    private final Names names;
    private final TriggerNames triggers;

    Spelling(Catalog catalog) {
        Findings unheard = new Findings(Answers.NONE);
        this.names = new Names(everySchema(), catalog, unheard);
        this.triggers = new TriggerNames(catalog, names, unheard);
    }

    Optional<String> of(QualifiedName table) {
        return Stream.of(names.written(table), Names.full(table))
                .filter(SuiteWriter::canName)
                .filter(written -> names.table("", new Mention(written, NOWHERE))
                        .filter(named -> named.exact() && named.item().name().equals(table))
                        .isPresent())
                .findFirst();
    }

    /** The shortest that means this trigger and otherwise none but those of {@code others}. */
    Optional<String> of(Trigger trigger, Collection<Trigger> others) {
        return Stream.of(
                        trigger.name(),
                        names.written(trigger.table()) + "." + trigger.name(),
                        Names.full(trigger.table()) + "." + trigger.name())
                .filter(SuiteWriter::canName)
                .filter(written -> {
                    List<Trigger> meant = find(written);
                    return meant.contains(trigger) && others.containsAll(meant);
                })
                .findFirst();
    }

    List<Trigger> find(String written) {
        return triggers.find("", new Mention(written, NOWHERE));
    }

    /** A suite about everything, to look names up with. */
    static Suite everySchema() {
        return Suite.none(Path.of("suite.yaml"));
    }
}
