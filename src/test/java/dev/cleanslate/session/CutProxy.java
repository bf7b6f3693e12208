package dev.cleanslate.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** A TCP proxy that cuts the line when the client sends COMMIT: before the server hears of it, or right after. */
final class CutProxy implements AutoCloseable {

    enum Cut {
        BEFORE_THE_SERVER_HEARS,
        AFTER_THE_SERVER_HEARD
    }

    private static final Pattern COMMIT = Pattern.compile("COMMIT(?!TED)");

    private final ServerSocket door;
    private final String host;
    private final int port;
    private final Cut cut;
    private final AtomicBoolean armed = new AtomicBoolean(true);

    CutProxy(String host, int port, Cut cut) throws IOException {
        this.host = host;
        this.port = port;
        this.cut = cut;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    private void accept() throws IOException {
        while (!door.isClosed()) {
            Socket client = door.accept();
            Socket server = new Socket(host, port);
            start(() -> copy(server, client, false));
            start(() -> copy(client, server, true));
        }
    }

    private void copy(Socket from, Socket to, boolean towardsServer) throws IOException {
        byte[] buffer = new byte[65536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                boolean commit = towardsServer && isCommit(buffer, read) && armed.getAndSet(false);
                if (commit && cut == Cut.BEFORE_THE_SERVER_HEARS) {
                    return;
                }
                out.write(buffer, 0, read);
                if (commit) {
                    return;
                }
            }
        }
    }

    private static boolean isCommit(byte[] buffer, int read) {
        return COMMIT.matcher(new String(buffer, 0, read, StandardCharsets.ISO_8859_1))
                .find();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // One side went away, which is what this proxy is for.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
