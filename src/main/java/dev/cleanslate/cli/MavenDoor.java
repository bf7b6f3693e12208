package dev.cleanslate.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a target build of Maven comes in: the profiles say through the environment which target and which command
 * they stand for, and this turns it into the jar's arguments. The exit code decides whether the build is green.
 */
final class MavenDoor {

    /** What the POM passes for an option nobody gave; an empty value was given, and is refused. */
    static final String NOT_GIVEN = "(not given)";

    private static final Path SUITES = Path.of("suites");
    private static final Path CLASSES = Path.of("target", "suites-classes");

    private static final String RUNBOOK = "runbook";

    private static final Map<String, String> NOUNS = Map.of("certify", "certification");

    private static final int USAGE = 2;
    private static final int INFRASTRUCTURE = 4;

    private final Map<String, String> environment;
    private final List<String> faults = new ArrayList<>();

    private MavenDoor(Map<String, String> environment) {
        this.environment = environment;
    }

    public static void main(String[] args) {
        endWithMaven();
        System.exit(ExitOnSignal.around(() -> run(System.getenv())));
    }

    static int run(Map<String, String> environment) {
        Order order = read(environment);
        if (!order.faults().isEmpty()) {
            order.faults().forEach(System.err::println);
            return USAGE;
        }
        var compiler = new SuiteCompiler(SUITES, CLASSES);
        Optional<Path> classes = compiler.compile();
        if (!compiler.faults().isEmpty()) {
            compiler.faults().forEach(System.err::println);
            return USAGE;
        }
        var arguments = new ArrayList<>(order.arguments());
        if (!arguments.get(0).equals(RUNBOOK)) {
            arguments.add("--pdf");
        }
        classes.ifPresent(folder -> arguments.addAll(List.of("--classpath", folder.toString())));
        return Main.run(arguments.toArray(String[]::new));
    }

    static Order read(Map<String, String> environment) {
        var door = new MavenDoor(environment);
        List<String> arguments = door.arguments();
        return new Order(arguments, List.copyOf(door.faults));
    }

    /** The jar's arguments, to be used when there are no faults. */
    record Order(List<String> arguments, List<String> faults) {}

    private List<String> arguments() {
        var commands = words("COMMAND_PLAN", "COMMAND_SCAN", "COMMAND_CERTIFY", "COMMAND_RUNBOOK");
        var targets = words("TARGET_DEMO", "TARGET_STAGING", "TARGET_PROD", "TARGET_NAMED");
        if (commands.size() > 1) {
            faults.add(
                    "mvn: this build was given %d commands (-P%s). A build does one; give it one of them. Nothing was run."
                            .formatted(commands.size(), String.join(", -P", commands)));
        }
        if (targets.size() > 1) {
            faults.add(
                    "mvn: this build was given %d targets (%s). A build has one; give -Ptarget=NAME or -Dtarget=NAME once. Nothing was run."
                            .formatted(targets.size(), String.join(", ", targets)));
        }
        boolean fleet = given("SCAN_TARGETS").isPresent() && commands.contains("scan");
        if (targets.isEmpty() && !fleet) {
            faults.add(
                    "mvn: -P%s says what to do, but not to which database. Add -Ptarget=demo, or -Dtarget=NAME for another name of suites/targets.yaml. Nothing was run."
                            .formatted(String.join(",", commands)));
        }
        var execute = option("EXECUTE", "reset.execute");
        if (execute.isPresent() && !commands.isEmpty()) {
            faults.add(
                    "mvn: -Dreset.execute=%s asks for a reset, -P%s for something that changes nothing. Leave one of them out. Nothing was run."
                            .formatted(execute.get(), String.join(",", commands)));
        }

        if (option("ANSWER", "reset.answer").isPresent() && !commands.isEmpty()) {
            faults.add(
                    "mvn: -Dreset.answer answers the gates of a reset, and -P%s has none. Leave one of them out. Nothing was run."
                            .formatted(String.join(",", commands)));
        }

        var arguments = new ArrayList<String>();
        arguments.add(commands.stream().findFirst().orElse("reset"));
        targets.stream().findFirst().ifPresent(target -> arguments.addAll(List.of("--target", target)));
        execute.ifPresent(database -> arguments.addAll(List.of("--execute", database)));
        var storage = option("EXECUTE_STORAGE", "reset.execute-storage");
        if (storage.isPresent() && !commands.isEmpty()) {
            faults.add(
                    "mvn: -Dreset.execute-storage takes objects away after a reset, and -P%s is none. Leave one of them out. Nothing was run."
                            .formatted(String.join(",", commands)));
        }
        storage.ifPresent(bucket -> arguments.addAll(List.of("--execute-storage", bucket)));
        if (flag("NO_REHEARSAL", "reset.no-rehearsal")) {
            arguments.add("--no-rehearsal");
        }
        Stream.of("rows", "certificate")
                .forEach(name ->
                        consent(name, commands).ifPresent(value -> arguments.addAll(List.of("--" + name, value))));
        option("ANSWER", "reset.answer").ifPresent(answer -> arguments.addAll(List.of("--answer", answer)));
        option("HOLD", "reset.hold").ifPresent(time -> arguments.addAll(List.of("--hold", time)));
        Stream.of("fail-on", "keys", "sample", "freeze", "finding", "targets", "shard", "parallel")
                .forEach(name ->
                        of("scan", name, commands).ifPresent(value -> arguments.addAll(List.of("--" + name, value))));
        of("certify", "go-live", commands).ifPresent(name -> arguments.addAll(List.of("--go-live", "--execute", name)));
        Stream.of("run", "certificate")
                .forEach(name -> of("certify", name, commands)
                        .ifPresent(value -> arguments.addAll(List.of("--" + name, value))));
        Stream.of("at", "out", "certificate")
                .forEach(name ->
                        of(RUNBOOK, name, commands).ifPresent(value -> arguments.addAll(List.of("--" + name, value))));
        option("SUITE", "suite").ifPresent(suite -> arguments.addAll(List.of("--suite", suite)));
        option("REPORTS", "reports").ifPresent(folder -> arguments.addAll(List.of("--reports", folder)));
        option("LANG", "lang").ifPresent(code -> arguments.addAll(List.of("--lang", code)));
        option("ALLURE", "allure.home").ifPresent(folder -> arguments.addAll(List.of("--allure", folder)));
        option("SCALE", "scale").ifPresent(scale -> arguments.addAll(List.of("--scale", scale)));
        return List.copyOf(arguments);
    }

