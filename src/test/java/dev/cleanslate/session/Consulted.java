package dev.cleanslate.session;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the doctor said of a playground's target. */
record Consulted(int exitCode, String out, String err) {

    private static final Invocation.Output JSON = new Invocation.Output(true, false, false);

    static Consulted of(Playground playground) {
        return of(playground.invocation(Command.PLAN, Optional.empty()), false);
    }

    static Consulted url(Playground playground, String url, List<String> suites) {
        return of(playground.ofUrl(url, suites, JSON), false);
    }

    static Consulted mark(Playground playground, String execute) {
        return of(playground.invocation(Command.PLAN, Optional.of(execute).filter(e -> !e.isEmpty())), true);
    }

    private static Consulted of(Invocation invocation, boolean mark) {
        Invocation json = new Invocation(
                invocation.command(),
                invocation.target(),
                invocation.url(),
                invocation.suites(),
                invocation.classPath(),
                invocation.suitesFolder(),
                invocation.reports(),
                invocation.consent(),
                invocation.scale(),
                JSON,
                invocation.environment());
        Spoken spoken = Spoken.by(() -> Doctor.run(json, mark));
        return new Consulted(spoken.exitCode(), spoken.out(), spoken.err());
    }

    /** What was said of checks in that state, one a line: what it is about, what was found. */
    String of(String state) {
        return String.join(
                "\n",
                checks().filter(c -> c.get("state").asString().equals(state))
                        .map(c ->
                                c.get("what").asString() + ": " + c.get("said").asString())
                        .toList());
    }

    String prevents() {
        return of("will prevent");
    }

    /** Every line to paste of what prevents or could not be seen, in order. */
    List<String> mends() {
        return checks().filter(c -> List.of("will prevent", "could not be seen")
                        .contains(c.get("state").asString()))
                .flatMap(c -> StreamSupport.stream(c.get("mend").spliterator(), false))
                .map(JsonNode::asString)
                .toList();
    }

    private Stream<JsonNode> checks() {
        return StreamSupport.stream(new JsonMapper().readTree(out).get("checks").spliterator(), false);
    }
}
