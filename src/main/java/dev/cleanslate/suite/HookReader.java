package dev.cleanslate.suite;

import dev.cleanslate.suite.Hook.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code hooks}: what is started or told at which moment. */
record HookReader(Values values) {

    private static final List<String> MOMENTS =
            Arrays.stream(Moment.values()).map(Moment::word).toList();
    private static final Duration PROGRAM = Duration.ofSeconds(60);
    private static final Duration MESSAGE = Duration.ofSeconds(10);
    private static final int RETRIES = 2;

    List<Hook> read(Node node) {
        List<Hook> hooks = new ArrayList<>();
        Entries.of(node, "\"hooks\"", MOMENTS, values).ifPresent(entries -> {
            for (Moment moment : Moment.values()) {
                entries.get(moment.word()).ifPresent(list -> hooks.addAll(of(moment, list)));
            }
        });
        return hooks;
    }

    private List<Hook> of(Moment moment, Node list) {
        List<Optional<Said>> said = new ArrayList<>();
        List<Mention> mentions = SectionsReader.items(
                list,
                moment.word(),
                List.of("run", "post", "put"),
                HttpReader.HOOK_KEYS,
                values,
                (kind, hook, value) -> said.add(said(kind, hook, value, moment)));
        List<Hook> hooks = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            Mention mention = mentions.get(i);
            said.get(i)
                    .ifPresent(one -> hooks.add(
                            new Hook(one.named(mention.name()), mention.place(), moment, one.rehearse(), one.kind())));
        }
        return hooks;
    }

    private Optional<Said> said(String kind, Entries hook, Node value, Moment moment) {
        boolean rehearse = hook.bool("rehearse").orElse(false);
        Optional<? extends Hook.Kind> read = kind.equals("run") ? run(hook, value) : post(kind, hook, moment);
        return read.map(one -> new Said(kind, rehearse, one));
    }

    private record Said(String word, boolean rehearse, Hook.Kind kind) {

        /** A hook without a name goes by what it does; of an address, whose path may be a key, a variable is shown. */
        String named(String given) {
            if (!given.equals(word)) {
                return given;
            }
            if (kind instanceof Hook.Kind.Run run) {
                return ProcessReader.shown(run.arguments());
            }
            String url = ((Hook.Kind.Post) kind).url();
            return url.matches("env:[A-Za-z_][A-Za-z0-9_]*") ? word + " to " + url.substring("env:".length()) : word;
        }
    }

    private Optional<Hook.Kind.Run> run(Entries hook, Node value) {
        refuse(hook, List.of("json", "header", "retries"), "post");
        int exit = hook.count("exit", 0, 255).orElse(0);
        Duration timeout = hook.duration("timeout").orElse(PROGRAM);
        return ProcessReader.arguments(value, hook.what("run"), values)
                .map(arguments -> new Hook.Kind.Run(arguments, exit, timeout));
    }

    private Optional<Hook.Kind.Post> post(String word, Entries hook, Moment moment) {
        refuse(hook, List.of("exit"), "run");
        Optional<String> url = HttpReader.url(hook, word, values);
        var header = HttpReader.writtenValues(hook, "header", "header", values);
        int retries = hook.count("retries", 0, 100).orElse(RETRIES);
        Duration timeout = hook.duration("timeout").orElse(MESSAGE);
        Optional<JsonTemplate> json = hook.get("json")
                .filter(node -> values.mapping(node, hook.what("json")).isPresent())
                .map(node -> new TemplateReader(values, moment).read(node, hook.what("json")));
        return url.map(
                address -> new Hook.Kind.Post(word.toUpperCase(Locale.ROOT), address, header, json, retries, timeout));
    }

    private void refuse(Entries hook, List<String> keys, String owner) {
        for (String key : keys) {
            if (hook.has(key)) {
                values.faults().add(hook.placeOf(key), hook.what(key) + " belongs to \"" + owner + "\".");
            }
        }
    }
}
