package dev.cleanslate.suite;

import java.util.List;

/** A YAML file as a tree in which everything knows its place. */
sealed interface Node {

    Place place();

    /** {@code text} is exactly what the file says, so that 1.50 stays 1.50. */
    record Scalar(Place place, String text, Type type) implements Node {

        enum Type {
            TEXT,
            NUMBER,
            BOOLEAN,
            NULL,
            /** Nothing at all after the colon or the dash. */
            NOTHING
        }

        boolean hasValue() {
            return type != Type.NULL && type != Type.NOTHING;
        }
    }

    record Sequence(Place place, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    record Mapping(Place place, List<Entry> entries) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    /** Something that is reported already, so that no second fault is drawn from it. */
    record Broken(Place place) implements Node {}

    record Entry(Scalar key, Node value) {}
}
