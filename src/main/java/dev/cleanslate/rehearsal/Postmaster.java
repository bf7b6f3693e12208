package dev.cleanslate.rehearsal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The process that serves a data folder. It is known by its arguments: the folder's name is random, so whoever carries it
 * is ours, where a process id out of a stale file might by now be anybody's.
 */
final class Postmaster {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration AFTER_KILL = Duration.ofSeconds(3);

    private Postmaster() {}

    /** At once and without a checkpoint, for the data goes as well. */
    static void stop(Path data) {
        List<ProcessHandle> found = on(data);
        if (found.isEmpty()) {
            return;
        }
        List<ProcessHandle> family = new ArrayList<>(found);
        found.forEach(process -> process.descendants().forEach(family::add));
        quit(found);
        if (!gone(data, PATIENCE)) {
            family.forEach(ProcessHandle::destroyForcibly);
            gone(data, AFTER_KILL);
        }
    }

    static List<ProcessHandle> on(Path data) {
        String wanted = data.toString();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(Arrays::asList)
                        .orElse(List.of())
                        .contains(wanted))
                .toList();
    }

    /** Java can send SIGTERM, which waits for the clients, and SIGKILL, which leaves shared memory; SIGQUIT takes a shell. */
    private static void quit(List<ProcessHandle> processes) {
        List<String> words = Stream.concat(
                        Stream.of("/bin/sh", "-c", "kill -QUIT \"$@\"", "sh"),
                        processes.stream().map(process -> Long.toString(process.pid())))
                .toList();
        try {
            Process kill = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            kill.onExit().join();
        } catch (IOException noShell) {
            processes.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** Asks for the arguments, not for life: where process 1 does not collect the dead they stay, but without arguments. */
    private static boolean gone(Path data, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!on(data).isEmpty()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
