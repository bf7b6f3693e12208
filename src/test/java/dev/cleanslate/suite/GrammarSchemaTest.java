package dev.cleanslate.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schemas against the readers: the same keys, and the same judgement of documents. */
class GrammarSchemaTest {

    /** Every place with keys of the grammar, by where the schema describes it; {@code ?} stands for a stray key. */
    private static final Map<String, String> SUITE = Map.ofEntries(
            Map.entry("", "{ ? }"),
            Map.entry("/properties/triggers", "triggers: { ? }"),
            Map.entry("/$defs/protection", "protect: [ t: { ? } ]"),
            Map.entry("/$defs/phase", "phases: [ { ? } ]"),
            Map.entry("/$defs/allBut", "phases: [ { name: A, keep-rows: { t: { ? } } } ]"),
            Map.entry(
                    "/$defs/allBut/properties/all-but",
                    "phases: [ { name: A, keep-rows: { t: { all-but: { ? } } } } ]"),
            Map.entry("/$defs/expression", "phases: [ { name: A, reset: { t: { c: { ? } } } } ]"),
            Map.entry("/$defs/check", "checks: [ { ? } ]"),
            Map.entry("/$defs/gate", "gates: [ { ? } ]"),
            Map.entry("/$defs/gate/properties/connections", "gates: [ { connections: { ? } } ]"),
            Map.entry("/$defs/gate/properties/file", "gates: [ { file: { ? } } ]"),
            Map.entry("/$defs/gate/properties/confirm", "gates: [ { confirm: { ? } } ]"),
            Map.entry("/$defs/way", "gates: [ { any: [ { ? } ] } ]"),
            Map.entry("/$defs/variant", "variants: { x: { ? } }"),
            Map.entry("/$defs/request", "gates: [ { http: { ? } } ]"),
            Map.entry("/$defs/command", "gates: [ { command: { ? } } ]"),
            Map.entry("/$defs/smoke", "smoke: [ { ? } ]"),
            Map.entry("/$defs/smoke/properties/log", "smoke: [ { log: { ? } } ]"),
            Map.entry("/properties/hooks", "hooks: { ? }"),
            Map.entry("/$defs/hook", "hooks: { always: [ { ? } ] }"),
            Map.entry("/properties/scan", "scan: { ? }"),
            Map.entry("/$defs/detector", "scan: { detectors: [ { ? } ] }"),
            Map.entry("/$defs/ledger", "scan: { ledgers: [ { ? } ] }"),
            Map.entry("/properties/scan/properties/passwords", "scan: { passwords: { ? } }"),
            Map.entry("/$defs/waiver", "scan: { waivers: [ { ? } ] }"),
            Map.entry("/properties/storage", "storage: { ? }"),
            Map.entry(
                    "/properties/storage/properties/orphans/oneOf/1",
                    "storage: { bucket: abc, keys: t.c, orphans: { ? }, max-delete: 1 }"),
            Map.entry("/properties/contacts/items", "contacts: [ { ? } ]"),
            Map.entry("/properties/hand-over", "hand-over: { ? }"),
            Map.entry("/$defs/handOverItems/items", "hand-over: { documentation: [ { ? } ] }"),
            Map.entry("/properties/rehearsal", "rehearsal: { ? }"),
            Map.entry("/properties/rehearsal/properties/app", "rehearsal: { app: { ? } }"));

    private static final Map<String, String> TARGETS = Map.of(
            "", "{ ? }",
            "/$defs/target", "targets: { x: { ? } }",
            "/$defs/target/properties/backup", "targets: { x: { backup: { ? } } }",
            "/$defs/target/properties/outside/oneOf/1", "targets: { x: { outside: { ? } } }",
            "/$defs/target/properties/rehearsal", "targets: { x: { rehearsal: { ? } } }",
            "/$defs/target/properties/window", "targets: { x: { window: { ? } } }");

    @TempDir
    private Path folder;

    private final GrammarSchema suites = GrammarSchema.named("suite.schema.json");
    private final GrammarSchema targets = GrammarSchema.named("targets.schema.json");

    @Test
    void aSuiteHasTheKeysThatItsReadersAllow() {
        assertThat(suites.closed()).isEqualTo(new TreeSet<>(SUITE.keySet()));
        SUITE.forEach((pointer, document) -> assertThat(suites.keys(pointer))
                .as(pointer)
                .isEqualTo(allowed(written().suite(stray(document)))));
    }

