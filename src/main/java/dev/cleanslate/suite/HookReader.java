package dev.cleanslate.suite;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code hooks}: what is started or told at which moment. */
record HookReader(Values values) {

    private static final List<String> MOMENTS =
            List.of("announce", "before-backup", "before-reset", "after-commit", "on-success", "on-failure", "always");

    List<Mention> read(Node node) {
        List<Mention> hooks = new ArrayList<>();
        Entries.of(node, "\"hooks\"", MOMENTS, values).ifPresent(entries -> {
            for (String moment : MOMENTS) {
                entries.get(moment)
                        .map(list -> SectionsReader.items(
                                list, moment, List.of("run", "post"), HttpReader.HOOK_KEYS, values, this::hook))
                        .orElse(List.of())
                        .forEach(hook -> hooks.add(new Mention(moment + ": " + hook.name(), hook.place())));
            }
        });
        return hooks;
    }

    private void hook(String kind, Entries hook, Node value) {
        hook.bool("rehearse");
        hook.duration("timeout");
        if (kind.equals("run")) {
            ProcessReader.arguments(value, hook.what("run"), values);
            for (String key : List.of("json", "header", "retries")) {
                if (hook.has(key)) {
                    values.faults().add(hook.placeOf(key), hook.what(key) + " belongs to \"post\".");
                }
            }
            return;
        }
        HttpReader.url(hook, "post", values);
        HttpReader.writtenValues(hook, "header", "header", values);
        hook.count("retries", 0, 100);
        hook.get("json").ifPresent(json -> values.mapping(json, hook.what("json")));
    }
}
