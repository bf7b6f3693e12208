package dev.cleanslate.session;

import dev.cleanslate.plan.StoragePlan;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.storage.Access;
import dev.cleanslate.suite.ObjectStore;
import java.util.Optional;

/** Objects go only for somebody who names their bucket; that a database may be reset says nothing of it. */
final class StorageOptIn {

    private static final String OPTION = "--execute-storage";

    private StorageOptIn() {}

    /** Whether what was opted in to is there to be done by this run. */
    static void require(Workbench bench, Optional<ObjectStore> said) {
        Optional<String> given = bench.invocation.consent().storage();
        if (bench.target.storeless() && (given.isPresent() || bench.command == Command.STORAGE)) {
            throw usage(bench.target.place() + ": target \"" + bench.target.name()
                    + "\" says that it has no object store (outside: { storage: none }), so there is nothing to compare or"
                    + " take away. Remove that line there if it has one"
                    + (given.isPresent() ? ", or leave " + OPTION + " out" : "") + ". Nothing was run.");
        }
        if (given.isEmpty()) {
            return;
        }
        String option = OPTION + " " + given.get();
        if (said.isEmpty()) {
            throw usage(
                    option + ": suite \"" + bench.suite.name()
                            + "\" has no \"storage\", so there is nothing to take away. Leave the option out. Nothing was run.");
        }
        if (said.get().orphans().limit() == 0) {
            throw usage(option + ": " + said.get().place()
                    + ": \"storage\" only reports objects without a row. Add \"orphans\" and \"max-delete\" there, or leave the"
                    + " option out. Nothing was run.");
        }
        if (bench.command == Command.REHEARSE && !bench.paired) {
            throw usage(option
                    + ": objects go after the commit of a reset, and without --execute (-Dreset.execute) this is a"
                    + " rehearsal. Give both, or leave this one out. Nothing was run.");
        }
    }

    static void requireNamed(Optional<String> given, Access access) {
        if (given.filter(name -> !name.equals(access.bucket())).isPresent()) {
            throw new StepFailure(
                    StepFailure.Kind.REFUSED,
                    "the opt-in " + OPTION + " says \"" + given.get() + "\", but the bucket is \"" + access.bucket()
                            + "\" at " + access.host() + ". Look twice at which bucket this is. Nothing was changed.");
        }
    }

    /** For a run that only counted. */
    static String howTo(Workbench bench, Access access, StoragePlan plan) {
        if (plan.store().orphans().limit() == 0) {
            return "Objects without a row stay: \"storage\" in the suite says nothing of \"orphans\".";
        }
        if (bench.invocation.consent().storage().isPresent()) {
            return "They go after the reset that follows, as " + OPTION + " " + access.bucket() + " says.";
        }
        return bench.command == Command.REHEARSE
                ? "They go after a real reset only with an opt-in of their own: -Dreset.execute-storage="
                        + access.bucket() + " (" + OPTION + " " + access.bucket() + ")."
                : "They stay, since nobody opted in to that. " + command(bench, access);
    }

    /** For a clearance that did not come to its end. */
    static String goOn(Workbench bench, Access access) {
        return "Mend that, then go on with this alone: " + command(bench, access);
    }

    static String command(Workbench bench, Access access) {
        return "java -jar target/cleanslate.jar storage"
                + (bench.invocation.url().isPresent() ? " --url …" : " --target " + bench.target.name())
                + (bench.invocation.suites().isEmpty() ? "" : " --suite " + String.join(",", bench.invocation.suites()))
                + " " + OPTION + " " + access.bucket();
    }

    private static StepFailure usage(String message) {
        return new StepFailure(StepFailure.Kind.USAGE, message);
    }
}
