package dev.cleanslate.suite;

import dev.cleanslate.suite.Target.Where;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one target. */
record TargetReader(Values values) {

    private static final List<String> KEYS = List.of(
            "url",
            "embedded",
            "outside",
            "suite",
            "suites",
            "disposable",
            "guarded",
            "confirm-as",
            "require-tls",
            "max-connections",
            "trusted-keys",
            "backup",
            "rehearsal",
            "window",
            "tolerance",
            "scale",
            "language",
            "max-duration");

    private static final Map<String, Boolean> NONE = Map.of("none", true);

    Optional<Target> read(Names.Named named) {
        String owner = "target " + values.faults().quoteName(named.name());
        boolean fit = PathName.fit(named.name(), named.mention().place(), values);
        return Entries.of(named.value(), owner, KEYS, values)
                .flatMap(entries -> target(named, entries))
                .filter(target -> fit);
    }

    private Optional<Target> target(Names.Named named, Entries entries) {
        Optional<Where> where = entries.oneOf(List.of("url", "embedded")).flatMap(kind -> where(kind, entries));
        List<Mention> suites = suites(entries);
        boolean disposable = entries.bool("disposable").orElse(false);
        boolean guarded = entries.bool("guarded").orElse(false);
        if (disposable && !entries.has("embedded")) {
            conflict(
                    entries,
                    "disposable",
                    "would reset a real database without an opt-in; only \"embedded\" is disposable");
        }
        if (guarded && entries.has("embedded")) {
            conflict(entries, "guarded", "guards a real database, and an embedded one is thrown away after the run");
        }
        Outside outside = outside(entries);
        if (outside.nothing() && !entries.has("embedded")) {
            conflict(
                    entries,
                    "outside",
                    "says that nothing stands around the database, which is true of an \"embedded\" one only. If it is"
                            + " the object store that is not there, write outside: { storage: none }");
        }
        if (entries.has("scale") && !entries.has("embedded")) {
            conflict(
                    entries, "scale", "is the size of the demo data, which only an \"embedded\" target is filled with");
        }
        Optional<String> confirmAs = entries.label("confirm-as");
        confirmAs
                .filter(word -> word.contains("${"))
                .ifPresent(word ->
                        conflict(entries, "confirm-as", "is taken as it stands; only \"url\" may hold a variable"));
        BigDecimal scale = entries.get("scale")
                .flatMap(node -> values.positive(node, entries.what("scale")))
                .orElse(BigDecimal.ONE);
        Target.Trust trust = new TrustReader(values).read(entries, guarded);
        Target.Rehearsal rehearsal = new RehearsalReader(values).read(entries);
        Target.BackupPolicy backup = new BackupPolicyReader(values).read(entries);
        Target.Timing timing = new TimingReader(values).read(entries);
        boolean requireTls = entries.bool("require-tls").orElse(false);
        Optional<Integer> maxConnections = entries.count("max-connections", 0, Integer.MAX_VALUE);
        Optional<String> language = entries.label("language");
        language.filter(code -> !code.matches("[a-z]{2,3}"))
                .ifPresent(code -> values.faults()
                        .add(
                                entries.placeOf("language"),
                                entries.what("language") + " is \"" + code
                                        + "\", not the code of a language, like en or fr."));
        return where.map(place -> place instanceof Where.Embedded embedded
                        ? new Where.Embedded(embedded.major(), outside.nothing())
                        : place)
                .map(w -> new Target(
                        named.name(),
                        named.mention().place(),
                        w,
                        suites,
                        disposable,
                        guarded,
                        confirmAs,
                        trust,
                        requireTls,
                        maxConnections,
                        timing,
                        scale,
                        backup,
                        rehearsal,
                        language,
                        outside.storeless()));
    }

    private Optional<Where> where(String kind, Entries entries) {
        if (kind.equals("embedded")) {
            return entries.count("embedded", 14, 18).map(Where.Embedded::new);
        }
        return TargetUrl.read(entries, "url", values).map(Where.Url::new);
    }

    /** What of that which a suite reaches for is not there; {@code storeless} alone where it is the object store. */
    private record Outside(boolean nothing, boolean storeless) {}

    private Outside outside(Entries entries) {
        Optional<Node> node = entries.get("outside");
        if (node.isPresent() && node.get() instanceof Node.Mapping) {
            boolean storeless = Entries.of(node.get(), entries.what("outside"), List.of("storage"), values)
                    .map(inner -> {
                        inner.require("storage", "storage: none");
                        return inner.word("storage", NONE).orElse(false);
                    })
                    .orElse(false);
            return new Outside(false, storeless);
        }
        return new Outside(entries.word("outside", NONE).orElse(false), false);
    }

    private List<Mention> suites(Entries entries) {
        if (entries.has("suite") && entries.has("suites")) {
            conflict(entries, "suites", "says the same as \"suite\"");
        }
        if (entries.has("embedded") && !entries.has("suites")) {
            // Its schema and data are the suite's. Any other database can be scanned with none.
            entries.require("suite", "suite: gym");
        }
        Names names = new Names(values);
        List<Mention> suites = entries.get("suite")
                .map(node ->
                        names.one(node, entries.what("suite")).map(List::of).orElse(List.of()))
                .or(() -> entries.get("suites").map(node -> names.list(node, entries.what("suites"))))
                .orElse(List.of());
        suites.forEach(s -> PathName.fit(s.name(), s.place(), values));
        return suites;
    }

    private void conflict(Entries entries, String key, String why) {
        values.faults().add(entries.placeOf(key), entries.what(key) + " " + why + ". Remove it.");
    }
}
