package dev.cleanslate.rehearsal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Another JVM that starts a server and keeps it until it is told or made to end. */
record Holder(Process jvm, int port, Path data) implements AutoCloseable {

    private static final String UP = "up ";

    /** The other JVM's side. */
    public static void main(String[] arguments) throws IOException {
        EmbeddedServer server = EmbeddedServer.start(new EmbeddedRequest(Integer.parseInt(arguments[0]), Map.of()));
        if (arguments[1].equals("owner")) {
            server.leaveExitToOwner();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                System.out.println("still open: " + Ports.isOpen(server.port()));
                server.close();
            }));
        }
        System.out.println(UP + server.port() + " " + server.data());
        String word = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if ("halt".equals(word)) {
            Runtime.getRuntime().halt(1);
        }
        System.exit(0);
    }

    static Holder start(int major, Path temporary, String manner) throws IOException {
        Process jvm = OtherJvm.in(temporary, OtherJvm.running(Holder.class, Integer.toString(major), manner))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = jvm.inputReader().readLine();
        if (line == null || !line.startsWith(UP)) {
            jvm.destroyForcibly();
            throw new IOException("the other JVM started no server but said: " + line);
        }
        String[] words = line.substring(UP.length()).split(" ", 2);
        return new Holder(jvm, Integer.parseInt(words[0]), Path.of(words[1]));
    }

    Path folder() {
        return data.toAbsolutePath().resolve("..").normalize();
    }

    /** Ends the JVM as the out-of-memory killer would. */
    void kill() {
        jvm.destroyForcibly().onExit().join();
    }

    /** Ends the JVM and everything in its process group, as a build server would. */
    void killWithItsWatch() {
        List<ProcessHandle> others = jvm.descendants().toList();
        others.forEach(ProcessHandle::destroyForcibly);
        others.forEach(process -> process.onExit().join());
        kill();
    }

    void terminate() {
        jvm.toHandle().destroy();
        jvm.onExit().join();
    }

    void tell(String word) {
        try (var out = jvm.outputWriter()) {
            out.write(word + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        jvm.onExit().join();
    }

    @Override
    public void close() {
        kill();
        Postmaster.stop(data);
    }
}
