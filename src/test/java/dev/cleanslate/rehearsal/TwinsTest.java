package dev.cleanslate.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.Marker;
import dev.cleanslate.postgres.PgSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A copy of a server's files has its system identifier, its OIDs and its names, as a thin clone or a branch does. */
class TwinsTest {

    private static final int MAJOR = 18;

    @Test
    void a_copy_of_the_targets_files_is_not_taken_for_the_target() throws IOException, InterruptedException {
        NeedsBinaries.of(MAJOR);
        Workshop workshop = Workshop.open();
        try (EmbeddedServer original = EmbeddedServer.start(new EmbeddedRequest(MAJOR, Map.of()));
                PgSession target = PgSession.open(url(original, original.port()), "test")) {
            target.execute("CREATE TABLE orders (id int)");
            Marker.ofThis(target, "shop-prod").write(target);
            target.execute("CHECKPOINT");
            ServerFolder folder = workshop.alone(() -> ServerFolder.claim(workshop.servers()));
            try {
                copy(original.data(), folder);
                Installation installation =
                        workshop.alone(() -> Installation.of(Binaries.find(MAJOR), workshop.binaries()));
                Account account = Account.choose(Account.WAYS_FROM_ROOT, workshop.uid(), installation, folder.root());
                int port = new Cluster(installation, account, folder).start(Map.of());
                try (PgSession copy = PgSession.open(url(original, port), "test")) {
                    assertThat(Marker.ofThis(copy, "")).isEqualTo(Marker.ofThis(target, ""));
                    assertThat(Twins.between(target, copy).objection(true)).isEmpty();
                    assertThat(Twins.between(target, copy).objection(false)).isEmpty();
                }
            } finally {
                Postmaster.stop(folder.data());
                folder.release();
            }
            try (PgSession again = PgSession.open(url(original, original.port()), "test")) {
                assertThat(Twins.between(target, again).objection(true))
                        .contains("is the target itself, under whatever address");
            }
        }
    }

    /** With the owners of the files, which is the account that the server runs under. */
    private static void copy(Path data, ServerFolder folder) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("cp", "-a", data.toString(), folder.data().toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exit).isZero();
        Files.delete(folder.data().resolve("postmaster.pid"));
        Files.deleteIfExists(folder.data().resolve("postmaster.opts"));
        Files.deleteIfExists(folder.data().resolve("server.log"));
    }

    private static DatabaseUrl url(EmbeddedServer server, int port) {
        return DatabaseUrl.parse(
                "postgresql://" + server.superuser() + ":" + server.password() + "@127.0.0.1:" + port + "/postgres",
                Map.of());
    }
}
