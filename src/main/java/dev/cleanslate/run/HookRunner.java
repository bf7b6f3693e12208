package dev.cleanslate.run;

import dev.cleanslate.run.HttpCall.Request;
import dev.cleanslate.run.HttpCall.Response;
import dev.cleanslate.run.HttpCall.Unanswered;
import dev.cleanslate.suite.Hook;
import dev.cleanslate.suite.HookWord;
import dev.cleanslate.suite.HttpCheck.Body;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Starts and tells what the hooks of a suite name. A program is started once; only a message is tried again. */
public final class HookRunner {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
    private static final int KEPT = 2_000;

    private final FromEnvironment variables;
    private final Outside outside;
    private final HttpCall http;
    private final CountDownLatch cancelled = new CountDownLatch(1);

    public HookRunner(Map<String, String> environment) {
        this.variables = new FromEnvironment(environment);
        this.outside = new Outside(environment);
        this.http = new HttpCall(environment);
    }

    /**
     * Fires, waits, and gives what came back, masked.
     *
     * @param most all the time there is, where that is less than the hook's own
     * @throws StepFailure when it failed
     */
    public void fire(Hook hook, Map<HookWord, String> words, Duration most, Consumer<String> heard) {
        Consumer<String> shortened = said -> heard.accept(cut(said));
        if (hook.kind() instanceof Hook.Kind.Run run) {
            outside.expect(run.exit(), run.arguments(), variables(words), shorter(run.timeout(), most), shortened);
        } else {
            shortened.accept(posted((Hook.Kind.Post) hook.kind(), words, most));
        }
    }

    /** How a program began, and with what it ended, which tells most where it failed. */
    private static String cut(String said) {
        if (said.length() <= KEPT) {
            return said;
        }
        int left = said.length() - KEPT;
        return said.substring(0, KEPT / 2) + "\n… " + left + " characters left out …\n"
                + said.substring(said.length() - KEPT / 2);
    }

    /** Ends what is under way, and every later hook of this runner. From any thread. */
    public void cancel() {
        cancelled.countDown();
        outside.cancel();
        http.cancel();
    }

    private static Map<String, String> variables(Map<HookWord, String> words) {
        Map<String, String> variables = new HashMap<>();
        words.forEach((word, value) -> variables.put(word.variable(), value.replace("\0", "")));
        return variables;
    }

    private String posted(Hook.Kind.Post post, Map<HookWord, String> words, Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        Map<String, String> header = new LinkedHashMap<>(post.header());
        Optional<String> body = post.json().map(new HookMessage(variables, words)::json);
        if (body.isPresent() && header.keySet().stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
            header.put("Content-Type", "application/json; charset=utf-8");
        }
        for (int tries = 1; ; tries++) {
            Duration left = Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
            Answer answer = asked(new Request(
                    post.method(), post.url(), header, body.map(Body.Written::new), shorter(post.timeout(), left)));
            if (answer.good()) {
                return answer.sentence();
            }
            Duration pause = pause(tries);
            boolean again =
                    answer.worthAnother() && tries <= post.retries() && deadline - System.nanoTime() > pause.toNanos();
            if (!again || interruptedWithin(pause)) {
                throw new StepFailure(
                        StepFailure.Kind.DATABASE,
                        "the message was not taken" + (tries == 1 ? "" : " in " + tries + " tries") + ": "
                                + answer.sentence() + ".");
            }
        }
    }

    private record Answer(boolean good, boolean worthAnother, String sentence) {}

    private Answer asked(Request request) {
        try {
            Response response = http.send(request);
            boolean good = response.status() / 100 == 2;
            boolean busy = response.status() >= 500 || response.status() == 429 || response.status() == 408;
            String text = Text.printable(outside.masked(response.body())).strip();
            String told = text.length() > KEPT / 10 ? text.substring(0, KEPT / 10) + "…" : text;
            return new Answer(
                    good, busy, "the answer was " + response.status() + (told.isEmpty() ? "" : ", saying: " + told));
        } catch (Unanswered silence) {
            return new Answer(false, true, String.valueOf(silence.getMessage()));
        }
    }

    private static Duration pause(int tries) {
        return shorter(LONGEST_PAUSE, FIRST_PAUSE.multipliedBy(1L << Math.min(10, tries - 1)));
    }

    private boolean interruptedWithin(Duration pause) {
        try {
            return cancelled.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
