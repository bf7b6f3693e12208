package dev.cleanslate.session;

import dev.cleanslate.run.GateRunner;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.suite.Gate;
import dev.cleanslate.suite.Gate.Kind.Confirm;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people answer to the questions of {@code confirm} gates: given along, or asked at the terminal. Each question is
 * asked once and its answer kept, also for the gates before the commit, where locks wait for nobody.
 */
final class Confirmations {

    private static final Pattern GIVEN =
            Pattern.compile("([^=]+)=(yes|no):([^:]+)(?::(.+))?", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 500;

    private final Workbench bench;
    private final Map<Gate, Answer> answered = new HashMap<>();

    Confirmations(Workbench bench) {
        this.bench = bench;
    }

    record Answer(boolean yes, String name, String reason, Instant at, String how) {

        String words(Confirm asked) {
            return asked.role() + " was asked \"" + asked.question() + "\" and said " + (yes ? "yes" : "no") + ": "
                    + name
                    + ", " + at.truncatedTo(ChronoUnit.SECONDS) + ", " + how
                    + (reason.isEmpty() ? "" : ", reason: " + reason);
        }
    }

    /** {@code mayAsk}: whether nothing else stands in the way, so that it is worth somebody's time. */
    void require(Gate gate, Confirm asked, boolean mayAsk) {
        Answer known = answered.get(gate);
        if (known == null) {
            known = given(gate, asked)
                    .or(() -> mayAsk && bench.writes() ? prompted(asked) : Optional.empty())
                    .orElseThrow(() -> unanswered(asked));
            answered.put(gate, known);
            bench.events().note(known.words(asked) + ".");
        }
        bench.readings.add("yes", (known.yes() ? "yes" : "no") + " (" + known.name() + ")");
        if (!known.yes()) {
            throw GateRunner.refused("no-go: " + known.words(asked) + ".");
        }
    }

    private StepFailure unanswered(Confirm asked) {
        return GateRunner.refused("nobody answered for " + asked.role() + ": \"" + asked.question()
                + "\" Add --answer \"" + asked.role() + "=yes:NAME\" (-Dreset.answer=…), or \"" + asked.role()
                + "=no:NAME:REASON\"; at a terminal it is asked.");
    }

    /** By the gate's name, or by the role where that is asked one question only: a yes is to what was read. */
    private Optional<Answer> given(Gate gate, Confirm asked) {
        Map<String, Answer> all = parsed(bench.invocation.present().answers());
        Answer named = all.get(key(gate.name()));
        if (named != null && !gate.name().equals("confirm")) {
            return Optional.of(named);
        }
        Answer ofRole = all.get(key(asked.role()));
        long questions = bench.suite.sections().gates().stream()
                .filter(other ->
                        other.kind() instanceof Confirm c && key(c.role()).equals(key(asked.role())))
                .count();
        if (ofRole != null && questions > 1) {
            throw new StepFailure(
                    StepFailure.Kind.USAGE,
                    "the answer for " + asked.role() + " could be to any of " + questions
                            + " questions. Give these gates a \"name\" each, and answer by name: --answer \""
                            + gate.name() + "=yes:NAME\". Nothing was changed.");
        }
        return Optional.ofNullable(ofRole);
    }

    private Map<String, Answer> parsed(List<String> answers) {
        Map<String, Answer> all = new LinkedHashMap<>();
        for (String text : answers) {
            Matcher matcher = GIVEN.matcher(text.strip());
            boolean fit = matcher.matches()
                    && !matcher.group(3).isBlank()
                    && text.length() <= LONGEST
                    && text.codePoints().noneMatch(Character::isISOControl);
            boolean yes = fit && matcher.group(2).equalsIgnoreCase("yes");
            String reason = fit && matcher.group(4) != null ? matcher.group(4).strip() : "";
            if (!fit || (!yes && reason.isEmpty())) {
                throw usage("\"" + text.replaceAll("\\p{Cntrl}", " ") + "\" is no answer. Write ROLE=yes:NAME, or"
                        + " ROLE=no:NAME:REASON");
            }
            Instant now = bench.invocation.present().clock().instant();
            var answer = new Answer(yes, matcher.group(3).strip(), reason, now, "given with the command");
            if (all.put(key(matcher.group(1)), answer) != null) {
                throw usage("there are two answers for \"" + matcher.group(1).strip() + "\"");
            }
        }
        return all;
    }

    private static StepFailure usage(String message) {
        return new StepFailure(StepFailure.Kind.USAGE, "--answer: " + message + ". Nothing was changed.");
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private Optional<Answer> prompted(Confirm asked) {
        Optional<Prompt> prompt = bench.invocation.present().prompt();
        if (prompt.isEmpty()) {
            return Optional.empty();
        }
        bench.events().tell(new RunEvent.Asking(asked.question()));
        try {
            return asked(asked, prompt.get());
        } catch (TimeoutException e) {
            return Optional.empty();
        }
    }

    /** Anything but a clear word, a name, and a reason for a no, is no answer. */
    private Optional<Answer> asked(Confirm asked, Prompt prompt) throws TimeoutException {
        String word = typed(
                        prompt,
                        "  " + asked.role() + ": " + asked.question() + " (yes or no, "
                                + prompt.limit().toSeconds() + " s) ")
                .toLowerCase(Locale.ROOT);
        boolean yes = word.equals("y") || word.equals("yes");
        if (!yes && !word.equals("n") && !word.equals("no")) {
            return Optional.empty();
        }
        String name = typed(prompt, "  Your name: ");
        String reason = yes || name.isEmpty() ? "" : typed(prompt, "  Why not: ");
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new Answer(
                        yes,
                        name,
                        yes || !reason.isEmpty() ? reason : "none was given",
                        bench.invocation.present().clock().instant(),
                        "asked at the terminal"));
    }

    private static String typed(Prompt prompt, String question) throws TimeoutException {
        String line =
                prompt.answer(question).orElse("").replaceAll("\\p{Cntrl}", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }
}
