package dev.cleanslate.suite;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The targets of a file, by name, in the file's order. */
public record Targets(Path file, Map<String, Target> byName) {

    public Targets {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    public Optional<Target> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** What to say of a name that is none of these. */
    public Fault unknown(String name) {
        return new Fault(
                Place.of(file.toString()),
                "there is no target " + Shown.text(name) + "." + Nearest.question(name, byName.keySet())
                        + " There are: " + Entries.listed(byName.keySet()) + ". Nothing was run.");
    }
}
