package dev.cleanslate.cli;

import dev.cleanslate.engine.Launch;
import dev.cleanslate.scan.Severity;
import dev.cleanslate.session.Consent;
import dev.cleanslate.session.Invocation.ScanWish;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
            description =
                    "The mildest finding that makes the exit code 1: any, warning or critical (default: warning).")
    private Severity failOn = Severity.WARNING;

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

    @Override
    public Integer call() {
        return Launch.run(common.invocation(dev.cleanslate.session.Command.SCAN, Consent.NONE)
                .scanning(new ScanWish(failOn, keys, sample == null ? OptionalLong.empty() : OptionalLong.of(sample))));
    }

    static final class FailOn implements ITypeConverter<Severity> {

        @Override
        public Severity convert(String word) {
            return switch (word) {
                case "any", "note" -> Severity.NOTE;
                case "warning" -> Severity.WARNING;
                case "critical" -> Severity.CRITICAL;
                default -> throw new TypeConversionException("give any, warning or critical, not '" + word + "'");
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
