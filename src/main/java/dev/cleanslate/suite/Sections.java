package dev.cleanslate.suite;

import java.util.List;
import java.util.Optional;

/** The sections around the transaction. What this version reads but does not act on yet, a plan refuses by name. */
public record Sections(
        List<Gate> gates,
        List<Smoke> smoke,
        List<Hook> hooks,
        ScanRules scan,
        Optional<ObjectStore> storage,
        Optional<RehearsalApp> app,
        List<Contact> contacts,
        List<HandOverItem> handOver) {

    public static final Sections NONE = new Sections(
            List.of(), List.of(), List.of(), ScanRules.NONE, Optional.empty(), Optional.empty(), List.of(), List.of());

    public Sections {
        gates = List.copyOf(gates);
        smoke = List.copyOf(smoke);
        hooks = List.copyOf(hooks);
        contacts = List.copyOf(contacts);
        handOver = List.copyOf(handOver);
    }
}
