package dev.cleanslate.cli;

import dev.cleanslate.engine.Launch;
import dev.cleanslate.session.Consent;
import dev.cleanslate.session.RestoreWish;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

/** {@code restore}: puts a backup back, in one go or not at all. */
@Command(
        name = "restore",
        description = "Put a backup back, in one go or not at all; without --execute it says what it would do.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Nothing is to be seen of it until it was compared with the backup. A new database is filled and takes the",
            "name of the old one, which is kept; where that is not open, everything happens in one transaction in place.",
            "Exit codes: 0 put back, 2 wrong usage, 3 refused or not executed, 4 failed and nothing was changed,",
            "5 put back, but something after it failed."
        })
final class RestoreCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--backup",
            paramLabel = "FILE",
            required = true,
            description = "The backup: a folder that Cleanslate made, or what pg_dump wrote.")
    private Path backup = Path.of("");

    @Option(
            names = "--execute",
            paramLabel = "NAME",
            converter = NotEmpty.class,
            description = "The opt-in: what the target is confirmed as.")
    private @Nullable String execute;

    @Option(
            names = "--rows",
            paramLabel = "N",
            converter = NotEmpty.class,
            description = "How many rows are in the database now and are replaced; asked for by guarded targets.")
    private @Nullable String rows;

    @Option(
            names = "--way",
            paramLabel = "swap|in-place",
            converter = Word.class,
            description = "Into a new database that takes the name, or in place; otherwise the first that is open.")
    private RestoreWish.@Nullable Way way;

    @Option(names = "--end-sessions", description = "End the sessions of others where they are in the way.")
    private boolean endSessions;

    @Option(names = "--drop-old", description = "Do not keep the database that was replaced (swap).")
    private boolean dropOld;

    @Option(
            names = "--from",
            paramLabel = "NAME",
            converter = NotEmpty.class,
            description =
                    "The database the backup is of, where that is another one, or this one before it was made anew.")
    private @Nullable String from;

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "Only this table, into a schema beside; may be repeated.")
    private List<String> tables = new ArrayList<>();

    @Option(
            names = "--into",
            paramLabel = "SCHEMA",
            converter = NotEmpty.class,
            description = "The new schema for --table (default: restored_ and the time).")
    private @Nullable String into;

    @Override
    public Integer call() {
        if (tables.isEmpty() && into != null) {
            throw misused("--into names the schema for single tables; give --table too");
        }
        if (!tables.isEmpty() && (way != null || dropOld)) {
            throw misused(
                    "--way and --drop-old are for a whole database, and --table brings single tables back beside");
        }
        var wish = new RestoreWish(
                backup,
                Optional.ofNullable(way),
                endSessions,
                dropOld,
                Optional.ofNullable(from),
                tables,
                Optional.ofNullable(into));
        var consent = new Consent(Optional.ofNullable(execute), Optional.ofNullable(rows), Optional.empty(), true);
        return Launch.run(common.invocation(dev.cleanslate.session.Command.RESTORE, consent)
                .with(common.present(List.of()))
                .with(wish));
    }

    private ParameterException misused(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    static final class Word implements ITypeConverter<RestoreWish.Way> {

        @Override
        public RestoreWish.Way convert(String word) {
            return Arrays.stream(RestoreWish.Way.values())
                    .filter(known -> known.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + word + "' is neither swap nor in-place"));
        }
    }
}
