package dev.cleanslate.evidence;

import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunListener;
import dev.cleanslate.run.Stage;
import dev.cleanslate.seal.Digest;
import dev.cleanslate.suite.Place;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Evidence of nothing, told to nobody.
 *
 * <p>Problem: code that runs for the first time in a process is ten times slower, and the hundreds of lines that tell of
 * the tables are written while those are locked. Solution: as many are written once before, beside the connecting and
 * planning, where nobody waits for them.
 */
public final class Practice {

    private static final int TIMES = 400;
    private static final AtomicBoolean DONE = new AtomicBoolean();

    private Practice() {}

    /** In the background, and once in a process. */
    public static void begin() {
        if (DONE.getAndSet(true)) {
            return;
        }
        Thread thread = new Thread(Practice::practise, "cleanslate practice");
        thread.setDaemon(true);
        thread.start();
    }

    static void practise() {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(nowhere, false, false);
        List<RunListener> listeners = List.of(new Steps(), terminal);
        String head = Digest.ZERO;
        long line = 0;
        var place = new Place("practice", 1, 1);
        for (int i = 0; i < TIMES; i++) {
            String id = "practice-" + i;
            for (RunEvent event : List.of(
                    new RunEvent.StepStarted(Stage.VERIFICATION, id, "table " + i, place, Optional.of("practice")),
                    new RunEvent.StepFinished(Stage.VERIFICATION, id, "table " + i, RunEvent.Status.PASSED, 0, ""))) {
                Instant now = Instant.EPOCH.plusMillis(i);
                byte[] written = JournalLine.of(++line, now, event, head).getBytes(StandardCharsets.UTF_8);
                head = Digest.of(written);
                listeners.forEach(listener -> listener.on(now, event));
            }
        }
        terminal.close();
    }
}
