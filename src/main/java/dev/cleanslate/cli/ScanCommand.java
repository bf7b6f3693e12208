package dev.cleanslate.cli;

import dev.cleanslate.engine.Launch;
import dev.cleanslate.scan.Severity;
import dev.cleanslate.session.Consent;
import dev.cleanslate.session.Invocation.ScanWish;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

    @Override
    public Integer call() {
        return Launch.run(common.invocation(dev.cleanslate.session.Command.SCAN, Consent.NONE)
                .scanning(new ScanWish(failOn.severity(), failOn == FailOn.Level.NEW, keys)));
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
