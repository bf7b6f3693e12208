package dev.cleanslate.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process started without a shell. What it prints is kept up to a limit; the rest is read and let go. */
final class Program {

    private static final int KEPT = 64 * 1024;
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Process process;
    private final StringBuilder printed = new StringBuilder();
    private final Thread reader;

    private Program(Process process) {
        this.process = process;
        this.reader = new Thread(this::drain, "output of a program");
        reader.setDaemon(true);
        reader.start();
    }

    static Program start(List<String> arguments) throws IOException {
        Process process = new ProcessBuilder(arguments)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .start();
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

    int exit() {
        return process.exitValue();
    }

    String output() {
        synchronized (printed) {
            return printed.toString();
        }
    }

    /** The descendants are listed first: once their parent is gone, nobody knows whose they were. */
    void kill() {
        List<ProcessHandle> tree = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        tree.forEach(ProcessHandle::destroyForcibly);
    }

    private void drain() {
        byte[] buffer = new byte[8192];
        try (InputStream in = process.getInputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                keep(new String(buffer, 0, read, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // The pipe of a killed process breaks; of a living one that would be a fault of this machine.
            if (process.isAlive()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void keep(String text) {
        synchronized (printed) {
            int room = KEPT - printed.length();
            printed.append(text, 0, Math.max(0, Math.min(room, text.length())));
        }
    }
}
