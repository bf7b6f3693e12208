package dev.cleanslate.rehearsal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One of the client tools at work. It ends with this JVM, also with a killed one: a shell between the two waits at a
 * pipe from here, which the system closes however we end.
 */
final class Tool implements AutoCloseable {

    private static final String SCRIPT = """
            exec 3<&0
            "$@" </dev/null 3<&- &
            child=$!
            { read -r word <&3; kill -TERM "$child"; } 2>/dev/null &
            guard=$!
            trap 'kill -TERM "$child"' HUP INT TERM
            wait "$child"
            status=$?
            kill "$guard" 2>/dev/null
            exit "$status"
            """;
    private static final int LINES_KEPT = 30;

    /** For those who wait for a tool beside the work of their own thread; they keep no JVM alive. */
    static final Executor THREADS = work -> {
        var thread = new Thread(work, "cleanslate-tool");
        thread.setDaemon(true);
        thread.start();
    };

    private final String name;
    private final Process process;
    private final Deque<String> said = new ArrayDeque<>();
    private final List<String> troubles = new ArrayList<>();

    private Tool(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    static Tool start(
            ClientTools tools,
            String program,
            List<String> arguments,
            Map<String, String> environment,
            List<Path> reach)
            throws IOException {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "cleanslate-" + program));
        words.addAll(tools.command(program, arguments, environment, reach));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("PG"));
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C");
        return new Tool(program, builder.start());
    }

    /** Reads what it says until it ends; {@code lines} hears each line. The exit code. */
    int await(Consumer<String> lines) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                keep(line);
                lines.accept(line);
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(name + " was interrupted", e);
        } finally {
            close();
        }
    }

    private void keep(String line) {
        if (line.contains("error:") || line.contains("ERROR:") || line.contains("FATAL:")) {
            troubles.add(line);
        }
        said.addLast(line);
        if (said.size() > LINES_KEPT) {
            said.removeFirst();
        }
    }

    /** What went wrong, in its own words: its errors, or else its last lines. */
    String complaint() {
        List<String> lines = troubles.isEmpty() ? List.copyOf(said) : troubles;
        int more = Math.max(0, lines.size() - 5);
        return String.join("\n  | ", lines.subList(0, lines.size() - more))
                + (more == 0 ? "" : "\n  | and " + more + " more");
    }

    List<String> errors() {
        return List.copyOf(troubles);
    }

    /** Ends it and everything it started. */
    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroy();
        all.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
