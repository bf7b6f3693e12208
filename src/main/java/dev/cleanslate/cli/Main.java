package dev.cleanslate.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The jar's door. */
@Command(
        name = "cleanslate",
        description =
                "Makes a PostgreSQL database that went through a demo or test period ready for real use, and proves it.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ResetCommand.class,
            RehearseCommand.class,
            RestoreCommand.class,
            StorageCommand.class,
            PlanCommand.class,
            ScanCommand.class,
            TripwireCommand.class,
            CertifyCommand.class,
            AnalyzeCommand.class,
            DoctorCommand.class,
            VerifyCommand.class,
            SignOffCommand.class,
            NoteCommand.class,
            ReportCommand.class,
            HistoryCommand.class,
            RunbookCommand.class,
            HelpCommand.class
        },
        versionProvider = ToolVersion.class,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes:",
            "  0  passed, or clean",
            "  1  a check failed and nothing was committed, or contamination was found",
            "  2  wrong usage or configuration",
            "  3  refused, nothing was changed",
            "  4  database or infrastructure failure, rolled back",
            "  5  failed after the commit, or the commit is in doubt"
        })
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) {
        System.exit(ExitOnSignal.around(() -> run(args)));
    }

    static int run(String[] args) {
        return line().execute(args);
    }

    static CommandLine line() {
        var line = new CommandLine(new Main());
        line.setParameterExceptionHandler(Main::misused);
        line.setExecutionExceptionHandler((trouble, command, parsed) -> {
            command.getErr().println("cleanslate: an error in Cleanslate itself, please report it: " + trouble);
            return 4;
        });
        return line;
    }

    private static int misused(ParameterException misuse, String[] args) {
        PrintWriter err = misuse.getCommandLine().getErr();
        err.println("cleanslate: " + misuse.getMessage() + ". Nothing was run.");
        CommandLine.UnmatchedArgumentException.printSuggestions(misuse, err);
        err.println("Try '" + misuse.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return 2;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "a command is missing, such as analyze, plan, rehearse or reset");
    }
}
