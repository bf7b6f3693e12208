package dev.cleanslate.suite;

import java.util.List;

/** The sections around the transaction. What this version reads but does not act on yet, a plan refuses by name. */
public record Sections(
        List<Gate> gates, List<Smoke> smoke, List<Hook> hooks, List<Mention> scan, List<Mention> storage) {

    public static final Sections NONE = new Sections(List.of(), List.of(), List.of(), List.of(), List.of());

    public Sections {
        gates = List.copyOf(gates);
        smoke = List.copyOf(smoke);
        hooks = List.copyOf(hooks);
        scan = List.copyOf(scan);
        storage = List.copyOf(storage);
    }
}