    @Test
    void aTargetHasTheKeysThatItsReadersAllow() {
        assertThat(targets.closed()).isEqualTo(new TreeSet<>(TARGETS.keySet()));
        TARGETS.forEach((pointer, document) -> assertThat(targets.keys(pointer))
                .as(pointer)
                .isEqualTo(allowed(written().targets(stray(document)))));
    }

    @Test
    void theFilesOfThisProjectAreSound() throws IOException {
        assertThat(shipped()).hasSizeGreaterThanOrEqualTo(5);
        for (Path suite : shipped()) {
            assertThat(suites.faults(Files.readString(suite))).as("%s", suite).isEmpty();
            assertThat(WrittenSuite.faults(SuiteFile.read(suite)))
                    .as("%s", suite)
                    .isEmpty();
        }
        for (Path file : List.of(FullSuite.file("targets.yaml"), Path.of("suites/targets.yaml"))) {
            assertThat(targets.faults(Files.readString(file))).as("%s", file).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checks: [ { rows: { t: \"> 5\", u: 0, v: \"007\" } } ]",
                "checks: [ { query: select 1, expect: null } ]",
                "phases: [ { name: A, wipe: [t], timeout: 0168h } ]",
                "phases: [ { name: A, wipe: [t], timeout: 604800000ms } ]",
                "phases: [ { name: A, command: \"bin/x  y\" } ]",
                "phases: [ { name: A, command: a, timeout: 1s } ]",
                "gates: [ { file: { path: x, present: true, text: y } } ]",
                "smoke: [ { log: { path: x } }, { http: { url: \"env:X\", for: 5m, average: 200ms }, rehearse: true } ]",
                "smoke: [ { http: { url: \"env:X\", form: { name: a, password: \"env:P\" }, session: admin } } ]",
                "scan: { detectors: [ { id: a, table: t, where: \"true\" }, { id: b, regex: x, kinds: [email], table: t } ] }",
                "scan: { columns: { t: { a: none } }, zero: { t: [b] }, passwords: { within: 1s, also: \"env:X\" } }",
                "gates: [ { any: [ { file: { path: x, present: false } }, { http: { url: \"env:X\" } } ] } ]",
                "variants: { a: { has: [t.c, u] }, b: { lacks: [u, t.c] } }\nchecks: [ { rows: { t: 0 }, only: a } ]",
                "hooks: { after-commit: [ { put: \"env:X/enable\", retries: 1 } ] }",
                "storage: { bucket: abc, keys: s.t.c, protect: [\"a*\"], orphans: delete, max-delete: 1 }",
                "storage: { bucket: abc, keys: t.c, orphans: { quarantine: x/ }, max-delete: 1 }",
                "storage: { bucket: \"env:B\", region: \"env:R\", path-style: false, keys: [t.c, u.d], min-age: 0s }",
                "storage: { bucket: abc, keys: t.c, min-age: 2h }",
                "hooks: { announce: [ { run: [x, 1], exit: 3, timeout: 5s } ] }",
                "hooks: { always: [ { post: \"env:X\", json: { a: [1, true, null, \"{{ outcome }}\"] } } ] }",
                "hooks: { always: [ { post: \"env:X\", header: { a: 1 }, retries: 0, rehearse: true } ] }",
            })
    void whatTheReaderTakesTheSchemaTakes(String section) {
        assertThat(WrittenSuite.faults(written().suite("suite: a\n" + section))).isEmpty();
        assertThat(suites.faults("suite: a\n" + section)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phaes: []",
                "scan: { detectors: [ { id: a } ] }",
                "scan: { detectors: [ { id: a, where: \"true\" } ] }",
                "scan: { detectors: [ { id: a, regex: x } ] }",
                "scan: { detectors: [ { id: a/b, regex: x, kinds: [email] } ] }",
                "scan: { detectors: [ { id: a, regex: x, like: [y], kinds: [email] } ] }",
                "scan: { detectors: [ { id: a, table: t, where: \"true\", kinds: [email] } ] }",
                "scan: { detectors: [ { id: a, table: t, regex: x, columns: { t: [c] } } ] }",
                "scan: { detectors: [ { id: a, like: [], kinds: [email] } ] }",
                "scan: { columns: { t: { a: null } } }",
                "scan: { ledgers: [ { table: t, column: c } ] }",
                "scan: { passwords: { also: secret } }",
                "about: ''",
                "about:",
                "ignore: x",
                "ignore: []",
                "ignore: [x, x]",
                "ignore: [x, true]",
                "ignore: [\"a\\tb\"]",
                "restart-sequences: wipe",
                "unclassified: [warn]",
                "phases: [ { wipe: [t] } ]",
                "phases: [ { name: A } ]",
                "phases: [ { name: A, wipe: [t], command: x } ]",
                "phases: [ { name: A, wipe: [t], timeout: 5 } ]",
                "phases: [ { name: A, wipe: [t], timeout: 0s } ]",
                "phases: [ { name: A, wipe: [t], timeout: 999999999h } ]",
                "phases: [ { name: A, wipe: [t], point-of-no-return: yes } ]",
                "phases: [ { name: A, wipe: [t], cascades: [u] } ]",
                "phases: [ { name: A, reset: { t: { where: \"true\" } } } ]",
                "phases: [ { name: A, reset: { t: { a: [1] } } } ]",
                "phases: [ { name: A, reset: { t: { a: { sq: x } } } } ]",
                "phases: [ { name: A, command: \"a && b\" } ]",
                "phases: [ { name: A, command: [a, [b]] } ]",
                "phases: [ { name: A, command: [' '] } ]",
                "phases: [ { name: A, command: a, lock-timeout: 1s } ]",
                "protect: [ [x] ]",
                "protect: [ x: { fingerprint: sample } ]",
                "phases: [ { name: A, keep-rows: { t: { all-but: { finding: demo-email/t } } } } ]",
                "protect: [ { x: { allow-empty: true }, y: { allow-empty: true } } ]",
                "checks: [ { name: x } ]",
                "checks: [ { clean: true, no-orphans: true } ]",
                "checks: [ { clean: false } ]",
                "checks: [ { rows: { t: -1 } } ]",
                "checks: [ { rows: { t: 1.5 } } ]",
                "checks: [ { rows: { t: \">x\" } } ]",
                "checks: [ { sequence: { s: x } } ]",
                "checks: [ { trigger: { t: on } } ]",
                "checks: [ { query: select 1 } ]",
                "checks: [ { clean: true, expect: 1 } ]",
                "checks: [ { query: select 1, expect: [1] } ]",
                "gates: [ { any: [ { file: { path: x } } ] } ]",
                "gates: [ { any: [ { file: { path: x } }, { jobs: none } ] } ]",
                "variants: { a: {} }",
                "variants: { a: { has: [] } }",
                "checks: [ { rows: { t: 0 }, only: [a] } ]",
                "hooks: { always: [ { put: \"env:X\", exit: 1 } ] }",
                "gates: [ { connections: { max: -1 } } ]",
                "gates: [ { http: { url: \"ftp://x\" } } ]",
                "gates: [ { http: { url: \"http://x\", for: 5m } } ]",
                "gates: [ { http: { url: \"http://x\", json: { state: x } } } ]",
                "gates: [ { file: { path: x, present: false, text: y } } ]",
                "gates: [ { confirm: { role: dba } } ]",
                "gates: [ { jobs: nones } ]",
                "smoke: [ { command: { run: [x] }, expect: 1 } ]",
                "smoke: [ { log: { absent-text: x } } ]",
                "smoke: [ { http: { url: \"env:X\", average: 1s } } ]",
                "smoke: [ { http: { url: \"env:X\", form: { a: b }, body: c } } ]",
                "smoke: [ { http: { url: \"env:X\", form: { userPassword: hunter2 } } } ]",
                "smoke: [ { http: { url: \"env:X\", form: {} } } ]",
                "gates: [ { http: { url: \"env:X\", session: admin } } ]",
                "hooks: { always: [ { run: [x], json: { a: b } } ] }",
                "hooks: { always: [ { post: \"env:X\", exit: 1 } ] }",
                "hooks: { always: [ { run: [x], exit: 256 } ] }",
                "scan: { detectors: [ { id: x, where: a } ] }",
                "scan: { waivers: [ { finding: x, owner: y, reason: z, expires: soon } ] }",
                "storage: { bucket: x }",
                "storage: { bucket: abc, keys: c }",
                "storage: { bucket: abc, keys: [] }",
                "storage: { bucket: abc, keys: t.c, min-age: soon }",
                "storage: { bucket: abc, keys: t.c, region: \"a b\" }",
                "storage: { bucket: abc, keys: t.c, access-key: AKIA }",
                "storage: { bucket: abc, keys: t.c, orphans: delete }",
                "storage: { bucket: abc, keys: t.c, max-delete: 1 }",
                "storage: { bucket: abc, keys: t.c, orphans: { quarantine: x }, max-delete: 1 }",
                "contacts: [ { role: dba } ]",
                "hand-over: { documentation: [ { text: x } ] }",
                "rehearsal: { app: { timeout: 5s } }",
            })
    void aFaultySuiteIsRefusedByBoth(String section) {
        assertThat(WrittenSuite.faults(written().suite("suite: a\n" + section))).isNotEmpty();
        assertThat(suites.faults("suite: a\n" + section)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        embedded: 17
        suite: gym
        embedded: 17, url: "${U}", suite: gym
        embedded: 13, suite: gym
        embedded: 17, suite: gym, suites: [gym]
        embedded: 17, suite: ../gym
        embedded: 17, suite: gym, guarded: true
        embedded: 17, suite: gym, scale: 0
        url: "${U}", suite: gym, disposable: true
        url: "${U}", suite: gym, scale: 2
        url: "${U}", suite: gym, outside: none
        embedded: 17, suite: gym, outside: nothing
        url: "${U}", suite: gym, outside: {}
        url: "${U}", suite: gym, outside: { storage: some }
        url: "${U}", suite: gym, outside: { mail: none }
        url: "${U}", suite: gym, confirm-as: "${N}"
        url: "${U}", suite: gym, max-connections: -1
        url: "mysql://db/gym", suite: gym
        url: "${U}", suite: gym, window: { between: 02:00-25:00 Europe/Athens }
        url: "${U}", suite: gym, tolerance: some
        url: "${U}", suite: gym, rehearsal: { on: external }
        url: "${U}", suite: gym, rehearsal: { on: clone, url: "${R}" }
        url: "${U}", suite: gym, rehearsal: { url: "${R}" }
        url: "${U}", suite: gym, rehearsal: { on: container, holds-data: true }
        url: "${U}", suite: gym, rehearsal: { on: embedded, image: p }
        url: "${U}", suite: gym, rehearsal: { waive-extensions: [] }
        url: "${U}", suite: gym, backup: { max-age: 1 }
        url: "${U}", suite: gym, backup: { jobs: 0 }
        url: "${U}", suite: gym, backup: { file: a, folder: b }
        url: "${U}", suite: gym, backup: { file: a, jobs: 2 }
        url: "${U}", suite: gym, guarded: true, trusted-keys: { dba: [] }
        url: "${U}", suite: gym, guarded: true, trusted-keys: { dba: [key] }
        url: "${U}", suite: gym, guarded: true, trusted-keys: { "d/a": [MCowBQYDK2VwAyEAiojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w=] }
        url: "${U}", suite: gym, guarded: false, trusted-keys: { dba: [MCowBQYDK2VwAyEAiojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w=] }
        url: "${U}", suite: gym, trusted-keys: { dba: [MCowBQYDK2VwAyEAiojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w=] }
        """)
    void aFaultyTargetIsRefusedByBoth(String target) {
        String text = "targets:\n  x: { " + target + " }";
        assertThat(WrittenSuite.faults(written().targets(text))).isNotEmpty();
        assertThat(targets.faults(text)).isNotEmpty();
    }

    /** Every suite of the examples, also those beside a system's first one, and the one that uses every key. */
    private static List<Path> shipped() throws IOException {
        try (Stream<Path> files = Files.find(
                Path.of("suites"),
                2,
                (file, is) -> file.toString().endsWith(".yaml") && !file.endsWith("targets.yaml"))) {
            return Stream.concat(Stream.of(FullSuite.file("suite.yaml")), files.sorted())
                    .toList();
        }
    }

    private WrittenSuite written() {
        return new WrittenSuite(folder);
    }

    private static String stray(String document) {
        return document.replace("?", "zzz: 1");
    }

    /** The readers name what they allow when they find a stray key. */
    private static Set<String> allowed(Reading<?> reading) {
        String fault = WrittenSuite.faults(reading).stream()
                .filter(f -> f.contains("unknown key") && f.contains(" Allowed: "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(WrittenSuite.faults(reading)));
        String listed = fault.substring(fault.indexOf(" Allowed: ") + " Allowed: ".length());
        return new TreeSet<>(List.of(listed.substring(0, listed.indexOf('.')).split(", ", -1)));
    }
}
