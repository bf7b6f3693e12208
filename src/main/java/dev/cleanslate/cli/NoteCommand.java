package dev.cleanslate.cli;

import dev.cleanslate.evidence.Afterword;
import dev.cleanslate.evidence.Afterword.Decision;
import dev.cleanslate.evidence.Refused;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code note}: a person's word on a run, for good. */
@Command(
        name = "note",
        description = "Add a note to a run's journal: an incident, or the decision to go on or to restore.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The run's record is not altered, and verify still holds.",
            "Exit codes: 0 noted, 1 the journal is broken, 2 not the folder of a run, 3 the run is under way."
        })
final class NoteCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FOLDER", description = "The run's folder: <reports>/<target>/<suite>/<run>.")
    private Path folder = Path.of("");

    @Parameters(index = "1", paramLabel = "TEXT", description = "What is to be remembered, and why.")
    private String text = "";

    @Option(names = "--by", paramLabel = "NAME", required = true, description = "Who says so.")
    private String by = "";

    @Option(
            names = "--decision",
            paramLabel = "go-on|restore",
            converter = Word.class,
            description = "What was decided after a failure that came after the commit.")
    private @Nullable Decision decision;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Path parent = folder.toAbsolutePath().getParent();
        Path of = Files.isRegularFile(folder) && parent != null ? parent : folder;
        try {
            int line = new Afterword(by, text, Optional.ofNullable(decision)).append(of, Instant.now());
            spec.commandLine().getOut().println("Noted in line " + line + " of the journal in " + of + ".");
            return 0;
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()));
        } catch (Refused refused) {
            err.println("cleanslate: " + refused.getMessage());
            return refused.exitCode();
        } catch (IOException trouble) {
            err.println("cleanslate: " + of + ": the note cannot be written: " + trouble.getMessage()
                    + ". Nothing was noted, or the last line is cut short: verify tells.");
            return 4;
        }
    }

    static final class Word implements ITypeConverter<Decision> {

        @Override
        public Decision convert(String word) {
            return Arrays.stream(Decision.values())
                    .filter(known -> known.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + word + "' is neither go-on nor restore"));
        }
    }
}
