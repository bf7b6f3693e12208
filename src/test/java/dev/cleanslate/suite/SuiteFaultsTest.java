package dev.cleanslate.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault with its place and what its message says. In the rows below {@code ^} begins a new line. */
class SuiteFaultsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        suite: a^phaes: []                          | 2:1 unknown key "phaes" in the suite. Did you mean "phases"? Allowed: suite, about,
        about: x                                    | 1:1 the suite has no "suite". Add one, such as suite: gym.
        suite: a^suite: b                           | 2:1 the key "suite" stands twice in the suite, first in line 1. Keep one.
        suite: [a]                                  | 1:8 the suite's name must be a text, found a list.
        suite: 12                                   | 1:8 the suite's name must be a text (put it in quotes), found the number "12".
        suite: ../a                                 | 1:8 the name "../a" is not fit for a folder.
        suite: "a\\tb"                              | 1:8 the suite's name holds a control character.
        suite: ""                                   | 1:8 the suite's name is empty.
        suite: a^about:                             | 2:7 "about" of the suite must be a text, found nothing.
        suite: a^ignore: x                          | 2:9 "ignore" of the suite must be a list such as [a, b], found the text "x".
        suite: a^ignore: []                         | 2:9 "ignore" of the suite is an empty list. Fill it or leave it out.
        suite: a^ignore: [x, 'y', x]                | 2:18 "x" stands twice in "ignore" of the suite, first at
        suite: a^ignore: [x, true]                  | 2:13 a name in "ignore" of the suite must be a text (put it in quotes), found the truth value "true".
        suite: a^ignore: [x, ""]                    | 2:13 a name in "ignore" of the suite is empty.
        suite: a^triggers: { disabel: [t] }         | 2:13 unknown key "disabel" in "triggers". Did you mean "disable"?
        suite: a^variants: { a: { lacks: [t.c] } }  | 2:26 variant "a" lacks "t.c", which no other variant has. List it under "has" of the variant that has it.
        suite: a^variants: { a: { has: [t.cc] }, b: { lacks: [t.c] } } | 2:46 variant "b" lacks "t.c", which no other variant has. Did you mean "t.cc"?
        suite: a^variants: { a: { has: [t], lacks: [t] } } | 2:36 variant "a" lacks "t" and has it. Remove it from one of the two.
        suite: a^checks: [ { no-orphans: true, only: x } ] | 2:11 "only" says "x", and there is no such variant. Describe it under "variants".
        suite: a^gates: [ { any: [ { file: { path: x } } ] } ] | 2:17 "any" of item 1 of "gates" lists one way only. Make it the gate itself, or add another way.
        suite: a^restart-sequences: wipe            | 2:20 "restart-sequences" of the suite must be one of wiped, none, all, found "wipe". Did you mean "wiped"?
        suite: a^unclassified: [warn]               | 2:15 "unclassified" of the suite must be one of refuse, warn, found a list.
        [a, b]                                      | 1:1 the suite must be a mapping with at least one key, found a list.
        {}                                          | 1:1 the suite must be a mapping with at least one key, found an empty mapping.
        suite: a^&x about: b                        | 2:1 an anchor (&) stands here.
        suite: a^about: *x                          | 2:8 an alias (*) stands here.
        suite: !!str a                              | 1:8 a YAML tag (!) stands here.
        suite: a^[x]: b                             | 2:1 a key must be a word, found a list.
        suite: a^---^suite: b                       | 2:1 a second YAML document begins here.
        suite: a^about: [b                          | 3:1 the file is not valid YAML here: expected ',' or ']'
        suite: a^triggers:^\tdisable: [t]           | 3:1 a tab stands in the indentation. YAML indents with spaces
        suite: a^about: "b                          | the file is not valid YAML here:
        suite: a^checks: [ { rows: { t: >0 } } ]    | A range is written in quotes: ">0".
        suite: a^about: "\\U99999999"               | the file is not valid YAML
        """)
    void ofTheWholeFile(String text, String fault) {
        assertOneFault(text, fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        phases: []                                             | 2:9 "phases" is an empty list.
        phases: [ x ]                                          | 2:11 phase 1 must be a mapping with at least one key, found the text "x".
        phases: [ { wipe: [t] } ]                              | 2:11 phase 1 has no "name". Add one, such as name: Accounts.
        phases: [ { name: A } ]                                | 2:11 phase "A" has none of wipe, keep-rows, reset, sql, command. It needs exactly one of them.
        phases: [ { name: A, wipe: [t], command: x } ]         | 2:33 phase "A" holds both "wipe" (
        phases: [ { name: A, wippe: [t] } ]                    | 2:22 unknown key "wippe" in phase "A". Did you mean "wipe"?
        phases: [ { name: A, wipe: [t] }, { name: A, wipe: [u] } ] | 2:43 two phases are called "A", the first at
        phases: [ { name: A, wipe: [] } ]                      | 2:28 "wipe" of phase "A" is an empty list.
        phases: [ { name: A, wipe: t } ]                       | 2:28 "wipe" of phase "A" must be a list such as [a, b], found the text "t".
        phases: [ { name: A, wipe: [t, t] } ]                  | 2:32 "t" stands twice in "wipe" of phase "A", first at
        phases: [ { name: A, wipe: [t], timeout: 5 minutes } ] | 2:42 "timeout" of phase "A" must be a duration above zero, at most 7 days, such as 500ms, 10s, 5m or 1h, found the text "5 minutes".
        phases: [ { name: A, wipe: [t], timeout: 5 } ]         | 2:42 "timeout" of phase "A" must be a duration
        phases: [ { name: A, wipe: [t], lock-timeout: 0s } ]   | 2:47 "lock-timeout" of phase "A" must be a duration above zero
        phases: [ { name: A, wipe: [t], timeout: 999999999h } ] | 2:42 "timeout" of phase "A" must be a duration above zero, at most 7 days
        phases: [ { name: A, wipe: [t], point-of-no-return: yes } ] | 2:53 "point-of-no-return" of phase "A" must be true or false, found the text "yes".
        phases: [ { name: A, wipe: [t], cascades: [u] } ]      | 2:33 "cascades" of phase "A" names tables that lose rows
        phases: [ { name: A, keep-rows: { t: "true; drop table t" } } ] | 2:38 the predicate of "t" in phase "A" must be one SQL expression, but it holds a semicolon.
        phases: [ { name: A, keep-rows: { t: } } ]             | 2:37 the predicate of "t" in phase "A" must be a text, found nothing.
        phases: [ { name: A, keep-rows: { t: a, t: b } } ]     | 2:41 "t" stands twice in "keep-rows" of phase "A", first at
        phases: [ { name: A, reset: { t: { where: "true" } } } ] | 2:34 "t" in phase "A" has a "where" but no column to set.
        phases: [ { name: A, reset: { t: { a: } } } ]          | 2:38 column "a" of "t" in phase "A" must be a literal, null,
        phases: [ { name: A, reset: { t: { a: [1] } } } ]      | 2:39 column "a" of "t" in phase "A" must be a literal, null,
        phases: [ { name: A, reset: { t: { a: { sq: x } } } } ] | 2:41 unknown key "sq" in column "a" of "t" in phase "A". Did you mean "sql"?
        phases: [ { name: A, reset: { t: { a: { sql: "now(" } } } } ] | 2:46 "sql" of column "a" of "t" in phase "A" must be one SQL expression, but a parenthesis is not closed.
        phases: [ { name: A, reset: { t: {} } } ]              | 2:34 "t" in phase "A" must be a mapping with at least one key, found an empty mapping.
        phases: [ { name: A, sql: no.sql } ]                   | 2:27 the file "no.sql" does not exist.
        phases: [ { name: A, sql: ../no.sql } ]                | 2:27 the file "../no.sql" lies outside the suite's folder.
        phases: [ { name: A, sql: /etc/passwd } ]              | 2:27 the file "/etc/passwd" lies outside the suite's folder.
        phases: [ { name: A, sql: . } ]                        | 2:27 the file "." is a directory.
        phases: [ { name: A, sql: "a\\0b" } ]                  | 2:27 the file "a�b" is no file name.
        phases: [ { name: A, command: "a && b" } ]              | 2:31 "command" of phase "A" holds what only a shell understands
        phases: [ { name: A, command: [] } ]                   | 2:31 "command" of phase "A" is an empty list.
        phases: [ { name: A, command: [a, [b]] } ]             | 2:35 an argument of "command" of phase "A" must be a text or a number, found a list.
        phases: [ { name: A, command: a, lock-timeout: 1s } ]  | 2:34 "lock-timeout" of phase "A" belongs to the transaction
        phases: [ { name: A, wipe: [t], checks: [] } ]         | 2:41 "checks" of phase "A" is an empty list.
        """)
    void ofAPhase(String text, String fault) {
        assertOneFault("suite: a^" + text, fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        protect: [ [x] ]                                       | 2:12 a table in "protect" must be a text, found a list.
        protect: [ x: { empty: true } ]                        | 2:17 unknown key "empty" in the protection of "x".
        protect: [ x: { allow-empty: maybe } ]                 | 2:30 "allow-empty" of the protection of "x" must be true or false, found the text "maybe".
        protect: [ x: { fingerprint: sample } ]                | 2:30 "fingerprint" of the protection of "x" must be one of full, sampled, off, found "sample". Did you mean "sampled"?
        protect: [ { x: { allow-empty: true }, y: { allow-empty: true } } ] | 2:40 an item of "protect" names two tables.
        protect: [ x, x ]                                      | 2:15 table "x" is protected (
        ignore: [ x ]^protect: [ x ]                           | 3:12 table "x" has two fates: ignored (
        phases: [ { name: A, wipe: [t] }, { name: B, wipe: [t] } ] | 2:53 table "t" has two fates: wiped by phase "A" (
        phases: [ { name: A, wipe: [t] } ]^protect: [ t ]      | 3:12 table "t" has two fates: wiped by phase "A" (
        phases: [ { name: A, keep-rows: { t: a } }, { name: B, reset: { t: { a: 1 } } } ] | and reset by phase "B". Every table has exactly one fate: remove it from one of the two.
        phases: [ { name: A, keep-rows: { t: a }, cascades: [u] } ]^protect: [ u ] | 2:54 table "u" may lose rows here, but is protected (
        phases: [ { name: A, wipe: [t], point-of-no-return: true }, { name: B, wipe: [u], point-of-no-return: true } ] | 2:83 a second point of no return; the first is at
        """)
    void ofFates(String text, String fault) {
        assertOneFault("suite: a^" + text, fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        checks: [ { name: x } ]                      | 2:11 check 1 in "checks" has none of rows, zero,
        checks: [ { clean: true, no-orphans: true } ] | 2:26 check 1 in "checks" holds both "clean" (
        checks: [ { clean: false } ]                 | 2:20 "clean" of check 1 in "checks" is false, so it would check nothing.
        checks: [ { rows: {} } ]                     | 2:19 "rows" of check 1 in "checks" must be a mapping with at least one key
        checks: [ { rows: { t: "5..1" } } ]          | 2:24 the rows of "t" must be a range that begins with its smaller end
        checks: [ { rows: { t: ">x" } } ]            | 2:24 the rows of "t" must be a count from 0, or a range such as ">0" or "1..5", found the text ">x".
        checks: [ { rows: { t: -1 } } ]              | 2:24 the rows of "t" must be a count from 0
        checks: [ { rows: { t: 1.5 } } ]             | 2:24 the rows of "t" must be a count from 0
        checks: [ { zero: { t: a } } ]               | 2:24 the columns of "t" must be a list
        checks: [ { sequence: { s: x } } ]           | 2:28 the next value of "s" must be a whole number, found the text "x".
        checks: [ { sequence: { s: 1e99999999 } } ]  | 2:28 the next value of "s" must be a whole number
        checks: [ { trigger: { t: on } } ]           | 2:27 the state of trigger "t" must be one of enabled, disabled, replica, always, found "on".
        checks: [ { query: select 1 } ]              | 2:11 check 1 in "checks" has no "expect". Add one, such as expect: empty.
        checks: [ { query: delete from t, expect: empty } ] | 2:20 "query" of check 1 in "checks" must be one SQL query, but it does not begin with
        checks: [ { clean: true, expect: 1 } ]       | 2:26 "expect" of check 1 in "checks" belongs to a "query".
        checks: [ { query: select 1, expect: [] } ]  | 2:38 "expect" of check 1 in "checks" must be empty, one value, or a list of rows
        checks: [ { query: select 1, expect: [1] } ] | 2:39 a row of "expect" of check 1 in "checks" must be a list with a value per column
        checks: [ { query: select 1, expect: [[1], [1, 2]] } ] | 2:38 "expect" of check 1 in "checks" lists rows of different lengths.
        checks: [ { query: select 1, expect: [[{}]] } ] | 2:40 a value in "expect" of check 1 in "checks" must be a text
        """)
    void ofACheck(String text, String fault) {
        assertOneFault("suite: a^" + text, fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        gates: [ { conections: { max: 5 } } ]        | 2:12 unknown key "conections" in item 1 of "gates". Did you mean "connections"?
        gates: [ { connections: { max: -1 } } ]      | 2:32 "max" of "connections" of item 1 of "gates" must be a whole number, 0 or more, found the number "-1".
        gates: [ { http: { status: 200 } } ]         | 2:18 "http" of item 1 of "gates" has no "url".
        gates: [ { http: { url: "ftp://x" } } ]      | 2:25 "url" of "http" of item 1 of "gates" must begin with http://, https:// or env:NAME.
        gates: [ { http: { url: "https://me:pw@x/" } } ] | 2:25 "url" of "http" of item 1 of "gates" holds a password.
        smoke: [ { http: { url: "env:X", form: { pwd: hunter2 } } } ] | 2:34 field "pwd" in "form" of "http" of item 1 of "smoke" is a password that stands in the file. Take it from the environment: env:NAME.
        smoke: [ { http: { url: "env:X", form: { a: b }, body: c } } ] | 2:34 "form" of "http" of item 1 of "smoke" stands beside "body", and one request sends one of them.
        gates: [ { http: { url: "https://x", status: 99 } } ] | 2:46 must be a whole number from 100 to 599
        gates: [ { file: { path: x, present: false, text: y } } ] | 2:45 asks what is in a file that must not be there.
        gates: [ { command: { exit: 1 } } ]          | 2:21 "command" of item 1 of "gates" has no "run".
        gates: [ { confirm: { role: dba } } ]        | 2:21 "confirm" of item 1 of "gates" has no "question".
        gates: [ { jobs: nones } ]                   | 2:18 must be one of none, found "nones". Did you mean "none"?
        smoke: [ { sql: no.sql } ]                   | 2:17 the file "no.sql" does not exist.
        smoke: [ { command: { run: [x] }, expect: 1 } ] | 2:35 "expect" of item 1 of "smoke" belongs to "sql".
        hooks: { befor-reset: [] }                   | 2:10 unknown key "befor-reset" in "hooks". Did you mean "before-reset"?
        hooks: { always: [ { run: [x], json: { a: b } } ] } | 2:32 "json" of item 1 of "always" belongs to "post".
        hooks: { always: [ { post: "env:X", retries: -1 } ] } | 2:46 "retries" of item 1 of "always" must be a whole number from 0 to 100
        scan: { detectors: [ { id: x, where: "a; b" } ] } | 2:38 "where" of a detector must be one SQL expression
        scan: { detectors: [ { id: x, severity: fatal } ] } | 2:41 "severity" of a detector must be one of critical, warning, note, found "fatal".
        scan: { waivers: [ { finding: x, owner: y, reason: z, expires: 2027-02-30 } ] } | 2:55 "expires" of a waiver must be a date such as 2027-01-31, found "2027-02-30".
        scan: { waivers: [ { finding: x, owner: y, expires: 2027-02-28 } ] } | 2:20 a waiver has no "reason".
        storage: { bucket: x }                       | 2:10 "storage" has no "keys".
        storage: { bucket: a/b, keys: t.c }          | 2:20 "bucket" of "storage" is no name of a bucket: "a/b". Letters, digits, dots and dashes, or env:NAME; the prefix has a key of its own.
        storage: { bucket: uploads, keys: key }      | 2:35 "keys" of "storage" must name a column as table.column, such as active_storage_blobs.key, found "key".
        storage: { bucket: uploads, keys: [t.c, key] } | 2:41 "keys" of "storage" must name a column as table.column, such as active_storage_blobs.key, found "key".
        storage: { bucket: uploads, keys: t.c, region: eu central } | 2:48 "region" of "storage" is no name of a region: "eu central".
        storage: { bucket: uploads, keys: t.c, endpoint: "https://me:hunter2@store.example" } | 2:50 "endpoint" of "storage" holds a password.
        storage: { bucket: uploads, keys: t.c, secret-key: hunter2 } | 2:52 "secret-key" of "storage" must name a variable, as in env:S3_SECRET: no credential stands in a suite.
        storage: { bucket: uploads, keys: t.c, orphans: delete } | 2:10 "storage" has no "max-delete". Add one, such as max-delete: 1000
        storage: { bucket: uploads, keys: t.c, orphans: purge, max-delete: 1 } | 2:49 "orphans" of "storage" must be one of delete, found "purge".
        storage: { bucket: uploads, keys: t.c, max-delete: 1 } | 2:52 "max-delete" of "storage" caps nothing, since no "orphans" are moved or deleted.
        storage: { bucket: uploads, keys: t.c, orphans: { quarantine: gone }, max-delete: 1 } | 2:63 "quarantine" of "orphans" of "storage" must be a prefix that ends with a slash, such as removed/.
        storage: { bucket: uploads, keys: t.c, prefix: a/b/, orphans: { quarantine: a/ }, max-delete: 1 } | 2:77 "quarantine" of "orphans" of "storage" holds all that is compared: "prefix" is "a/b/".
        contacts: [ { role: dba } ]                  | 2:13 contact 1 has no "name".
        hand-over: { documentation: [ { text: x } ] } | 2:31 item 1 of "documentation" has no "role".
        hand-over: { documents: [] }                 | 2:14 unknown key "documents" in "hand-over". Allowed: database, functionality, business-logic, documentation, communication.
        hand-over: { documentation: [ { text: x, role: a } ], communication: [ { text: x, role: b } ] } | 2:72 the item "x" stands twice in "hand-over"
        rehearsal: { app: { timeout: 5s } }          | 2:19 the "app" of "rehearsal" has no "run".
        """)
    void ofTheSectionsAround(String text, String fault) {
        List<String> faults = WrittenSuite.faults(new WrittenSuite(folder).suite("suite: a\n" + text));
        assertThat(faults)
                .anySatisfy(found -> assertThat(found)
                        .startsWith(fault.substring(0, fault.indexOf(' ')))
                        .contains(fault.substring(fault.indexOf(' ') + 1)));
    }

    @Test
    void allFaultsOfAFileComeAtOnceInTheOrderOfItsLines() {
        String text = """
            suit: gym
            protect: [ lessons ]
            ignore: []
            phases:
              - name: Leaf nodes
                wipe: [lessons]
                timeout: 5 min
              - name: Leaf nodes
                keep_rows: { users: "a;b" }
            restart-sequences: wipe
            checks: [ { rows: { users: ">x" } } ]
            """;
        List<String> faults = WrittenSuite.faults(new WrittenSuite(folder).suite(text));
        assertThat(faults)
                .extracting(fault -> fault.substring(0, fault.indexOf(' ')))
                .containsExactly("1:1", "3:9", "6:12", "7:14", "8:11", "9:5", "10:20", "11:28");
        assertThat(faults).allSatisfy(fault -> assertThat(fault).endsWith(" Nothing was run."));
    }

    @Test
    void thousandsOfFaultsAreCountedNotListed() {
        String text = String.join(
                "\n", IntStream.range(0, 3_000).mapToObj(i -> "k" + i + ": 1").toList());
        List<String> faults = WrittenSuite.faults(new WrittenSuite(folder).suite(text));
        assertThat(faults).hasSize(501).last().asString().contains("and 2500 more faults");
    }

    private void assertOneFault(String text, String fault) {
        String written = text.replace("^", "\n");
        List<String> faults = WrittenSuite.faults(new WrittenSuite(folder).suite(written + "\n"));
        assertThat(faults).singleElement().asString().contains(fault).endsWith("Nothing was run.");
    }
}
