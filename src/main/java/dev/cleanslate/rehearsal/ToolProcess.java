package dev.cleanslate.rehearsal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One of PostgreSQL's own programs at work, what it says heard line by line. It is the child of a shell that also waits at
 * a pipe from this JVM: however the JVM ends, kill -9 included, the program is ended and what it has half written goes.
 */
final class ToolProcess implements AutoCloseable {

    /**
     * {@code $1} a folder that goes when the JVM does, {@code $2} the container's name, both may be empty; then the command.
     * The program gets SIGTERM, upon which pg_dump and pg_restore also cancel what runs on the server. The shell goes before
     * it, as it would take the program's end for an ordinary one and the watch with it.
     */
    private static final String SCRIPT = """
            half=$1; box=$2; shift 2
            umask 077
            exec 3<&0
            "$@" </dev/null 3<&- &
            child=$!
            (
              trap '' HUP INT TERM QUIT
              read -r word <&3
              kill -KILL $$
              kill -TERM "$child"
              [ -z "$box" ] || docker kill "$box"
              turn=0
              while kill -0 "$child" && [ "$turn" -lt 50 ]; do
                sleep 0.1
                turn=$((turn + 1))
              done
              kill -KILL "$child"
              [ -z "$half" ] || rm -rf "$half"
            ) >/dev/null 2>&1 &
            watch=$!
            exec 3<&-
            wait "$child"
            code=$?
            kill -KILL "$watch"
            exit "$code"
            """;

    private static final int LINES_KEPT = 200;

    private final Process shell;
    private final boolean apart;

    private ToolProcess(Process shell, boolean apart) {
        this.shell = shell;
        this.apart = apart;
    }

    /** How a program ended, and the last it said. */
    record Ended(int exit, List<String> lines) {

        Ended {
            lines = List.copyOf(lines);
        }

        boolean succeeded() {
            return exit == 0;
        }
    }

    /**
     * Starts the program.
     *
     * @param half what goes with it when the JVM dies meanwhile
     */
    static ToolProcess start(ToolCall call, Optional<Path> half) throws IOException {
        return start(call, half, false);
    }

    /** One whose output is not what it says but what it makes: somebody has to read {@link #output} to its end. */
    static ToolProcess making(ToolCall call, Optional<Path> half) throws IOException {
        return start(call, half, true);
    }

    private static ToolProcess start(ToolCall call, Optional<Path> half, boolean apart) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                SCRIPT,
                "cleanslate-tool",
                half.map(Path::toString).orElse(""),
                call.container().orElse("")));
        words.addAll(call.words());
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(!apart);
        settle(builder.environment(), call.environment());
        return new ToolProcess(builder.start(), apart);
    }

    /** Whatever the user has set for PostgreSQL's programs is in the database's URL already, or not meant for this one. */
    private static void settle(Map<String, String> environment, Map<String, String> own) {
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        environment.putAll(own);
    }

    InputStream output() {
        return shell.getInputStream();
    }

    /** Reads what it says until it ends. */
    Ended await(Consumer<String> lines) throws IOException {
        Deque<String> last = new ArrayDeque<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                apart ? shell.getErrorStream() : shell.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (last.size() == LINES_KEPT) {
                    last.removeFirst();
                }
                last.addLast(line);
                lines.accept(line);
            }
            return new Ended(shell.waitFor(), List.copyOf(last));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            close();
        }
    }

    /** Ends the program if it still runs. May come from any thread. */
    @Override
    public void close() {
        try (OutputStream pipe = shell.getOutputStream()) {
            pipe.flush();
        } catch (IOException gone) {
            return;
        }
    }
}
