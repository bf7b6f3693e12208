package dev.cleanslate.rehearsal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A shell that waits at a pipe from this JVM. The system closes the pipe however the JVM ends, kill -9 included; then the
 * shell ends the server, if there is one, and deletes its folder. Whatever it cannot do, or whoever kills it too, is left to the reaper.
 */
record Watch(Process shell) {

    /** Deaf to the signals that a terminal or a build sends to all its processes, since they are what it is there for. */
    private static final String SCRIPT = """
            trap '' HUP INT TERM QUIT
            read -r word && exit 0
            pidfile="$1/data/postmaster.pid"
            if read -r pid <"$pidfile"; then
              case "$(tr '\\0' ' ' <"/proc/$pid/cmdline" || ps -o args= -p "$pid")" in
                *"$1/data"*) kill -QUIT "$pid" ;;
              esac
              turn=0
              while [ -e "$pidfile" ] && [ "$turn" -lt 100 ]; do
                sleep 0.1
                turn=$((turn + 1))
              done
            fi
            [ -e "$pidfile" ] || rm -rf "$1"
            """;

    static Watch over(Path folder) throws IOException {
        return new Watch(new ProcessBuilder("/bin/sh", "-c", SCRIPT, "cleanslate-watch", folder.toString())
                .directory(Path.of("/").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    void dismiss() {
        try (OutputStream pipe = shell.getOutputStream()) {
            pipe.write("done\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            shell.destroyForcibly();
        }
    }
}
