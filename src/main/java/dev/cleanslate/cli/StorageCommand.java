package dev.cleanslate.cli;

import dev.cleanslate.engine.Launch;
import dev.cleanslate.session.Consent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code storage}: the object store against its rows, without a reset; goes on with a clearance that was cut short. */
@Command(
        name = "storage",
        description = "Compare the suite's object store with its rows; change nothing without --execute-storage.",
        mixinStandardHelpOptions = true)
final class StorageCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private StorageOption storage = new StorageOption();

    @Override
    public Integer call() {
        return Launch.run(
                common.invocation(dev.cleanslate.session.Command.STORAGE, Consent.NONE.clearing(storage.bucket())));
    }
}
