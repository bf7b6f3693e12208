package dev.cleanslate.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process started without a shell, with nothing to read. What it prints is kept up to a limit, both streams as one; the
 * rest is read and let go, so that nothing ever waits for us.
 */
final class Program {

    private static final int KEPT = 64 * 1024;
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    private static final int ROUNDS = 3;

    private final Process process;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Thread reader;

    private Program(Process process) {
        this.process = process;
        this.reader = new Thread(this::drain, "cleanslate-program-output");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * {@code more} is added to the environment of this process, which the program gets as well.
     *
     * @throws IOException when there is no such program, or it may not be run
     */
    static Program start(List<String> arguments, Map<String, String> more) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(arguments);
        builder.environment().putAll(more);
        return start(builder);
    }

    /** With these variables and no others. */
    static Program startWithin(Map<String, String> environment, List<String> arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(arguments);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return start(builder);
    }

    private static Program start(ProcessBuilder builder) throws IOException {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new Program(process);
    }

    /** False when it had to be killed, with all it had started, since its time was up. */
    boolean ends(Duration within) {
        try {
            boolean ended = process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                kill();
            }
            // A child left in the background may hold the pipe open for ever; what came until now is enough.
            reader.join(LAST_WORDS.toMillis());
            return ended;
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether it ends by itself within that time; it goes on where it does not. */
    boolean endsByItself(Duration within) {
        try {
            boolean ended = process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
            if (ended) {
                reader.join(LAST_WORDS.toMillis());
            }
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    /** Asks it to end, and kills what has not by then. */
    void stop(Duration grace) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        ends(grace);
        kill();
    }

    int exit() {
        return process.exitValue();
    }

    /** Not masked. */
    String output() {
        synchronized (printed) {
            return printed.toString(StandardCharsets.UTF_8);
        }
    }

    /**
     * From any thread. The descendants are listed first: once their parent is gone, nobody knows whose they were. What
     * forks while it is being killed is met in the next round.
     */
    void kill() {
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessHandle> tree = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                    .filter(ProcessHandle::isAlive)
                    .toList();
            tree.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private void drain() {
        byte[] buffer = new byte[8192];
        try (InputStream in = process.getInputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                keep(buffer, read);
            }
        } catch (IOException e) {
            // The pipe of a killed process breaks, and what it had printed until then is kept.
            return;
        }
    }

    private void keep(byte[] buffer, int read) {
        synchronized (printed) {
            printed.write(buffer, 0, Math.max(0, Math.min(KEPT - printed.size(), read)));
        }
    }
}
