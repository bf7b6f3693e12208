package dev.cleanslate.cli;

import dev.cleanslate.scan.Tripwire;
import dev.cleanslate.session.Consent;
import dev.cleanslate.session.TripwireWish;
import dev.cleanslate.session.Tripwiring;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tripwire}: the database itself refuses, or writes down, rows that are demo or test data. */
@Command(
        name = "tripwire",
        description = "Print the SQL with which the database itself refuses rows of demo and test data, so that a seed"
                + " script run by mistake is stopped; with --execute, print it and arm it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What goes to standard output can be read by psql as it is.",
            "Exit codes: 0 printed or done (--status: armed), 1 --status: not armed, or not everywhere,",
            "2 wrong usage, 3 refused and nothing was changed, 4 failed and nothing was changed."
        })
final class TripwireCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--refuse", description = "Such a row is refused (the default).")
    private boolean refuse;

    @Option(names = "--log", description = "Such a row gets in, and cleanslate.tripwire_log says so.")
    private boolean log;

    @Option(names = "--status", description = "Only say whether one is armed, since when, and what it logged.")
    private boolean status;

    @Option(names = "--remove", description = "Everything of it goes, its log too.")
    private boolean remove;

    @Option(
            names = "--execute",
            paramLabel = "NAME",
            converter = NotEmpty.class,
            description = "The opt-in: what the target is confirmed as.")
    private @Nullable String execute;

    @Option(
            names = "--with",
            paramLabel = "ID",
            split = ",",
            description = "Ask this detector of the scan too; may be repeated.")
    private List<String> with = new ArrayList<>();

    @Option(
            names = "--without",
            paramLabel = "ID",
            split = ",",
            description = "Do not ask this detector; may be repeated.")
    private List<String> without = new ArrayList<>();

    @Option(
            names = "--skip",
            paramLabel = "TABLE[.COLUMN]",
            split = ",",
            description = "Leave this table or column alone; may be repeated.")
    private List<String> skip = new ArrayList<>();

    @Override
    public Integer call() {
        if (refuse && log) {
            throw misused("--refuse and --log exclude each other");
        }
        boolean chosen = refuse || log || !with.isEmpty() || !without.isEmpty() || !skip.isEmpty();
        if ((remove || status) && chosen) {
            throw misused((remove ? "--remove" : "--status") + " takes no other choice: it is about what is armed");
        }
        if (remove && status) {
            throw misused("--remove and --status exclude each other");
        }
        if (status && execute != null) {
            throw misused("--execute does not go with --status, which only reads");
        }
        var wish = new TripwireWish(
                remove ? TripwireWish.Act.REMOVE : status ? TripwireWish.Act.STATUS : TripwireWish.Act.ARM,
                log ? Tripwire.Mode.LOG : Tripwire.Mode.REFUSE,
                new LinkedHashSet<>(with),
                new LinkedHashSet<>(without),
                skip);
        // It has no run that the engine would have to know.
        return Tripwiring.run(
                common.invocation(dev.cleanslate.session.Command.PLAN, Consent.of(Optional.ofNullable(execute), false)),
                wish);
    }

    private ParameterException misused(String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}
