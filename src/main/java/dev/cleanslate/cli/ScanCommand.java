package dev.cleanslate.cli;

import dev.cleanslate.engine.Launch;
import dev.cleanslate.scan.Severity;
import dev.cleanslate.session.Consent;
import dev.cleanslate.session.Fleet;
import dev.cleanslate.session.FreezeWish;
import dev.cleanslate.session.Invocation;
import dev.cleanslate.session.Invocation.ScanWish;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code scan}: what demo and test data is in a database, found without being told. */
@Command(
        name = "scan",
        description = "Look for demo and test data in every table; change nothing.",
        mixinStandardHelpOptions = true)
final class ScanCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            defaultValue = "warning",
            converter = FailOn.class,
            description = "The mildest finding that makes the exit code 1: any, warning or critical (default: warning);"
                    + " or new: warnings and worse that the scan before this one did not find.")
    private FailOn.Level failOn = FailOn.Level.WARNING;

    @Option(
            names = "--keys",
            paramLabel = "N|all",
            defaultValue = "100",
            converter = Keys.class,
            description = "How many primary keys of each finding the record lists (default: 100).")
    private int keys = 100;

    @Option(
            names = "--sample",
            paramLabel = "ROWS",
            converter = Rows.class,
            description =
                    "Of a table with more rows look at about so many, in whole blocks, and say so. Without it every"
                            + " row of every table is looked at.")
    private @Nullable Long sample;

    @Option(
            names = "--freeze",
            paramLabel = "FILE",
            description = "Write the rows that were found into this file, for a person to review and a suite to remove"
                    + " (all-but). What is struck out in a file that is there stays struck out.")
    private @Nullable Path freeze;

    @Option(
            names = "--finding",
            paramLabel = "NAME",
            description = "With --freeze: the finding that is meant, such as demo-email/users; may be repeated. Without"
                    + " it, every warning and worse, when all are of one table.")
    private List<String> findings = new ArrayList<>();

    @Option(
            names = "--targets",
            paramLabel = "PATTERN",
            split = ",",
            description = "Many targets of targets.yaml: names, with * for anything and ? for one character.")
    private List<String> targets = new ArrayList<>();

    @Option(
            names = "--shard",
            paramLabel = "N/OF",
            converter = Share.class,
            description = "With --targets: only this share of them, such as 3/8.")
    private Fleet.@Nullable Shard shard;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "2",
            converter = Parallel.class,
            description = "With --targets: how many at a time (default: 2).")
    private int parallel = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Invocation asked = common.invocation(dev.cleanslate.session.Command.SCAN, Consent.NONE)
                .scanning(new ScanWish(
                        failOn.severity(),
                        failOn == FailOn.Level.NEW,
                        keys,
                        sample == null ? OptionalLong.empty() : OptionalLong.of(sample),
                        freeze()));
        if (targets.isEmpty()) {
            if (shard != null) {
                throw new ParameterException(spec.commandLine(), "--shard shares out --targets, and none are given");
            }
            return Launch.run(asked);
        }
        if (asked.target().isPresent() || asked.url().isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--targets names many databases, --target and --url one. Give one of them");
        }
        return new FleetScan(asked, parallel).run(targets, Optional.ofNullable(shard));
    }

    private Optional<FreezeWish> freeze() {
        if (freeze == null) {
            if (!findings.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(), "--finding says what --freeze writes down, and that is not given");
            }
            return Optional.empty();
        }
        if (sample != null || !targets.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--freeze writes down every row of one database: leave out "
                            + (sample == null ? "--targets" : "--sample"));
        }
        return Optional.of(new FreezeWish(freeze, findings));
    }

    static final class Share implements ITypeConverter<Fleet.Shard> {

        @Override
        public Fleet.Shard convert(String word) {
            return Fleet.Shard.parse(word)
                    .orElseThrow(() -> new TypeConversionException(
                            "give a share such as 3/8, from 1/8 to 8/8, not '" + word + "'"));
        }
    }

    static final class Parallel implements ITypeConverter<Integer> {

        @Override
        public Integer convert(String word) {
            if (!word.matches("[1-9][0-9]?")) {
                throw new TypeConversionException("give a number from 1 to 99, not '" + word + "'");
            }
            return Integer.valueOf(word);
        }
    }

    static final class FailOn implements ITypeConverter<FailOn.Level> {

        enum Level {
            ANY(Severity.NOTE),
            WARNING(Severity.WARNING),
            CRITICAL(Severity.CRITICAL),
            NEW(Severity.WARNING);

            private final Severity severity;

            Level(Severity severity) {
                this.severity = severity;
            }

            Severity severity() {
                return severity;
            }
        }

        @Override
        public Level convert(String word) {
            return switch (word) {
                case "any", "note" -> Level.ANY;
                case "warning" -> Level.WARNING;
                case "critical" -> Level.CRITICAL;
                case "new" -> Level.NEW;
                default -> throw new TypeConversionException("give any, warning, critical or new, not '" + word + "'");
            };
        }
    }

    static final class Rows implements ITypeConverter<Long> {

        @Override
        public Long convert(String word) {
            if (!word.matches("[1-9][0-9]{3,11}")) {
                throw new TypeConversionException("give a number of rows from 1000 on, not '" + word + "'");
            }
            return Long.valueOf(word);
        }
    }

    static final class Keys implements ITypeConverter<Integer> {

        @Override
        public Integer convert(String word) {
            if (word.equals("all")) {
                return Integer.MAX_VALUE;
            }
            if (!word.matches("[0-9]{1,7}")) {
                throw new TypeConversionException("give a number of keys, or all, not '" + word + "'");
            }
            return Integer.valueOf(word);
        }
    }
}
