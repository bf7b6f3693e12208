package dev.cleanslate.suite;

import dev.cleanslate.api.Action;
import dev.cleanslate.api.Action.TableReset;
import dev.cleanslate.api.Action.Value;
import dev.cleanslate.suite.Node.Entry;
import dev.cleanslate.suite.Node.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What a suite class says, as the tree its YAML would be, so that one set of rules judges both. */
record ActionNodes(Place place) {

    /** The keys of a phase that say what it does. */
    List<Entry> entries(Action action) {
        if (action instanceof Action.Wipe wipe) {
            return List.of(entry("wipe", texts(wipe.tables())));
        } else if (action instanceof Action.KeepRows keep) {
            List<Entry> entries = new ArrayList<>();
            entries.add(entry("keep-rows", kept(keep)));
            if (!keep.cascades().isEmpty()) {
                entries.add(entry("cascades", texts(keep.cascades())));
            }
            return entries;
        } else if (action instanceof Action.Reset reset) {
            List<Entry> tables = new ArrayList<>();
            reset.tables().forEach((table, columns) -> tables.add(entry(table, columns(columns))));
            return List.of(entry("reset", new Node.Mapping(place, tables)));
        } else if (action instanceof Action.Sql sql) {
            return List.of(entry("sql", text(sql.file())));
        }
        return List.of(entry("command", texts(((Action.Command) action).arguments())));
    }

    private Node kept(Action.KeepRows keep) {
        List<Entry> tables = new ArrayList<>();
        keep.predicates().forEach((table, predicate) -> tables.add(entry(table, text(predicate))));
        keep.allBut().forEach((table, reviewed) -> {
            Node file = new Node.Mapping(
                    place,
                    List.of(entry("finding", texts(reviewed.findings())), entry("reviewed", text(reviewed.file()))));
            tables.add(entry(table, new Node.Mapping(place, List.of(entry("all-but", file)))));
        });
        return new Node.Mapping(place, tables);
    }

    private Node columns(TableReset reset) {
        List<Entry> entries = new ArrayList<>();
        reset.columns().forEach((column, value) -> entries.add(entry(column, value(value))));
        String where = reset.where();
        if (where != null) {
            entries.add(entry("where", text(where)));
        }
        return new Node.Mapping(place, entries);
    }

    private Node value(Value value) {
        if (value instanceof Value.Expression expression) {
            return mapping(Map.of("sql", expression.sql()));
        }
        String text = ((Value.Literal) value).text();
        return text == null ? new Scalar(place, "null", Scalar.Type.NULL) : text(text);
    }

    Entry entry(String key, Node value) {
        return new Entry(text(key), value);
    }

    Scalar text(String text) {
        return new Scalar(place, text, Scalar.Type.TEXT);
    }

    Scalar truth(boolean value) {
        return new Scalar(place, Boolean.toString(value), Scalar.Type.BOOLEAN);
    }

    Node texts(String... texts) {
        return texts(Arrays.asList(texts));
    }

    private Node texts(Collection<String> texts) {
        return new Node.Sequence(place, texts.stream().<Node>map(this::text).toList());
    }

    private Node mapping(Map<String, String> texts) {
        List<Entry> entries = new ArrayList<>();
        texts.forEach((key, value) -> entries.add(entry(key, text(value))));
        return new Node.Mapping(place, entries);
    }
}
