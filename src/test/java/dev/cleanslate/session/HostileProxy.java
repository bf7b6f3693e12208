package dev.cleanslate.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP proxy that counts what passes, in either direction, and does something once at a given count: in the middle of
 * that message, of which the other side has had only a part by then. Counting what is said, and not milliseconds,
 * spreads the moments over a run the same way on every machine.
 */
final class HostileProxy implements AutoCloseable {

    /** What happens; true to cut every line as well. */
    interface Blow {
        boolean strike() throws IOException;
    }

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicInteger commit = new AtomicInteger();
    private final AtomicBoolean struck = new AtomicBoolean();
    private final String host;
    private final int port;
    private final int moment;
    private final double part;
    private final Blow blow;

    /** {@code moment}: counted from 1, never where it is 0; {@code part}: of the message, from 0 to 1. */
    HostileProxy(String host, int port, int moment, double part, Blow blow) throws IOException {
        this.host = host;
        this.port = port;
        this.moment = moment;
        this.part = part;
        this.blow = blow;
        start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    int messages() {
        return messages.get();
    }

    /** The message with which the client said COMMIT; 0 when it has not. */
    int commit() {
        return commit.get();
    }

    boolean struck() {
        return struck.get();
    }

    private void accept() throws IOException {
        while (!door.isClosed()) {
            Socket client = door.accept();
            Socket server = new Socket(host, port);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            sockets.add(client);
            sockets.add(server);
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
                int number = messages.incrementAndGet();
                if (towardsServer && isCommit(buffer, read)) {
                    commit.compareAndSet(0, number);
                }
                int sent = 0;
                if (number == moment) {
                    sent = (int) Math.round(part * read);
                    out.write(buffer, 0, sent);
                    struck.set(true);
                    if (blow.strike()) {
                        cut();
                        return;
                    }
                }
                out.write(buffer, sent, read - sent);
            }
        }
    }

    private static boolean isCommit(byte[] buffer, int read) {
        return new String(buffer, 0, read, StandardCharsets.ISO_8859_1).matches("(?s).*COMMIT(?!TED).*");
    }

    private void cut() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
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
        cut();
    }
}
