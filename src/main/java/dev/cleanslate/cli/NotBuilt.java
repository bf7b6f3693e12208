package dev.cleanslate.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that has its name and its place but is not there yet; it says so and fails. */
@Command(description = "Not built yet.")
final class NotBuilt implements Runnable, picocli.CommandLine.IExitCodeGenerator {

    static final List<String> NAMES = List.of();

    private final String name;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    NotBuilt(String name) {
        this.name = name;
    }

    @Override
    public void run() {
        spec.commandLine()
                .getErr()
                .println("cleanslate: the command " + name
                        + " is not built yet in this version; reset, rehearse, restore, plan, scan, tripwire, analyze, doctor, report and history are."
                        + " Nothing was run.");
    }

    @Override
    public int getExitCode() {
        return 2;
    }
}
