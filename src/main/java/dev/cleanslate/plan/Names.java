package dev.cleanslate.plan;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Sequence;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.Nearest;
import dev.cleanslate.suite.Suite;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the names of a suite stand for in this database, within the schemas that the suite is about. */
final class Names {

    private final String database;
    private final Set<String> scope;
    private final Directory<Table> tables;
    private final Directory<Sequence> sequences;
    private final Findings findings;

    Names(Suite suite, Catalog catalog, Findings findings) {
        this.database = catalog.server().database();
        this.findings = findings;
        Set<String> known = Stream.concat(
                        catalog.tables().stream().map(t -> t.name().schema()),
                        catalog.sequences().stream().map(s -> s.name().schema()))
                .collect(Collectors.toCollection(TreeSet::new));
        this.scope = suite.schemas().isEmpty() ? known : listed(suite.schemas(), known);
        this.tables = new Directory<>("table", catalog.tables(), Table::name);
        this.sequences = new Directory<>("sequence", catalog.sequences(), Sequence::name);
    }

    boolean inScope(QualifiedName name) {
        return scope.contains(name.schema());
    }

    /** A table's name as a suite would have to write it: without its schema where no other table could be meant. */
    String written(QualifiedName name) {
        return tables.called(name.name()).equals(List.of(name)) ? name.name() : full(name);
    }

    /** Whether there is such a table at all, be it one of several, or in a schema that the suite is not about. */
    boolean standsForSome(String name) {
        return !tables.called(name).isEmpty();
    }

    /** The table that is meant; what is wrong with the name is among the findings, led by {@code who}. */
    Optional<Named<Table>> table(String who, Mention mention) {
        return tables.find(who, mention);
    }

    Optional<Named<Sequence>> sequence(String who, Mention mention) {
        return sequences.find(who, mention);
    }

    /** Exact, or what was probably meant by a name that is refused: good enough to judge the rest of the suite by. */
    record Named<T>(T item, boolean exact) {}

    private Set<String> listed(List<Mention> mentions, Set<String> known) {
        for (Mention schema : mentions) {
            if (!known.contains(schema.name())) {
                findings.usage(
                        schema.place(),
                        "schemas lists \"" + schema.name() + "\", but " + database
                                + " has no table in a schema of that name." + Nearest.question(schema.name(), known));
            }
        }
        return mentions.stream().map(Mention::name).collect(Collectors.toSet());
    }

    /** Things of one kind by name. */
    private final class Directory<T> {

        private final String kind;
        private final Map<QualifiedName, T> all;
        private final Map<String, List<QualifiedName>> bare;

        Directory(String kind, List<T> items, Function<T, QualifiedName> nameOf) {
            this.kind = kind;
            this.all = items.stream().collect(Collectors.toMap(nameOf, Function.identity()));
            this.bare = all.keySet().stream()
                    .filter(Names.this::inScope)
                    .sorted()
                    .collect(Collectors.groupingBy(QualifiedName::name));
        }

        Optional<Named<T>> find(String who, Mention mention) {
            List<QualifiedName> found = called(mention.name());
            if (found.isEmpty()) {
                return unknown(who, mention);
            }
            QualifiedName first = found.get(0);
            if (found.size() > 1) {
                findings.usage(
                        mention.place(),
                        said(who, mention) + ", and that can be "
                                + found.stream().map(Names::full).collect(Collectors.joining(" or "))
                                + ". Write it with its schema.");
                return Optional.empty();
            }
            if (!inScope(first)) {
                findings.usage(
                        mention.place(),
                        said(who, mention) + ", but schemas does not list \"" + first.schema()
                                + "\". Add it there, or take the " + kind + " out.");
                return Optional.empty();
            }
            return one(first, true);
        }

        /** A dot may stand between schema and name, or in the name: where it can be both, both are meant. */
        List<QualifiedName> called(String written) {
            List<QualifiedName> whole = bare.getOrDefault(written, List.of());
            List<QualifiedName> split =
                    qualified(written).filter(all::containsKey).toList();
            return whole.isEmpty()
                    ? split
                    : Stream.concat(whole.stream(), split.stream().filter(Names.this::inScope))
                            .toList();
        }

        private Optional<Named<T>> unknown(String who, Mention mention) {
            Set<String> candidates = mention.name().contains(".")
                    ? all.keySet().stream()
                            .filter(Names.this::inScope)
                            .map(Names::full)
                            .collect(Collectors.toSet())
                    : bare.keySet();
            Optional<String> nearest = Nearest.word(mention.name(), candidates);
            findings.usage(
                    mention.place(),
                    said(who, mention) + ", but no such " + kind + " exists in " + database + "."
                            + nearest.map(word -> " Did you mean \"" + word + "\"?")
                                    .orElse(""));
            List<QualifiedName> meant = nearest.stream()
                    .flatMap(word -> Stream.concat(
                            bare.getOrDefault(word, List.of()).stream(),
                            qualified(word).filter(all::containsKey)))
                    .toList();
            return meant.size() == 1 ? one(meant.get(0), false) : Optional.empty();
        }

        private Optional<Named<T>> one(QualifiedName name, boolean exact) {
            return Optional.ofNullable(all.get(name)).map(item -> new Named<>(item, exact));
        }
    }

    /** A name with dots may be split at any of them, since a schema and a table may have dots in their names. */
    static Stream<QualifiedName> qualified(String written) {
        return IntStream.range(1, Math.max(1, written.length() - 1))
                .filter(i -> written.charAt(i) == '.')
                .mapToObj(i -> new QualifiedName(written.substring(0, i), written.substring(i + 1)));
    }

    private static String said(String who, Mention mention) {
        return who + " \"" + mention.name() + "\"";
    }

    static String full(QualifiedName name) {
        return name.schema() + "." + name.name();
    }
}
