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
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** Stands between a client and a server, with a tap on everything that passes. */
final class TcpProxy implements AutoCloseable {

    /** No statement of ours is longer; a COPY towards the server is, and is not kept whole. */
    private static final int STATEMENT = 200_000;

    private static final Pattern COMMIT = Pattern.compile("COMMIT(?!TED)");

    /** Passes on what was read, or not; false ends this line, both ways. */
    interface Tap {
        boolean pass(Message message, OutputStream onwards) throws IOException;
    }

    /**
     * What one read gave, a character for each byte; {@code asked} is all that the client has sent since the server
     * last answered on this line, since a long statement arrives in several reads.
     */
    record Message(Object line, String text, String asked, boolean towardsServer) {

        boolean saysCommit() {
            return towardsServer && COMMIT.matcher(text).find();
        }

        byte[] bytes() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final String host;
    private final int port;
    private final Tap tap;

    TcpProxy(String host, int port, Tap tap) throws IOException {
        this.host = host;
        this.port = port;
        this.tap = tap;
        start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Every line at once. */
    void cut() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() throws IOException {
        while (!door.isClosed()) {
            Socket client = door.accept();
            Socket server = new Socket(host, port);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            sockets.add(client);
            sockets.add(server);
            AtomicReference<String> asked = new AtomicReference<>("");
            start(() -> copy(server, client, asked, false));
            start(() -> copy(client, server, asked, true));
        }
    }

    private void copy(Socket from, Socket to, AtomicReference<String> asked, boolean towardsServer) throws IOException {
        byte[] buffer = new byte[65536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                String soFar = asked.updateAndGet(before -> towardsServer ? latest(before + text) : "");
                if (!tap.pass(new Message(asked, text, soFar, towardsServer), out)) {
                    return;
                }
            }
        }
    }

    private static String latest(String text) {
        return text.substring(Math.max(0, text.length() - STATEMENT));
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
