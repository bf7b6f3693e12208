package dev.cleanslate.rehearsal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM beside this one, with its class path, for what a test must be able to kill. */
public final class OtherJvm {

    private OtherJvm() {}

    /** It lives for a few seconds, too few for the second compiler to pay. */
    public static ProcessBuilder running(Class<?> main, String... words) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command);
    }

    /** The same with a temporary folder of its own. */
    public static ProcessBuilder in(Path temporary, ProcessBuilder jvm) {
        jvm.command().add(1, "-Djava.io.tmpdir=" + temporary);
        return jvm;
    }
}
