package dev.cleanslate.rehearsal;

import dev.cleanslate.suite.Target.Rehearsal.On;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Another JVM that takes a throwaway server, and keeps it until it is told or made to end. */
record Tenant(Process jvm, int port, String why) implements AutoCloseable {

    private static final String UP = "up ";

    /** The other JVM's side; it ends without closing anything. */
    public static void main(String[] arguments) throws IOException {
        Wishes wishes = Wishes.of(NeedsDocker.MAJOR);
        try {
            Throwaway throwaway = (arguments[0].equals("ANY") ? wishes : wishes.on(On.valueOf(arguments[0]))).start();
            System.out.println(UP + throwaway.url().port() + " " + throwaway.why());
        } catch (ServerUnavailableException refused) {
            System.out.println(refused.getMessage());
            System.exit(3);
        }
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        System.exit(0);
    }

    static Tenant start(String on, Path temporary, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = OtherJvm.in(temporary, OtherJvm.running(Tenant.class, on))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process jvm = builder.start();
        String line = String.valueOf(jvm.inputReader().readLine());
        if (!line.startsWith(UP)) {
            return new Tenant(jvm, 0, line);
        }
        String[] words = line.substring(UP.length()).split(" ", 2);
        return new Tenant(jvm, Integer.parseInt(words[0]), words[1]);
    }

    /** Ends the JVM as the out-of-memory killer would, and all that it started. */
    void killWithAllItsProcesses() {
        List<ProcessHandle> others = jvm.descendants().toList();
        others.forEach(ProcessHandle::destroyForcibly);
        jvm.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        jvm.destroyForcibly().onExit().join();
    }
}
