package dev.cleanslate.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The commands of a runbook, pasted into a real shell in which java and mvn only say what they were called with. */
public final class Pasted {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^(`{3,})sh\\n(.*?)\\n\\1$");

    private Pasted() {}

    /** {@code program} and the words it was started with. */
    public record Call(String program, List<String> words) {}

    /** Block by block, as the page in Markdown has them. */
    public static List<String> commands(String markdown) {
        return BLOCK.matcher(markdown).results().map(match -> match.group(2)).toList();
    }

    /** Whether bash can read it at all, and what it says where not. */
    public static String misread(String command) throws IOException, InterruptedException {
        Process bash = new ProcessBuilder("bash", "-n", "-c", command)
                .redirectErrorStream(true)
                .start();
        bash.getOutputStream().close();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return bash.waitFor() == 0 ? said : "exit code " + bash.exitValue() + ": " + said;
    }

    /** All of them one after the other, in one shell, in {@code folder}; what they create there can be looked at. */
    public static List<Call> run(List<String> commands, Path programs, Path folder)
            throws IOException, InterruptedException {
        Path log = programs.resolve("calls");
        Files.write(log, new byte[0]);
        for (String name : List.of("java", "mvn")) {
            Path stub = Files.writeString(
                    programs.resolve(name), "#!/bin/sh\nprintf '%s\\0' \"$#\" " + name + " \"$@\" >> '" + log + "'\n");
            if (!stub.toFile().setExecutable(true)) {
                throw new IOException("not executable: " + stub);
            }
        }
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", String.join("\n", commands))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        bash.environment().merge("PATH", "", (path, none) -> programs + ":" + path);
        bash.environment().put("LC_ALL", "C");
        Process process = bash.start();
        process.getOutputStream().close();
        process.getInputStream().readAllBytes();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("The commands did not end.");
        }
        return calls(Files.readString(log));
    }

    private static List<Call> calls(String log) {
        List<Call> calls = new ArrayList<>();
        Iterator<String> parts = List.of(log.split("\0", -1)).iterator();
        for (String count = parts.next(); !count.isEmpty(); count = parts.next()) {
            String program = parts.next();
            List<String> words = new ArrayList<>();
            for (int i = 0; i < Integer.parseInt(count); i++) {
                words.add(parts.next());
            }
            calls.add(new Call(program, words));
        }
        return calls;
    }
}
