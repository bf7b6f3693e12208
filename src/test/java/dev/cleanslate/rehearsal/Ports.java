package dev.cleanslate.rehearsal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Of this machine. */
public final class Ports {

    private static final int SSL_REQUEST = 80877103;

    private Ports() {}

    /** One that nobody listens at now. */
    public static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Asks for PostgreSQL with the first eight bytes of its protocol, an SSLRequest. */
    public static boolean isOpen(int port) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(5_000);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(8);
            out.writeInt(SSL_REQUEST);
            out.flush();
            int answer = new DataInputStream(socket.getInputStream()).read();
            return answer == 'N' || answer == 'S';
        } catch (IOException nobodyThere) {
            return false;
        }
    }
}
