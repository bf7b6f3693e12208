package dev.cleanslate.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Names this JVM where others will look for it, and tells whether one that was named so is gone. */
final class Owner {

    /** A clock that is set changes what the system says of a start. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    private Owner() {}

    static String label() {
        ProcessHandle self = ProcessHandle.current();
        return domain() + "/" + self.pid() + "/" + start(self).getEpochSecond();
    }

    /** False where this machine, or this container on it, cannot see such processes at all. */
    static boolean gone(String label) {
        String[] words = label.split("/", -1);
        if (words.length != 3
                || !words[0].equals(domain())
                || !words[1].matches("\\d{1,18}")
                || !words[2].matches("\\d{1,12}")) {
            return false;
        }
        Instant start = Instant.ofEpochSecond(Long.parseLong(words[2]));
        return ProcessHandle.of(Long.parseLong(words[1]))
                .filter(process -> Duration.between(start, start(process)).abs().compareTo(SLACK) < 0)
                .isEmpty();
    }

    /** Process numbers mean something within one boot and one namespace of Linux; elsewhere a user has one machine. */
    private static String domain() {
        try {
            Path namespace = Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + "."
                    + namespace.toString().replaceAll("\\D", "");
        } catch (IOException | UnsupportedOperationException noProc) {
            return "here";
        }
    }

    private static Instant start(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