    /** What a reset alone can use. */
    private Optional<String> consent(String name, Set<String> commands) {
        Optional<String> value = option(name.toUpperCase(Locale.ROOT), "reset." + name);
        if (value.isPresent() && !commands.isEmpty()) {
            faults.add("mvn: -Dreset.%s belongs to a reset, and -P%s is none. Leave one of them out. Nothing was run."
                    .formatted(name, String.join(",", commands)));
        }
        return value;
    }

    /** What one command alone can use. */
    private Optional<String> of(String command, String name, Set<String> commands) {
        String variable = (command + "_" + name).toUpperCase(Locale.ROOT).replace('-', '_');
        Optional<String> value = option(variable, command + "." + name);
        if (value.isPresent() && !commands.equals(Set.of(command))) {
            faults.add(
                    "mvn: -D%s.%s belongs to a %s, and this build is none. Add -P%s, or leave it out. Nothing was run."
                            .formatted(command, name, NOUNS.getOrDefault(command, command), command));
        }
        return value;
    }

    private Set<String> words(String... variables) {
        var words = new LinkedHashSet<String>();
        Stream.of(variables).flatMap(v -> given(v).stream()).forEach(words::add);
        return words;
    }

    private Optional<String> option(String variable, String property) {
        Optional<String> value = given(variable);
        if (value.filter(String::isBlank).isPresent()) {
            faults.add(
                    "mvn: -D%s is empty, probably an unset shell variable. Give it a value or leave it out. Nothing was run."
                            .formatted(property));
        }
        return value.filter(v -> !v.isBlank());
    }

    /** A bare {@code -Dname} reaches us as "true". */
    private boolean flag(String variable, String property) {
        Optional<String> value = option(variable, property);
        if (value.isPresent() && !value.get().equals("true") && !value.get().equals("false")) {
            faults.add("mvn: -D%s=%s is neither true nor false. Nothing was run.".formatted(property, value.get()));
        }
        return value.filter("true"::equals).isPresent();
    }

    private Optional<String> given(String variable) {
        String value = environment.getOrDefault("CLEANSLATE_DOOR_" + variable, NOT_GIVEN);
        return value.equals(NOT_GIVEN) ? Optional.empty() : Optional.of(value);
    }

    /**
     * Ends this process, shutdown hooks and so the rollback included, when Maven is gone. Maven takes its child along
     * on Ctrl-C and on SIGTERM; a Maven killed with SIGKILL cannot, and the reset would run on with nobody watching.
     */
    private static void endWithMaven() {
        ProcessHandle.current().parent().ifPresent(maven -> {
            var watch = new Thread(
                    () -> {
                        maven.onExit().join();
                        System.exit(INFRASTRUCTURE);
                    },
                    "watch-maven");
            watch.setDaemon(true);
            watch.start();
        });
    }
}
