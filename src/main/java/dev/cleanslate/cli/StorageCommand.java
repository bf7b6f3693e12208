package dev.cleanslate.cli;

import dev.cleanslate.engine.Launch;
import dev.cleanslate.session.Consent;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code storage}: the object store against its rows, without a reset; goes on with a clearance that was cut short. */
@Command(
        name = "storage",
        description = "Compare the suite's object store with its rows; change nothing without --execute-storage.",
        mixinStandardHelpOptions = true)
final class StorageCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--execute-storage",
            paramLabel = "BUCKET",
            description = "The opt-in: objects of this bucket without a row are moved or deleted, as the suite says.")
    private @Nullable String bucket;

    @Override
    public Integer call() {
        if (bucket != null && bucket.isBlank()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--execute-storage is empty, probably an unset shell variable; give the name of the bucket, or leave it"
                            + " out");
        }
        return Launch.run(common.invocation(
                dev.cleanslate.session.Command.STORAGE, Consent.NONE.clearing(Optional.ofNullable(bucket))));
    }
}
