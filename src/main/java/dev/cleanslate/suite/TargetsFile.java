package dev.cleanslate.suite;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The door to targets.yaml. Its messages never quote an address or whatever else might hold a password. */
public final class TargetsFile {

    private TargetsFile() {}

    /** Every fault at once. Variables stay as they are written until {@link Expansion} is asked for one target. */
    public static Reading<Targets> read(Path file) {
        String shown = file.toString();
        Faults reading = Faults.ofSuite();
        Optional<String> text = TextFile.read(file, TextFile.YAML_LIMIT, Place.of(shown), "the targets file", reading);
        if (text.isEmpty()) {
            return reading.faulty();
        }
        Faults faults = Faults.ofTargets(Secrets.in(text.get()));
        Map<String, Target> targets = YamlTree.parse(text.get(), shown, faults)
                .map(root -> targets(root, new Values(faults)))
                .orElse(Map.of());
        return faults.none() ? new Reading.Sound<>(new Targets(file, targets)) : faults.faulty();
    }

    private static Map<String, Target> targets(Node root, Values values) {
        Map<String, Target> targets = new LinkedHashMap<>();
        Entries.of(root, "the targets file", List.of("targets"), values).ifPresent(entries -> {
            entries.require("targets", "targets: { demo: { embedded: 17, suite: gym } }");
            TargetReader reader = new TargetReader(values);
            entries.get("targets")
                    .map(node -> new Names(values).keys(node, "\"targets\"", "target"))
                    .orElse(List.of())
                    .forEach(named -> reader.read(named).ifPresent(target -> targets.put(target.name(), target)));
        });
        return targets;
    }
}
