package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.FindingResult;
import dev.cleanslate.evidence.record.PlanRecord;
import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.StepResult;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunListener;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** In a workflow of GitHub: annotations for what is wrong, and a page of the job's summary. */
final class GitHub implements RunListener {

    /** GitHub shows ten of each level for a step. */
    private static final int MOST = 10;

    private static final int LONGEST = 1_000;

    private static final Pattern PLACE = Pattern.compile("(.+?)(?::([0-9]+))?(?::[0-9]+)?");

    private static final Pattern FAULT = Pattern.compile("(.+?:[0-9]+:[0-9]+): (.+)");

    private final Map<String, String> environment;
    private final PrintStream out;
    private final Recorder recorder;

    private GitHub(Map<String, String> environment, PrintStream out, Recorder recorder) {
        this.environment = environment;
        this.out = out;
        this.recorder = recorder;
    }

    static Optional<GitHub> of(Map<String, String> environment, PrintStream out, Recorder recorder) {
        return "true".equals(environment.get("GITHUB_ACTIONS"))
                ? Optional.of(new GitHub(environment, out, recorder))
                : Optional.empty();
    }

    @Override
    public void on(Instant at, RunEvent event) {
        if (event instanceof RunEvent.RunFinished) {
            recorder.finished().ifPresent(record -> {
                annotations(record).forEach(out::println);
                summary(record);
            });
        }
    }

    private List<String> annotations(RunRecord record) {
        List<String> errors = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Optional<String> where = record.steps().stream().findFirst().flatMap(StepResult::place);
        for (FindingResult f : record.findings()) {
            if (f.waived().isEmpty() && !f.severity().equals("note")) {
                String said = Figures.count(f.rows(), "row") + ": " + f.explanation() + " In a suite: " + f.advice();
                // What a scan lets pass, for one that only asks for what is new, is no error.
                boolean error = f.severity().equals("critical") && record.exitCode() != 0;
                (error ? errors : warnings).add(annotation(error, where, f.id(), said));
            }
        }
        // Findings speak for themselves, and the step above them only sums them up.
        boolean told = record.command().equals("scan") && !(errors.isEmpty() && warnings.isEmpty());
        record.steps().stream()
                .filter(StepResult::red)
                .filter(s -> !told || s.name().endsWith(": can be read"))
                // What failed within a step says more than the step, which sums it up.
                .filter(s -> record.steps().stream().noneMatch(child -> child.red() && child.within(s.id())))
                .forEach(s -> errors.addAll(ofStep(record, s)));
        List<String> lines = new ArrayList<>(errors.stream().limit(MOST).toList());
        lines.addAll(warnings.stream().limit(MOST).toList());
        return lines;
    }

    /** A refused plan and a broken file say several things, each of a line of its own. */
    private List<String> ofStep(RunRecord record, StepResult step) {
        List<PlanRecord.Refusal> refusals = step.id().equals("plan")
                ? record.plan().map(PlanRecord::refusals).orElse(List.of())
                : List.of();
        if (!refusals.isEmpty()) {
            return refusals.stream()
                    .map(r -> annotation(true, Optional.of(r.place()), step.name(), r.message()))
                    .toList();
        }
        List<Matcher> faults = step.message().lines().map(FAULT::matcher).toList();
        if (step.id().equals("files") && faults.stream().allMatch(Matcher::matches)) {
            return faults.stream()
                    .map(fault -> annotation(true, Optional.of(fault.group(1)), step.name(), fault.group(2)))
                    .toList();
        }
        return List.of(annotation(true, step.place(), step.name(), step.message()));
    }

    private String annotation(boolean error, Optional<String> place, String title, String message) {
        StringBuilder line = new StringBuilder(error ? "::error " : "::warning ");
        Matcher at = PLACE.matcher(place.orElse(""));
        if (at.matches()) {
            inWorkspace(at.group(1)).ifPresent(file -> {
                line.append("file=").append(property(file)).append(',');
                Optional.ofNullable(at.group(2))
                        .ifPresent(n -> line.append("line=").append(n).append(','));
            });
        }
        return line.append("title=")
                .append(property(title))
                .append("::")
                .append(data(message))
                .toString();
    }

    /** A file of the repository; a target's {@code --url} is none. */
    private Optional<String> inWorkspace(String file) {
        Path path = Path.of(file);
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        Path root = Path.of(environment.getOrDefault("GITHUB_WORKSPACE", "")).toAbsolutePath();
        Path whole = path.toAbsolutePath().normalize();
        return whole.startsWith(root) ? Optional.of(root.relativize(whole).toString()) : Optional.empty();
    }

    private static String data(String text) {
        // What would colour or turn around the log that the line stands in is shown as its code.
        return text.lines()
                .map(line -> Printable.of(line, LONGEST).replace("%", "%25"))
                .collect(Collectors.joining("%0A"));
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    private void summary(RunRecord record) {
        String file = environment.getOrDefault("GITHUB_STEP_SUMMARY", "");
        if (file.isBlank()) {
            return;
        }
        try {
            Files.writeString(Path.of(file), Markdown.of(record), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
