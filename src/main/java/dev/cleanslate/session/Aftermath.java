package dev.cleanslate.session;

import dev.cleanslate.rehearsal.Backup;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.TableProof;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said of a run that failed after its commit: what is done, what is not, and the two ways from here. */
final class Aftermath {

    private static final int NAMED = 20;
    private static final String JAR = "java -jar target/cleanslate.jar ";

    private Aftermath() {}

    /** {@code failed} and {@code left} are names of steps. */
    static void tell(Workbench bench, List<String> failed, List<String> left, Path folder) {
        bench.events()
                .note("Done, committed, and there to stay: " + done(bench.work().proofs()) + ".");
        bench.events()
                .note("Failed: " + listed(failed) + "." + (left.isEmpty() ? "" : " Not done: " + listed(left) + "."));
        String restore = restore(bench.rig().backups().taken().map(Backup::archive), bench);
        bench.events().note("To go back: " + restore);
        bench.events()
                .tell(new RunEvent.Next(
                        "mend what failed and go on, or restore. Put on record which (go-on or restore), by whom and why:\n"
                                + "  " + JAR + "note " + quoted(folder.toString())
                                + " \"why\" --by \"who\" --decision go-on\n"
                                + "To go back:\n  "
                                + restore
                                + (bench.target.guarded()
                                        ? "\n  (asks for the number of rows then in the database; without a terminal it"
                                                + " says it, for --rows)"
                                        : "")));
    }

    /** The command ready to paste; where the run knows of no backup, with a place for its file. */
    private static String restore(Optional<Path> backup, Workbench bench) {
        return JAR + "restore --backup "
                + backup.map(file -> quoted(file.toString())).orElse("<file of the backup>")
                + (bench.invocation.url().isPresent()
                        ? " --url " + quoted(bench.url().toString())
                        : " --target " + quoted(bench.target.name()))
                + " --execute " + quoted(Decision.name(bench))
                + elsewhere("--suites", bench.invocation.suitesFolder(), "suites")
                + elsewhere("--reports", bench.invocation.reports(), "reports");
    }

    /** The command is pasted into the same folder, but without the options of the run that failed. */
    private static String elsewhere(String option, Path folder, String usual) {
        return folder.equals(Path.of(usual)) ? "" : " " + option + " " + quoted(folder.toString());
    }

    private static String done(List<TableProof> proofs) {
        List<String> tables = proofs.stream()
                .filter(proof -> proof.removed() > 0)
                .map(proof -> String.format(Locale.ROOT, "%s lost %,d rows", proof.name(), proof.removed()))
                .toList();
        return tables.isEmpty() ? "no row was removed" : listed(tables);
    }

    private static String listed(List<String> names) {
        return names.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
    }

    /** As a shell takes it for one word. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
