package dev.cleanslate.postgres;

/** A statement of a batch that failed; those before it were done, those after it were not. */
public final class BatchFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int index;
    private final SqlFailure failure;

    BatchFailure(int index, SqlFailure failure) {
        super(failure.getMessage(), failure);
        this.index = index;
        this.failure = failure;
    }

    /** Which of the statements, from 0. */
    public int index() {
        return index;
    }

    public SqlFailure failure() {
        return failure;
    }
}
