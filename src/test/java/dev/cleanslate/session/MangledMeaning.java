package dev.cleanslate.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** A suite that somebody understood wrongly: mostly it can still be read, and means something else. */
final class MangledMeaning {

    private static final List<String> TABLES = List.of("products", "users", "orders", "audit");
    private static final List<String> NAMES = List.of(
            "products",
            "users",
            "orders",
            "audit",
            "public.users",
            "pg_catalog.pg_class",
            "Users",
            "usres",
            "shown",
            "orders_id_seq",
            "\"users; drop table users\"",
            "\"\\u202Eusers\"",
            "\"\\uFEFFusers\"",
            "\"users\\u0000\"",
            "\"\uD83D\uDE00\"",
            "null",
            "true",
            "1e9",
            "~",
            "\"\"",
            "*kept",
            "!!binary dXNlcnM=",
            "!!str users",
            "0x10");
    private static final List<String> PREDICATES = List.of(
            "true",
            "false",
            "null",
            "id = 1",
            "id < 0",
            "email like '%3@example.com'",
            "id in (select user_id from orders)",
            "id in (select id from products)",
            "nothing = 1",
            "id = 'one'",
            "email ~ '['",
            "true); drop table users; --",
            "id = 1; select 1",
            "exists (select 1",
            "count(*) > 1",
            "$1 = id",
            "? = id",
            "id = any (array[1, 2])",
            "row_number() over () = 1",
            "users.* is not null",
            "id = 99999999999999999999",
            "'\uD83D\uDE00' = email",
            "(select true)",
            "/* id */ id = 2 -- two",
            "",
            "id",
            "email",
            "current_user = 'postgres'");
    private static final List<String> NUMBERS = List.of(
            "0", "1", "5", "-1", "99999999999999999999999999", "1e400", "0x7fffffffffffffff", ".inf", "1..5", "\">4\"");
    private static final List<String> TIMES =
            List.of("1h", "0s", "-5m", "99999999999999h", "5", "5 m", "90s", "\"\u0665m\"", "1d", "PT5M");
    private static final List<String> SECTIONS = List.of(
            "ignore: [audit]",
            "ignore: [products]",
            "unclassified: warn",
            "restart-sequences: none",
            "restart-sequences: all",
            "protect: &kept [products]",
            "ignore: *kept",
            "schemas: [nowhere]",
            "schemas: []",
            "checks: []",
            "phases: []",
            "about: " + "x".repeat(100_000),
            "checks: " + "[".repeat(3_000) + "]".repeat(3_000),
            "about: " + "{a: ".repeat(400) + "1" + "}".repeat(400),
            "about: !!java.lang.Runtime {}",
            "about: !<tag:yaml.org,2002:python/object> x",
            "? [a, b]\n: c",
            "<<: { suite: other }",
            "--- # the next",
            "...\nsuite: more",
            "%YAML 9.9\n---",
            "about: |\n  two\n  lines",
            "about: >+5\n     x",
            "scan: { off: [same-second] }",
            "smoke: [ { sql: nowhere.sql } ]",
            "gates: [ { confirm: {} } ]",
            "checks: [ { clean: true } ]",
            "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]");

    private MangledMeaning() {}

    static String text(String suite, Random random) {
        return switch (random.nextInt(36)) {
            case 0, 16, 17 -> swapped(suite, random);
            case 1 -> replaced(suite, "\\b(products|users|orders|audit)\\b", NAMES, random);
            case 2 -> replaced(suite, "\\b(products|users|orders|audit)\\b", TABLES, random);
            case 3, 18 -> without(suite, random);
            case 4, 19 -> inOtherOrder(suite, random);
            case 5, 20, 21, 22 -> moved(suite, random);
            case 6, 7 -> replaced(suite, "(?<=users: \")email[^\"]*", PREDICATES, random);
            case 8 -> replaced(suite, "\\b[0-9]+\\b", NUMBERS, random);
            case 9 -> replaced(suite, "(?<=timeout: )\\S+", TIMES, random);
            case 10, 11 -> suite + one(SECTIONS, random) + "\n";
            case 12 -> doubled(suite, random);
            case 13 -> phases(suite, random);
            case 14 -> asWritten(suite, random);
            case 15 ->
                replaced(
                        suite,
                        "wipe: \\[[^]]*]",
                        List.of(
                                "wipe: [orders]",
                                "wipe: []",
                                "wipe: orders",
                                "wipe: [orders, audit, users]",
                                "reset: { audit: { what: x } }",
                                "reset: { orders: { product_id: null } }",
                                "reset: { orders: { user_id: null } }",
                                "keep-rows: { orders: \"id < 10\" }",
                                "sql: nowhere.sql",
                                "command: [rm, -rf, nowhere]",
                                "wipe: [[orders]]",
                                "wipe: { orders: audit }"),
                        random);
            default -> understood(suite, random);
        };
    }

