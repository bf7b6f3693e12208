package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.TestDatabases;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Rehearsals whose backup comes to nothing: nothing of it stays, nothing is certified, and the record says why. */
@Tag("slow")
class BrokenBackupsTest {

    private static final int MAJOR = 15;

    /** Its rows take twice as much as text, so that a disk on which the database would fit is too small for the dump. */
    private static final String BYTES = Playground.SHOP + """
            CREATE TABLE bytes (id int PRIMARY KEY, content bytea);
            ALTER TABLE bytes ALTER content SET STORAGE EXTERNAL;
            INSERT INTO bytes SELECT g, convert_to(repeat('x', 8000), 'UTF8') FROM generate_series(1, 2000) g;
            """;

    private static final String SUITE = Playground.SUITE.replace("protect: [products]", "protect: [products, bytes]");

    @TempDir
    static Path temporary;

    @TempDir
    private Path folder;

    private Playground shop;
    private DatabaseState before;

    @BeforeEach
    void aShop() {
        Needs.pgDump(MAJOR);
        shop = new Playground(TestDatabases.of(MAJOR).create(BYTES), folder).suite(SUITE);
        before = DatabaseState.of(shop.database);
    }

    @Test
    void aDiskThatRunsFullUnderIt() throws IOException {
        var mounted = SmallDisk.mount(30);
        Needs.that(mounted.isPresent(), "mounting a small disk needs root, with the right to mount");
        try (SmallDisk disk = mounted.get()) {
            shop.target(", rehearsal: { on: embedded }, backup: { folder: \"" + disk.folder() + "/backups\" }");

            JsonNode step = fails(4);

            assertThat(step.get("message").asString())
                    .contains("No space left on device", "Nothing of it is left, and no database was changed.");
            try (var left = Files.list(disk.folder().resolve("backups"))) {
                assertThat(left).isEmpty();
            }
        }
    }

    @Test
    void aSourceThatIsGoneInTheMiddleOfATable() throws IOException {
        DatabaseUrl url = DatabaseUrl.parse(shop.database.url(), Map.of());
        shop.target(", rehearsal: { on: embedded }");
        var passed = new AtomicLong();
        var itself = new CompletableFuture<TcpProxy>();
        try (var proxy = new TcpProxy(url.host(), url.port(), (message, onwards) -> {
            onwards.write(message.bytes());
            if (!message.towardsServer() && passed.addAndGet(message.text().length()) > 4_000_000) {
                itself.join().close();
                return false;
            }
            return true;
        })) {
            itself.complete(proxy);
            shop.environment.put(
                    "SHOP_URL", shop.database.url().replace(":" + url.port() + "/", ":" + proxy.port() + "/"));

            JsonNode step = fails(4);

            assertThat(step.get("message").asString())
                    .contains("broke off", "Nothing of it is left, and no database was changed.");
        }
    }

    @Test
    void aGivenOneThatLacksItsLastByte() throws Exception {
        Path file = folder.resolve("shop.dump");
        dump(file);
        try (var cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(cut.length() - 1);
        }
        long bytes = Files.size(file);
        shop.target(", rehearsal: { on: embedded }, backup: { file: \"" + file + "\", max-age: 1h }");

        JsonNode step = fails(3);

        assertThat(step.get("message").asString()).contains("shop.dump", "Take another");
        assertThat(Files.size(file)).as("what somebody else took stays").isEqualTo(bytes);
    }

    /** The step of the backup, which is red as the whole run is; anything after it was not reached. */
    private JsonNode fails(int code) {
        int exit = OwnProcess.ended(OwnProcess.in(temporary).start(shop, Command.REHEARSE, List.of()), shop);

        assertThat(exit).as(OwnProcess.said(shop)).isEqualTo(code);
        new Leftovers(shop, temporary, "a broken backup").areNone(false);
        assertThat(DatabaseState.of(shop.database)).isEqualTo(before);
        Ran ran = Ran.latest(exit, shop.reports);
        assertThat(ran.record().get("exitCode").asInt()).isEqualTo(code);
        assertThat(ran.committed()).isFalse();
        assertThat(ran.folder().resolve("certificate.json")).doesNotExist();
        assertThat(ran.steps().filter(step -> step.get("id").asString().equals("throwaway")))
                .singleElement()
                .matches(step -> step.get("status").asString().equals("skipped"));
        shop.database.drop();
        return ran.steps()
                .filter(step -> step.get("id").asString().equals("backup"))
                .findFirst()
                .orElseThrow();
    }

    private void dump(Path file) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("pg_dump", "--format=custom", "--file=" + file);
        builder.environment()
                .putAll(DatabaseUrl.parse(shop.database.url(), Map.of()).libpqEnvironment());
        assertThat(builder.inheritIO().start().waitFor()).isZero();
    }
}
