package dev.cleanslate.session;

import java.util.List;
import java.util.Random;

/** A target that somebody understood wrongly: as {@link MangledMeaning}, for the lines of targets.yaml. */
final class MangledTarget {

    private static final List<String> OPTIONS = List.of(
            "guarded: true",
            "guarded: yes please",
            "disposable: true",
            "require-tls: true",
            "confirm-as: \"\"",
            "confirm-as: [a, b]",
            "max-connections: 0",
            "max-connections: -1",
            "max-connections: 99999999999",
            "max-duration: 1ms",
            "max-duration: a while",
            "window: { from: 22:00, to: 04:00 }",
            "window: { from: 25:00 }",
            "window: always",
            "scale: 0.5",
            "scale: -1",
            "scale: NaN",
            "tolerance: 5%",
            "tolerance: much",
            "trusted-keys: { rehearsal: [ed25519:none] }",
            "trusted-keys: { rehearsal: [] }",
            "backup: { max-age: 15m }",
            "backup: { file: nowhere.dump }",
            "backup: { max-age: soon }",
            "rehearsal: { server: container }",
            "rehearsal: { server: embedded }",
            "rehearsal: { server: clone }",
            "rehearsal: { server: moon }",
            "embedded: 17",
            "embedded: 3",
            "suite: shop",
            "suite: nowhere",
            "schema: public",
            "url: again");

    /** The last leads nowhere, and is refused there at once. */
    private static final List<String> URLS = List.of(
            "${SHOP_URL}?sslmode=require",
            "${SHOP_URL}?sslmode=sometimes",
            "${SHOP_URL}?connectTimeout=1",
            "${NOWHERE_URL}",
            "${SHOP_URL",
            "$SHOP_URL",
            "SHOP_URL",
            "",
            "mysql://localhost/shop",
            "postgresql://localhost:99999/shop",
            "postgresql:///",
            "jdbc:postgresql:shop?user=\\u0000",
            "postgresql://127.0.0.1:1/shop");

    private MangledTarget() {}

    static String text(String targets, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> targets.replace("\"${SHOP_URL}\"", "\"" + one(URLS, random) + "\"");
            case 1 -> targets.replace("suites: [shop]", "suites: " + suites(random));
            case 2 -> targets.replace(", guarded: false, confirm-as: shop-test, max-connections: 50", "");
            case 3 ->
                targets.replace(
                        "  test:",
                        "  " + List.of("Test", "tset", "\"test \"", "demo").get(random.nextInt(4)) + ":");
            default ->
                targets.replace(
                        ", guarded: false, confirm-as: shop-test, max-connections: 50",
                        ", " + one(OPTIONS, random) + (random.nextBoolean() ? "" : ", " + one(OPTIONS, random)));
        };
    }

    private static String suites(Random random) {
        return one(
                List.of("[]", "[nowhere]", "[shop, shop]", "[shop, nowhere]", "shop", "[../shop]", "[null]", "{}"),
                random);
    }

    private static String one(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
