package dev.cleanslate.cli;

import dev.cleanslate.session.Command;
import dev.cleanslate.session.Consent;
import dev.cleanslate.session.Invocation;
import dev.cleanslate.session.Prompt;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that every command on a database has. */
final class CommonOptions {

    @Option(names = "--target", paramLabel = "NAME", description = "A target of targets.yaml.")
    private @Nullable String target;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "A database without a target: postgresql://… or jdbc:postgresql:….")
    private @Nullable String url;

    @Mixin
    private SuiteOptions suite = new SuiteOptions();

    @Mixin
    private RecordOptions records = new RecordOptions();

    @Option(
            names = "--scale",
            paramLabel = "N",
            converter = Scale.class,
            description = "Size of the demo data of an embedded target: 1 is hundreds of rows.")
    private @Nullable BigDecimal scale;

    @Option(names = "--json", description = "The run's record on stdout; lines for people go to stderr.")
    private boolean json;

    @Option(names = "--no-color", description = "No colours; NO_COLOR in the environment does the same.")
    private boolean noColor;

    @Option(names = "--pdf", description = "The report also as report.pdf.")
    private boolean pdf;

    /** For a command whose report is handed to people who print it. */
    CommonOptions withPdf() {
        pdf = true;
        return this;
    }

    @Option(
            names = "--allure",
            paramLabel = "DIR",
            description = "Allure's page too, as allure.html, by Allure's command line in this folder.")
    private @Nullable Path allure;

    Invocation invocation(Command command, Consent consent) {
        boolean live = !json && Interactive.terminal();
        boolean color = live && !noColor && System.getenv("NO_COLOR") == null;
        return new Invocation(
                command,
                Optional.ofNullable(target),
                Optional.ofNullable(url),
                suite.suites(),
                suite.classPath(),
                suite.folder(),
                records.folder(),
                consent,
                Optional.ofNullable(scale),
                new Invocation.Output(
                        json,
                        color,
                        live,
                        false,
                        new Invocation.Paper(records.language(), pdf, Optional.ofNullable(allure))),
                System.getenv());
    }

    Invocation.Present present(List<String> answers) {
        return present(answers, null);
    }

    /** Who may be asked; on standard output that belongs to the record, nobody is. */
    Invocation.Present present(List<String> answers, @Nullable Duration hold) {
        return new Invocation.Present(
                Clock.systemUTC(),
                answers.stream()
                        .flatMap(given -> Stream.of(given.split(";(?=[^;=]+=(?i:yes|no):)", -1)))
                        .filter(given -> !given.isBlank())
                        .toList(),
                !json && Interactive.terminal()
                        ? Optional.of(Prompt.of(new InputStreamReader(System.in, Charset.defaultCharset()), System.out))
                        : Optional.empty(),
                Optional.ofNullable(hold));
    }
}
