package dev.cleanslate.suite;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds the tree from the parser's events, which carry a mark for every key and value. Anchors, aliases and tags are
 * refused: a suite is read by people, and without them the tree cannot grow beyond the file.
 */
final class YamlTree {

    private static final int DEEPEST = 32;
    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    private static final Pattern NULL = Pattern.compile("null|Null|NULL|~");
    private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");

    private final String file;
    private final Faults faults;
    private final Iterator<Event> events;

    private YamlTree(String text, String file, Faults faults) {
        this.file = file;
        this.faults = faults;
        this.events =
                new Parse(LoadSettings.builder().build()).parseString(text).iterator();
    }

    static Optional<Node> parse(String text, String file, Faults faults) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        Optional<Fault> unfit = YamlProblem.unfitCharacter(plain, file);
        if (unfit.isPresent()) {
            faults.add(unfit.get().place(), unfit.get().message());
            return Optional.empty();
        }
        try {
            return new YamlTree(plain, file, faults).document();
        } catch (TooDeep e) {
            faults.add(e.place, "the file is nested deeper than " + DEEPEST + " levels.");
        } catch (YamlEngineException e) {
            Fault problem = YamlProblem.of(e, plain, file);
            faults.add(problem.place(), problem.message());
        } catch (RuntimeException e) {
            // The parser trips over a few inputs (an escape beyond Unicode, say) with exceptions of other kinds.
            faults.add(Place.of(file), "the file is not valid YAML.");
        }
        return Optional.empty();
    }

    private Optional<Node> document() {
        Optional<Node> root = Optional.empty();
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent && root.isPresent()) {
                faults.add(place(event), "a second YAML document begins here. A file holds one: remove the \"---\".");
                return Optional.empty();
            }
            if (event instanceof NodeEvent node) {
                root = Optional.of(node(node, 0));
            }
        }
        if (root.isEmpty() || (root.get() instanceof Node.Scalar scalar && !scalar.hasValue())) {
            faults.add(Place.of(file), "the file is empty.");
            return Optional.empty();
        }
        return root;
    }

    private Node node(NodeEvent event, int depth) {
        Place place = place(event);
        if (depth > DEEPEST) {
            throw new TooDeep(place);
        }
        if (event instanceof AliasEvent) {
            faults.add(
                    place,
                    "an alias (*) stands here. Aliases are not supported: write the value out, or quote it"
                            + " if it begins with a star.");
            return new Node.Broken(place);
        }
        if (event.getAnchor().isPresent()) {
            faults.add(
                    place,
                    "an anchor (&) stands here. Anchors are not supported: write the value out, or quote it"
                            + " if it begins with an ampersand.");
        }
        if (event instanceof ScalarEvent scalar) {
            refuseTag(scalar.getTag(), place);
            return new Node.Scalar(place, scalar.getValue(), typeOf(scalar));
        }
        if (event instanceof SequenceStartEvent sequence) {
            refuseTag(sequence.getTag(), place);
            return new Node.Sequence(place, items(depth));
        }
        if (event instanceof MappingStartEvent mapping) {
            refuseTag(mapping.getTag(), place);
            return new Node.Mapping(place, entries(depth));
        }
        throw new IllegalStateException("a node of kind " + event.getEventId());
    }

    private List<Node> items(int depth) {
        List<Node> items = new ArrayList<>();
        while (events.next() instanceof NodeEvent item) {
            items.add(node(item, depth + 1));
        }
        return items;
    }

    private List<Node.Entry> entries(int depth) {
        List<Node.Entry> entries = new ArrayList<>();
        while (events.next() instanceof NodeEvent first) {
            Node key = node(first, depth + 1);
            Node value = node((NodeEvent) events.next(), depth + 1);
            if (key instanceof Node.Scalar scalar) {
                entries.add(new Node.Entry(scalar, value));
            } else if (!(key instanceof Node.Broken)) {
                faults.add(key.place(), "a key must be a word, found " + Values.kind(key) + ".");
            }
        }
        return entries;
    }

    private void refuseTag(Optional<String> tag, Place place) {
        if (tag.isPresent()) {
            faults.add(
                    place,
                    "a YAML tag (!) stands here. Tags are not supported: leave it out, or quote the value"
                            + " if it begins with an exclamation mark.");
        }
    }

    private static Node.Scalar.Type typeOf(ScalarEvent scalar) {
        String text = scalar.getValue();
        if (!scalar.isPlain()) {
            return Node.Scalar.Type.TEXT;
        } else if (text.isEmpty()) {
            return Node.Scalar.Type.NOTHING;
        } else if (NULL.matcher(text).matches()) {
            return Node.Scalar.Type.NULL;
        } else if (BOOLEAN.matcher(text).matches()) {
            return Node.Scalar.Type.BOOLEAN;
        }
        return NUMBER.matcher(text).matches() ? Node.Scalar.Type.NUMBER : Node.Scalar.Type.TEXT;
    }

    private Place place(Event event) {
        return event.getStartMark()
                .map(mark -> new Place(file, mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(Place.of(file));
    }

    private static final class TooDeep extends RuntimeException {
        private final transient Place place;

        TooDeep(Place place) {
            this.place = place;
        }
    }
}
