package dev.cleanslate.plan;

import dev.cleanslate.postgres.Answers;
import dev.cleanslate.postgres.Question;
import dev.cleanslate.suite.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What planning comes upon: faults, broken rules, warnings, and the questions it has to ask on the way. */
final class Findings {

    private final Answers answers;
    private final Set<Refusal> usage = new LinkedHashSet<>();
    private final Set<Refusal> rules = new LinkedHashSet<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Set<Question> questions = new LinkedHashSet<>();

    Findings(Answers answers) {
        this.answers = answers;
    }

    void usage(Place place, String message) {
        usage.add(new Refusal(Refusal.Kind.USAGE, place, unchanged(message)));
    }

    void rule(Place place, String message) {
        rules.add(new Refusal(Refusal.Kind.RULE, place, unchanged(message)));
    }

    void warn(String message) {
        warnings.add(message);
    }

    /** A question that nobody asked is not taken for one that was answered with yes. */
    Optional<String> objectionTo(Question question) {
        questions.add(question);
        return answers.objections().containsKey(question)
                ? answers.objectionTo(question)
                : Optional.of("the server was not asked");
    }

    List<Refusal> refusals() {
        List<Refusal> all = new ArrayList<>(usage);
        all.addAll(rules);
        return all;
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    List<Question> questions() {
        return List.copyOf(questions);
    }

    private static String unchanged(String message) {
        return message + " Nothing was changed.";
    }
}
