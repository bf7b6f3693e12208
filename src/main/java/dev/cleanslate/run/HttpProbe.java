package dev.cleanslate.run;

import dev.cleanslate.run.HttpCall.Request;
import dev.cleanslate.run.HttpCall.Response;
import dev.cleanslate.run.HttpCall.Unanswered;
import dev.cleanslate.run.RunEvent.Reading;
import dev.cleanslate.suite.HttpCheck;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks an HTTP server and says all that is wrong with its answer, if anything. One request at a time. */
final class HttpProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SHOWN = 200;
    private static final int SUCCESS = 2;
    private static final int REDIRECT = 3;
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, String> environment;
    private final HttpCall stranger;
    private final Map<String, HttpCall> sessions = new ConcurrentHashMap<>();
    private final Masking masking;
    private volatile boolean cancelled;

    HttpProbe(Map<String, String> environment, Masking masking) {
        this.environment = environment;
        this.stranger = new HttpCall(environment);
        this.masking = masking;
    }

    void cancel() {
        cancelled = true;
        stranger.cancel();
        sessions.values().forEach(HttpCall::cancel);
    }

    /** @throws StepFailure of kind USAGE when this is no request that can be sent */
    Optional<String> objection(HttpCheck check, Consumer<Reading> told) {
        return ask(check, told).objection();
    }

    /** {@code elapsed} is that of an answer; where there was none, an objection says so. */
    record Asked(Optional<String> objection, Duration elapsed) {}

    Asked ask(HttpCheck check, Consumer<Reading> told) {
        String asked = check.method() + " " + masking.of(Text.printable(check.url()), SHOWN);
        try {
            Response response =
                    call(check).send(new Request(check.method(), check.url(), check.header(), check.body(), PATIENCE));
            List<String> wrong = wrong(check.expected(), response, told);
            Optional<String> objection =
                    wrong.isEmpty() ? Optional.empty() : Optional.of(asked + " " + String.join("; ", wrong) + ".");
            return new Asked(objection, response.elapsed());
        } catch (Unanswered e) {
            return new Asked(Optional.of(asked + " gave no answer: " + e.getMessage() + "."), Duration.ZERO);
        }
    }

    private HttpCall call(HttpCheck check) {
        HttpCall call = check.session()
                .map(name -> sessions.computeIfAbsent(name, any -> HttpCall.keepingCookies(environment)))
                .orElse(stranger);
        if (cancelled) {
            call.cancel();
        }
        return call;
    }

    private List<String> wrong(HttpCheck.Expected expected, Response response, Consumer<Reading> told) {
        List<String> wrong = new ArrayList<>();
        told.accept(new Reading(
                "status", expected.status().map(String::valueOf).orElse("2xx"), String.valueOf(response.status())));
        expected.within()
                .ifPresent(within -> told.accept(new Reading(
                        "ms",
                        "<=" + within.toMillis(),
                        String.valueOf(response.elapsed().toMillis()))));
        status(expected, response, wrong);
        expected.within()
                .filter(within -> response.elapsed().compareTo(within) > 0)
                .ifPresent(within ->
                        wrong.add("took " + response.elapsed().toMillis() + " ms, more than " + Text.duration(within)));
        boolean searched = expected.text().isPresent() || expected.absentText().isPresent();
        if ((searched || !expected.json().isEmpty()) && !response.whole()) {
            wrong.add("answered more than " + HttpCall.LARGEST_BODY / 1_000_000 + " MB, too much to be searched");
            return wrong;
        }
        expected.text()
                .filter(text -> !response.body().contains(text))
                .ifPresent(text -> wrong.add("does not hold the text '" + text + "'" + said(response)));
        expected.absentText()
                .filter(text -> response.body().contains(text))
                .ifPresent(text -> wrong.add("holds the text '" + text + "', and must not"));
        if (!expected.json().isEmpty()) {
            json(expected.json(), response, wrong, told);
        }
        return wrong;
    }

    private void status(HttpCheck.Expected expected, Response response, List<String> wrong) {
        boolean right =
                expected.status().map(status -> status == response.status()).orElse(response.status() / 100 == SUCCESS);
        if (!right) {
            wrong.add("answered " + response.status() + " instead of "
                    + expected.status().map(String::valueOf).orElse("2xx")
                    + response.location()
                            .filter(to -> response.status() / 100 == REDIRECT)
                            .map(to -> " (it points to " + Text.printable(masking.of(to, SHOWN))
                                    + ", and redirects are not followed)")
                            .orElse("")
                    + said(response));
        }
    }

    private void json(Map<String, String> values, Response response, List<String> wrong, Consumer<Reading> told) {
        JsonNode tree;
        try {
            tree = JSON.readTree(response.body());
        } catch (JacksonException e) {
            wrong.add("did not answer JSON" + said(response));
            return;
        }
        values.forEach((pointer, wanted) -> {
            JsonNode found = tree.at(pointer);
            if (found.isMissingNode()) {
                wrong.add("has nothing at " + pointer + ", where " + wanted + " is expected");
                return;
            }
            String text = found.isValueNode() ? found.asString() : found.isArray() ? "a list" : "an object";
            String shown = Text.printable(masking.of(text, SHOWN));
            told.accept(new Reading(pointer, wanted, shown));
            if (!found.isValueNode() || !same(found.asString(), wanted, found.isNumber())) {
                wrong.add("says " + shown + " at " + pointer + " instead of " + wanted);
            }
        });
    }

    private static boolean same(String found, String wanted, boolean number) {
        if (found.equals(wanted)) {
            return true;
        }
        try {
            return number && new BigDecimal(found).compareTo(new BigDecimal(wanted)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private String said(Response response) {
        String text = Text.printable(masking.of(response.body(), SHOWN));
        return text.isEmpty() ? "" : ", saying: " + text;
    }
}