    /** Sound to the letter, and mostly against a rule. */
    private static String understood(String suite, Random random) {
        String products = "protect:\n  - products: { allow-empty: false }\n";
        return switch (random.nextInt(12)) {
            case 0 -> suite.replace(products, "");
            case 1 -> suite.replace(products, "ignore: [products]\n");
            case 2 -> suite.replace(products, "protect: [products, orders]\n").replace("[orders, audit]", "[audit]");
            case 3 -> suite.replace(products, "protect: [products, audit]\n").replace("[orders, audit]", "[orders]");
            case 4 -> suite.replace("[orders, audit]", "[audit]") + "ignore: [orders]\n";
            case 5 -> suite.replace("[orders, audit]", "[audit]");
            case 6 -> suite.replace(products, "").replace("[orders, audit]", "[products, audit]");
            case 7 -> suite.replace("triggers: { disable: [orders_told] }\n", "");
            case 8 -> suite.replace("wipe: [orders, audit]", "keep-rows: { orders: \"id < 50\", audit: \"false\" }");
            case 9 -> suite.replace("[orders, audit]", "[users]").replaceAll("keep-rows.*", "wipe: [orders, audit]");
            case 10 -> suite.replaceAll("keep-rows.*", "wipe: [products]");
            default ->
                suite.replace("[orders, audit]", "[audit]").replaceAll("(keep-rows.*)", "$1\n    cascades: [orders]");
        };
    }

    private static String one(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static String swapped(String suite, Random random) {
        String left = one(TABLES, random);
        String right = one(TABLES, random);
        return suite.replaceAll("\\b" + left + "\\b", "\u0001")
                .replaceAll("\\b" + right + "\\b", left)
                .replace("\u0001", right);
    }

    /** One of the places where the pattern is found. */
    private static String replaced(String suite, String pattern, List<String> others, Random random) {
        var found = Pattern.compile(pattern).matcher(suite).results().toList();
        if (found.isEmpty()) {
            return suite;
        }
        var place = found.get(random.nextInt(found.size()));
        return suite.substring(0, place.start()) + one(others, random) + suite.substring(place.end());
    }

    private static List<String> parts(String suite) {
        return new ArrayList<>(List.of(suite.split("(?m)^(?=\\S|  - )", -1)));
    }

    private static String without(String suite, Random random) {
        List<String> parts = parts(suite);
        parts.remove(random.nextInt(parts.size()));
        return String.join("", parts);
    }

    private static String inOtherOrder(String suite, Random random) {
        List<String> parts = parts(suite);
        Collections.swap(parts, random.nextInt(parts.size()), random.nextInt(parts.size()));
        return String.join("", parts);
    }

    private static String doubled(String suite, Random random) {
        List<String> parts = parts(suite);
        int at = random.nextInt(parts.size());
        parts.add(at, parts.get(at));
        return String.join("", parts);
    }

    private static String moved(String suite, Random random) {
        String table = one(TABLES, random);
        String without = suite.replaceAll("\\b" + table + ", |, " + table + "\\b", "");
        return switch (random.nextInt(3)) {
            case 0 -> without.replaceFirst("protect:\n", "protect:\n  - " + table + "\n");
            case 1 -> without.replaceFirst("wipe: \\[", "wipe: [" + table + ", ");
            default -> without + "ignore: [" + table + "]\n";
        };
    }

    private static String phases(String suite, Random random) {
        String more = one(
                List.of(
                        "  - name: Orders\n    wipe: [orders]\n",
                        "  - name: More\n    wipe: [products]\n",
                        "  - name: More\n    cascades: [orders]\n    wipe: [audit]\n",
                        "  - name: Free\n    reset: { orders: { product_id: null } }\n",
                        "  - name: Poor\n    reset: { users: { balance: 0 } }\n",
                        "  - name: Poor\n    reset: { users: { balance: nothing } }\n",
                        "  - name: Poor\n    reset: { users: { balance: { sql: \"1 +\" } } }\n",
                        "  - name: Last\n    wipe: [audit]\n    point-of-no-return: true\n",
                        "  - name: \"\"\n    wipe: [audit]\n",
                        "  - {}\n"),
                random);
        return random.nextBoolean()
                ? suite.replaceFirst("phases:\n", "phases:\n" + more)
                : suite.replaceFirst("(?m)^restart-sequences", more + "restart-sequences");
    }

    /** The same words, in other bytes. */
    private static String asWritten(String suite, Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> suite.replace("\n", "\r\n");
            case 1 -> "\uFEFF" + suite;
            case 2 -> suite.replace("\n", "\r");
            case 3 -> suite + "\u0000";
            case 4 -> suite.replace("  ", "\t");
            case 5 -> suite.replace(" ", "\u00A0");
            case 6 -> "";
            default -> "# nothing\n";
        };
    }
}
