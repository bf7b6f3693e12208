package dev.cleanslate.session;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.run.Contents;
import java.util.List;
import java.util.function.Consumer;

/** One way to put a backup back, step by step. Up to {@link #commit} nothing of it is to be seen by anybody else. */
sealed interface PutBack extends AutoCloseable permits InSession, SwapWay {

    /** What it is about to do, a sentence each. */
    List<String> foretold();

    void putBack(String step);

    /** What was put back is not what was backed up, a sentence each. {@code then} is what the backup held. */
    List<String> differences(Contents then, Consumer<String> working);

    /** The session in which what was put back can be looked at, and the marker be mended. */
    PgSession restored();

    /** In one go. */
    void commit();

    boolean committed();

    /** What is left to do, now that it counts. */
    void afterwards();

    /** What a person does next. */
    String next();

    /** From any thread. */
    void cancel();

    /** Leaves everything as it was, unless it is committed. Also called a second time. */
    @Override
    void close();
}
