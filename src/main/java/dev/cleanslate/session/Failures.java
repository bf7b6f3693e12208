package dev.cleanslate.session;

import dev.cleanslate.evidence.EvidenceFailed;
import dev.cleanslate.evidence.Printable;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.postgres.UnusableUrlException;
import dev.cleanslate.rehearsal.BackupFailedException;
import dev.cleanslate.rehearsal.BackupRefusedException;
import dev.cleanslate.rehearsal.ServerUnavailableException;
import dev.cleanslate.run.Messages;
import dev.cleanslate.run.RunEvent.Status;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.run.StepFailure.Kind;
import dev.cleanslate.storage.NotTaken;
import dev.cleanslate.storage.StorageFailure;

/** What each kind of trouble means for the exit code, and how it reads. */
final class Failures {

    private Failures() {}

    /** The same trouble as a {@link StepFailure}, so that its kind and a message fit for a stranger are known. */
    static StepFailure of(Throwable trouble) {
        if (trouble instanceof StepFailure failure) {
            return failure;
        }
        if (trouble instanceof SqlFailure failure) {
            return new StepFailure(Kind.DATABASE, Messages.of(failure), failure);
        }
        if (trouble instanceof UnusableUrlException || trouble instanceof IllegalArgumentException) {
            return new StepFailure(Kind.USAGE, String.valueOf(trouble.getMessage()), trouble);
        }
        if (trouble instanceof ServerUnavailableException
                || trouble instanceof BackupFailedException
                || trouble instanceof EvidenceFailed) {
            return new StepFailure(Kind.DATABASE, String.valueOf(trouble.getMessage()), trouble);
        }
        if (trouble instanceof StorageFailure failure) {
            String mend = failure.mend("of those that a clearance or a comparison needs");
            return new StepFailure(Kind.DATABASE, failure.getMessage() + " Likely: " + mend + ".", trouble);
        }
        if (trouble instanceof NotTaken) {
            return new StepFailure(Kind.REFUSED, String.valueOf(trouble.getMessage()), trouble);
        }
        if (trouble instanceof BackupRefusedException) {
            return new StepFailure(Kind.REFUSED, String.valueOf(trouble.getMessage()), trouble);
        }
        if (trouble instanceof AssertionError) {
            return new StepFailure(Kind.CHECK, String.valueOf(trouble.getMessage()), trouble);
        }
        return new StepFailure(
                Kind.DATABASE,
                "an error in Cleanslate itself, please report it: "
                        + trouble.getClass().getName() + ": " + trouble.getMessage(),
                trouble);
    }

    /** For what leaves no record: says it on standard error and returns the exit code. */
    static int told(RuntimeException trouble) {
        StepFailure failure = of(trouble);
        String.valueOf(failure.getMessage())
                .lines()
                .forEach(line -> System.err.println("cleanslate: " + Printable.of(line)));
        return failure.kind().exitCode();
    }

    static Status status(Kind kind) {
        return switch (kind) {
            case USAGE, REFUSED -> Status.REFUSED;
            case CHECK, DATABASE, AFTER_COMMIT -> Status.FAILED;
        };
    }
}
