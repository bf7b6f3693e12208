package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A database at a URL is backed up, and its reset is tried on what the backup brings back. */
class RehearsalTest {

    private static final int MAJOR = 15;

    @TempDir
    private Path folder;

    private Playground shop;

    @BeforeAll
    static void needsClientTools() {
        Needs.pgDump(MAJOR);
    }

    @BeforeEach
    void aShop() {
        shop = Playground.shop(MAJOR, folder);
    }

    @Test
    void isAllThatAResetWithoutTheOptInIs() throws IOException {
        String before = shop.state();

        Ran ran = shop.run(shop.rehearsed(Optional.empty()));

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(ran.record().get("command").asString()).isEqualTo("rehearse");
        assertThat(ran.committed()).isFalse();
        assertThat(ran.removed("orders")).isEqualTo(300);
        assertThat(shop.state()).isEqualTo(before);
        assertThat(ran.folder().resolve("certificate.json")).exists();
        assertThat(backups()).isEmpty();
    }

    @Test
    void isFollowedByTheResetWhereTheOptInIsGiven() throws IOException {
        Ran ran = shop.run(shop.rehearsed(Optional.of(shop.databaseName())));

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(ran.committed()).isTrue();
        assertThat(shop.count("orders")).isZero();
        assertThat(backups()).as("the way back is kept").hasSize(1);
    }

    @Test
    void tellsHowEachPhaseWentAndHowLongAnUndoTakes() throws IOException {
        Ran ran = shop.rehearse();
        JsonNode certificate = new JsonMapper()
                .readTree(ran.folder().resolve("certificate.json").toFile());

        assertThat(certificate.get("copy").get("restoreMillis").asLong()).isPositive();
        assertThat(certificate.get("backup").get("sha256").asString()).hasSize(64);
        JsonNode orders = certificate.get("phases").get(0);
        assertThat(orders.get("name").asString()).isEqualTo("Orders");
        assertThat(orders.get("rows").asLong()).isEqualTo(301);
        assertThat(orders.get("strongestLock").asString()).isEqualTo("ShareRowExclusiveLock");
    }

    @Test
    void ofARedSuiteLeavesNoCertificateAndNoBackup() throws IOException {
        shop.suite(Playground.SUITE.replace("products: 5", "products: 6"));

        Ran ran = shop.run(shop.rehearsed(Optional.of(shop.databaseName())));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(shop.count("orders")).isEqualTo(300);
        assertThat(ran.folder().resolve("certificate.json")).doesNotExist();
        assertThat(backups()).isEmpty();
    }

    private List<Path> backups() throws IOException {
        Path backups = shop.reports.resolve("test/backups");
        if (!Files.exists(backups)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(backups)) {
            return folders.toList();
        }
    }
}
