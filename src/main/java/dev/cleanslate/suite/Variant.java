package dev.cleanslate.suite;

import java.util.List;
import java.util.stream.Stream;

/** One of the schemas that a suite serves: tables, or columns as {@code table.column}, that it has and that it lacks. */
public record Variant(String name, Place place, List<Mention> has, List<Mention> lacks) {

    public Variant {
        has = List.copyOf(has);
        lacks = List.copyOf(lacks);
    }

    /** All that it speaks of. */
    public Stream<Mention> mentions() {
        return Stream.concat(has.stream(), lacks.stream());
    }
}
