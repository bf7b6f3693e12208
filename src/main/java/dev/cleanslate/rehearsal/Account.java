package dev.cleanslate.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Under whom the server's programs run. PostgreSQL refuses root, so root's servers run as somebody without rights.
 *
 * @param prefix the words before each command
 * @param owner the user id that must own the data, or {@link #SAME}
 */
record Account(List<String> prefix, int owner) {

    static final int SAME = -1;
    private static final int NOBODY = 65534;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** The ways from root to somebody else; which is open depends on the machine, and on the container around it. */
    static final List<Account> WAYS_FROM_ROOT = List.of(
            // A user namespace without a mapping: for the kernel still root, so all files stay ours. Containers forbid
            // it.
            new Account(List.of("unshare", "-U", "--"), SAME),
            new Account(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"), NOBODY),
            new Account(List.of("runuser", "-u", "nobody", "--"), NOBODY),
            new Account(List.of("su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "nobody", "--"), NOBODY));

    static Account choose(List<Account> waysFromRoot, int uid, Installation installation, Path folder) {
        List<String> faults = new ArrayList<>();
        for (Account account : uid == 0 ? waysFromRoot : List.of(new Account(List.of(), SAME))) {
            String fault = account.probe(installation, folder);
            if (fault.isEmpty()) {
                return account;
            }
            faults.add(fault);
        }
        throw new ServerUnavailableException(uid == 0 ? noWayFromRoot(faults) : notRunnable(installation, faults));
    }

    List<String> as(String... words) {
        return Stream.concat(prefix.stream(), Stream.of(words)).toList();
    }

    void own(Path path) throws IOException {
        if (owner != SAME) {
            Files.setAttribute(path, "unix:uid", owner);
        }
    }

    /** Does in small what the server will do: run the program, and write into a folder that only its owner may enter. */
    private String probe(Installation installation, Path folder) {
        String name = prefix.isEmpty() ? "directly" : prefix.get(0);
        Path probe = folder.resolve("probe-" + name);
        try {
            own(Files.createDirectory(probe));
            Command command = Command.run(
                    folder,
                    LIMIT,
                    as(
                            "/bin/sh",
                            "-c",
                            "test \"$(id -u)\" != 0 && : >\"$2/written\" && exec \"$1\" --version",
                            "sh",
                            installation.program("postgres"),
                            probe.toString()));
            return command.succeeded()
                    ? ""
                    : name + ": exit code " + command.exit() + " "
                            + command.output().strip();
        } catch (IOException e) {
            return name + ": " + e.getMessage();
        } finally {
            try {
                Folders.delete(probe);
            } catch (IOException goesWithTheFolder) {
                probe.toFile().deleteOnExit();
            }
        }
    }

    private static String noWayFromRoot(List<String> faults) {
        return "PostgreSQL does not run as root, and no way to run the embedded server as somebody else is open here ("
                + String.join("; ", faults)
                + "). Run Cleanslate as an ordinary user, or install util-linux (setpriv), or let"
                + " the container keep the capabilities SETUID, SETGID and CHOWN.";
    }

    private static String notRunnable(Installation installation, List<String> faults) {
        return "The binaries of the embedded PostgreSQL in " + installation.home() + " do not run here ("
                + String.join("; ", faults) + "). They need glibc and a folder without noexec; -Djava.io.tmpdir chooses"
                + " another place.";
    }
}
