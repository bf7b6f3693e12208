package dev.cleanslate.cli;

import dev.cleanslate.session.Consent;
import dev.cleanslate.session.Invocation;
import dev.cleanslate.session.RunbookWish;
import dev.cleanslate.session.Runbooks;
import dev.cleanslate.session.Version;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code runbook}: the page for the maintenance window; asks no database. */
@Command(
        name = "runbook",
        description =
                "Write the step-by-step page for the maintenance window, from suite, target and the last rehearsal:"
                        + " runbook.md and runbook.html.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "No connection is opened, and no variable of the target's address has to be set.",
            "In another language than the target's, the files are runbook.CODE.md and runbook.CODE.html.",
            "Exit codes: 0 written, 2 wrong usage or a suite that cannot be read, 4 it cannot be written."
        })
final class RunbookCommand implements Callable<Integer> {

    @Option(names = "--target", paramLabel = "NAME", required = true, description = "A target of targets.yaml.")
    private String target = "";

    @Mixin
    private SuiteOptions suite = new SuiteOptions();

    @Mixin
    private RecordOptions records = new RecordOptions();

    @Mixin
    private CertificateOption certificate = new CertificateOption();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = Moment.class,
            description =
                    "When the reset shall begin, such as 2026-12-01T22:00+01:00: adds the time of day to each step."
                            + " Without an offset, by the clock of the target's window.")
    private @Nullable TemporalAccessor at;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the files go; otherwise <reports>/<target>/<suite>.")
    private @Nullable Path out;

    @Override
    public Integer call() {
        Invocation invocation = new Invocation(
                dev.cleanslate.session.Command.PLAN,
                Optional.of(target),
                Optional.empty(),
                suite.suites(),
                suite.classPath(),
                suite.folder(),
                records.folder(),
                new Consent(Optional.empty(), Optional.empty(), certificate.file(), false),
                Optional.empty(),
                new Invocation.Output(false, false, false),
                System.getenv());
        return Runbooks.run(
                invocation,
                new RunbookWish(
                        Optional.ofNullable(at),
                        Optional.ofNullable(out),
                        records.language(),
                        Instant.now(),
                        Version.current()),
                System.out);
    }

    static final class Moment implements ITypeConverter<TemporalAccessor> {

        @Override
        public TemporalAccessor convert(String text) {
            try {
                return DateTimeFormatter.ISO_DATE_TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
            } catch (DateTimeException noTime) {
                throw new TypeConversionException("'" + text + "' is no time; write it like 2026-12-01T22:00+01:00");
            }
        }
    }
}
