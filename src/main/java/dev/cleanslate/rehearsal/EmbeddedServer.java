package dev.cleanslate.rehearsal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * A PostgreSQL server of its own data, port and password, on the loopback address only. It is gone after {@link #close()},
 * after any exit of this JVM (a killed one included, see {@link Watch}), and at the latest at the next start of another one.
 */
public final class EmbeddedServer implements AutoCloseable {

    private final int major;
    private final int port;
    private final String password;
    private final ServerFolder folder;
    private final Watch watch;
    private final Thread exit = new Thread(this::close, "cleanslate-embedded-server-exit");
    private boolean closed;

    private EmbeddedServer(int major, int port, String password, ServerFolder folder, Watch watch) {
        this.major = major;
        this.port = port;
        this.password = password;
        this.folder = folder;
        this.watch = watch;
    }

    public static EmbeddedServer start(EmbeddedRequest request) {
        return start(request, Account.WAYS_FROM_ROOT);
    }

    static EmbeddedServer start(EmbeddedRequest request, List<Account> waysFromRoot) {
        Binaries binaries = Binaries.find(request.major());
        Workshop workshop = Workshop.open();
        try {
            Installation installation = workshop.alone(() -> Installation.of(binaries, workshop.binaries()));
            ServerFolder folder = workshop.alone(() -> {
                Reaper.reap(workshop.servers());
                return ServerFolder.claim(workshop.servers());
            });
            return start(request, waysFromRoot, workshop.uid(), installation, folder);
        } catch (IOException e) {
            throw new ServerUnavailableException(
                    "The embedded PostgreSQL " + request.major() + " could not be set up below "
                            + workshop.root() + ": " + e
                            + ". Is there space, and may this user write there? -Djava.io.tmpdir chooses"
                            + " another place.",
                    e);
        }
    }

    private static EmbeddedServer start(
            EmbeddedRequest request,
            List<Account> waysFromRoot,
            int uid,
            Installation installation,
            ServerFolder folder)
            throws IOException {
        Watch watch = watch(folder);
        boolean up = false;
        try {
            Account account = Account.choose(waysFromRoot, uid, installation, folder.root());
            Cluster cluster = new Cluster(installation, account, folder);
            String password = UUID.randomUUID().toString();
            cluster.initialize(password);
            EmbeddedServer server =
                    new EmbeddedServer(request.major(), cluster.start(request.settings()), password, folder, watch);
            server.stopAtExit();
            up = true;
            return server;
        } finally {
            if (!up) {
                end(folder, watch);
            }
        }
    }

    private static Watch watch(ServerFolder folder) throws IOException {
        try {
            return Watch.over(folder.root());
        } catch (IOException e) {
            folder.release();
            throw e;
        }
    }

    private void stopAtExit() {
        try {
            Runtime.getRuntime().addShutdownHook(exit);
        } catch (IllegalStateException e) {
            throw new ServerUnavailableException(
                    "The embedded PostgreSQL " + major + " is not needed any more, because this"
                            + " JVM is shutting down.",
                    e);
        }
    }

    /** The watch goes last, so that it finishes what a kill interrupts here. */
    private static void end(ServerFolder folder, Watch watch) {
        Postmaster.stop(folder.data());
        folder.release();
        watch.dismiss();
    }

    public String host() {
        return Cluster.HOST;
    }

    public int port() {
        return port;
    }

    public String superuser() {
        return Cluster.SUPERUSER;
    }

    public String password() {
        return password;
    }

    public int major() {
        return major;
    }

    /**
     * From now on the owner's own shutdown hook calls {@link #close()}, after it has done with the server what it still
     * wants to do; without this the server stops as soon as the JVM is asked to end. Should the owner not come to it, the
     * server goes with the JVM all the same.
     */
    public void leaveExitToOwner() {
        try {
            Runtime.getRuntime().removeShutdownHook(exit);
        } catch (IllegalStateException alreadyExiting) {
            return;
        }
    }

    Path data() {
        return folder.data();
    }

    /** May be called from several threads and shutdown hooks at once; each returns when the server is gone. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        end(folder, watch);
        leaveExitToOwner();
    }
}
