package dev.cleanslate.suite;

import dev.cleanslate.suite.Suite.Protection;
import dev.cleanslate.suite.Suite.RestartSequences;
import dev.cleanslate.suite.Suite.SourceFile;
import dev.cleanslate.suite.Suite.Unclassified;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the keys of a whole suite and hands each section to its reader. */
final class SuiteReader {

    private static final List<String> KEYS = List.of(
            "suite",
            "about",
            "schemas",
            "variants",
            "protect",
            "ignore",
            "triggers",
            "phases",
            "restart-sequences",
            "unclassified",
            "gates",
            "checks",
            "smoke",
            "hooks",
            "scan",
            "storage",
            "contacts",
            "hand-over",
            "rehearsal");
    private static final Map<String, RestartSequences> RESTARTS = new LinkedHashMap<>();
    private static final Map<String, Unclassified> UNCLASSIFIED = new LinkedHashMap<>();

    static {
        RESTARTS.put("wiped", RestartSequences.WIPED);
        RESTARTS.put("none", RestartSequences.NONE);
        RESTARTS.put("all", RestartSequences.ALL);
        UNCLASSIFIED.put("refuse", Unclassified.REFUSE);
        UNCLASSIFIED.put("warn", Unclassified.WARN);
    }

    private final Path file;
    private final List<SourceFile> own;
    private final Values values;
    private final Names names;
    private final TableFates fates = new TableFates();
    private final SuiteFolder folder;

    /** {@code own}: what is read here, ahead of the files that it names. */
    SuiteReader(Path file, List<SourceFile> own, Faults faults) {
        this.file = file;
        this.own = own;
        this.values = new Values(faults);
        this.names = new Names(values);
        this.folder = new SuiteFolder(file, faults);
    }

    /** With faults collected, what is read is not to be used. */
    Optional<Suite> read(Node root) {
        return Entries.of(root, "the suite", KEYS, values).map(this::suite);
    }

    private Suite suite(Entries entries) {
        entries.require("suite", "suite: gym");
        String name = entries.get("suite")
                .flatMap(node ->
                        values.label(node, "the suite's name").filter(n -> PathName.fit(n, node.place(), values)))
                .orElse("");
        List<Protection> protect = entries.get("protect")
                .map(new ProtectReader(values, fates)::read)
                .orElse(List.of());
        List<Mention> ignore = names(entries, "ignore");
        ignore.forEach(table -> fates.add(table, "ignored"));
        List<Phase> phases = entries.get("phases")
                .map(new PhaseReader(values, folder, fates)::read)
                .orElse(List.of());
        fates.check(values.faults());
        List<Check> checks = entries.get("checks")
                .map(n -> new CheckReader(values).read(n, "\"checks\""))
                .orElse(List.of());
        VariantReader reader = new VariantReader(values);
        List<Variant> variants = entries.get("variants").map(reader::read).orElse(List.of());
        Sections sections = new SectionsReader(values, folder).read(entries);
        Stream.concat(phases.stream().flatMap(phase -> phase.checks().stream()), checks.stream())
                .forEach(check -> reader.only(check.only(), check.place(), variants));
        sections.smoke().forEach(test -> reader.only(test.only(), test.place(), variants));
        ProgramFiles.of(phases, sections).forEach(program -> folder.programs(program.arguments(), program.place()));
        return new Suite(
                name,
                entries.text("about").orElse(""),
                file,
                names(entries, "schemas"),
                protect,
                ignore,
                disabledTriggers(entries),
                phases,
                entries.word("restart-sequences", RESTARTS).orElse(RestartSequences.WIPED),
                entries.word("unclassified", UNCLASSIFIED).orElse(Unclassified.REFUSE),
                checks,
                sections,
                // Only after every section is read are the files known that the suite names.
                folder.sources(own),
                variants);
    }

    private List<Mention> disabledTriggers(Entries entries) {
        return entries.get("triggers")
                .flatMap(node -> Entries.of(node, "\"triggers\"", List.of("disable"), values))
                .map(triggers -> names(triggers, "disable"))
                .orElse(List.of());
    }

    private List<Mention> names(Entries entries, String key) {
        return entries.get(key).map(node -> names.list(node, entries.what(key))).orElse(List.of());
    }
}
