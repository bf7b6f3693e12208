package dev.cleanslate.session;

import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.storage.ObjectServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * A shop with a table of files, and their bucket. Rows 1 to 20 have an object each, of which 5 stay; an object has no row,
 * and a row, in the end, no object.
 */
record FileShop(Playground shop, String bucket) {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final String FILES = """
            CREATE TABLE files (id int PRIMARY KEY, key text NOT NULL);
            INSERT INTO files SELECT g, 'file-' || g FROM generate_series(1, 20) g;
            INSERT INTO files VALUES (99, 'never uploaded');
            """;

    /** {@code orphans}: what stands behind the rest of the suite's {@code storage}. */
    static FileShop of(int major, Path folder, String orphans) {
        String bucket = "shop-" + NUMBER.incrementAndGet();
        var shop = new Playground(TestDatabases.of(major).create(Playground.SHOP, FILES), folder);
        ObjectServer.bucket(bucket);
        ObjectServer.fill(
                bucket, IntStream.rangeClosed(1, 20).mapToObj(i -> "file-" + i).toList());
        ObjectServer.put(bucket, "stray", "content");
        ObjectServer.settle();
        shop.environment.put("S3_ENDPOINT", ObjectServer.endpoint().toString());
        shop.environment.put("S3_BUCKET", bucket);
        shop.environment.put("AWS_ACCESS_KEY_ID", "somebody");
        shop.environment.put("AWS_SECRET_ACCESS_KEY", "not-to-be-seen");
        return new FileShop(shop.suite(suite(orphans)), bucket);
    }

    static String suite(String orphans) {
        return Playground.SUITE.replace(
                        "  - name: Accounts",
                        "  - name: Files\n    keep-rows: { files: \"id <= 5 or id = 99\" }\n  - name: Accounts")
                + "storage: { bucket: \"env:S3_BUCKET\", endpoint: \"env:S3_ENDPOINT\", keys: files.key, min-age: 0s"
                + orphans + " }\n";
    }

    /** The numbers of these fields. */
    static List<Integer> numbers(JsonNode node, String... fields) {
        return List.of(fields).stream().map(field -> node.get(field).asInt()).toList();
    }
}
