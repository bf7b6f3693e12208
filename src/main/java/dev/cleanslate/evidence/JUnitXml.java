package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.StepResult;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The record's steps as CI systems read them: a suite per stage in order, sentences as names, files with lines. */
final class JUnitXml {

    static final String NAME = "junit.xml";

    /** A file of a suite, and its line where it is known. */
    private static final Pattern PLACE = Pattern.compile("(.+\\.(?:ya?ml|java|sql))(?::(\\d+)(?::\\d+)?)?");

    private final XMLStreamWriter xml;
    private final RunRecord record;
    private final Map<String, Integer> names = new HashMap<>();

    private JUnitXml(RunRecord record, XMLStreamWriter xml) {
        this.record = record;
        this.xml = xml;
    }

    static String of(RunRecord record) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            new JUnitXml(record, xml).write();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("junit.xml cannot be drawn from the record: " + e.getMessage(), e);
        }
        return text.toString();
    }

    private void write() throws XMLStreamException {
        List<StepResult> steps = steps();
        Map<String, List<StepResult>> stages = new LinkedHashMap<>();
        steps.forEach(s ->
                stages.computeIfAbsent(s.stage(), stage -> new ArrayList<>()).add(s));
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        attribute("name", record.suite() + "@" + record.target() + " " + record.command());
        attribute("timestamp", moment(record.startedAt()));
        totals(steps);
        for (Map.Entry<String, List<StepResult>> stage : stages.entrySet()) {
            xml.writeCharacters("\n  ");
            xml.writeStartElement("testsuite");
            attribute("name", stage.getKey());
            attribute(
                    "timestamp",
                    moment(stage.getValue().stream()
                            .flatMap(step -> step.startedAt().stream())
                            .findFirst()
                            .orElse(record.startedAt())));
            totals(stage.getValue());
            properties();
            for (StepResult step : stage.getValue()) {
                testcase(step);
            }
            xml.writeCharacters("\n  ");
            xml.writeEndElement();
        }
        xml.writeCharacters("\n");
        xml.writeEndDocument();
        xml.writeCharacters("\n");
    }

    /** A CI system sees tests alone: a run that ended badly without a red step would look green there. */
    private List<StepResult> steps() {
        List<StepResult> steps = new ArrayList<>(record.steps());
        if (record.exitCode() != 0 && steps.stream().noneMatch(StepResult::red)) {
            steps.add(new StepResult(
                    "end",
                    "evidence",
                    "The run comes to a good end",
                    "failed",
                    0,
                    record.message().orElse("The run ended with exit code " + record.exitCode() + "."),
                    Optional.empty(),
                    steps.stream().findFirst().flatMap(StepResult::place),
                    List.of(),
                    record.finishedAt(),
                    List.of()));
        }
        return steps;
    }

    private void properties() throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("properties");
        property("run", record.run());
        property("command", record.command());
        property("suite", record.suite());
        property("target", record.target());
        if (record.database().isPresent()) {
            property("database", record.database().get().name());
            property("postgresql", record.database().get().serverVersion());
        }
        property("outcome", record.outcome());
        property("exitCode", Integer.toString(record.exitCode()));
        xml.writeCharacters("\n    ");
        xml.writeEndElement();
    }

    private void property(String name, String value) throws XMLStreamException {
        xml.writeCharacters("\n      ");
        xml.writeEmptyElement("property");
        attribute("name", name);
        attribute("value", value);
    }

    private void testcase(StepResult step) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        attribute("classname", record.suite() + "@" + record.target() + "." + step.stage());
        attribute("name", unique(step));
        attribute("time", seconds(step.millis()));
        Matcher place = PLACE.matcher(step.place().orElse(""));
        if (place.matches()) {
            attribute("file", place.group(1));
            if (place.group(2) != null) {
                attribute("line", place.group(2));
            }
        }
        if (step.status().equals("skipped")) {
            xml.writeEmptyElement("skipped");
            attribute("message", step.message());
        } else if (!step.passed()) {
            xml.writeStartElement(broken(step) ? "error" : "failure");
            attribute("type", Cause.of(record, step).word());
            attribute("message", step.message().lines().findFirst().orElse(""));
            xml.writeCharacters(legal(step.place().map(p -> p + "\n").orElse("") + step.message()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** Two tests of one name and class are one for GitLab, which then shows the last alone. */
    private String unique(StepResult step) {
        int times = names.merge(step.stage() + "/" + step.name(), 1, Integer::sum);
        return times == 1 ? step.name() : step.name() + " (" + times + ")";
    }

    /** The server or the network failed, not what was checked. */
    private boolean broken(StepResult step) {
        return step.red() && Cause.of(record, step) == Cause.INFRASTRUCTURE;
    }

    private void totals(List<StepResult> steps) throws XMLStreamException {
        long errors = steps.stream().filter(this::broken).count();
        attribute("tests", Integer.toString(steps.size()));
        attribute(
                "failures", Long.toString(steps.stream().filter(StepResult::red).count() - errors));
        attribute("errors", Long.toString(errors));
        attribute(
                "skipped",
                Long.toString(
                        steps.stream().filter(s -> s.status().equals("skipped")).count()));
        // A child's time lies within its parent's.
        attribute(
                "time",
                seconds(steps.stream()
                        .filter(s -> s.parent().isEmpty())
                        .mapToLong(StepResult::millis)
                        .sum()));
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    /** In UTC and without saying so, as JUnit's own files have it. */
    private static String moment(String recorded) {
        return Instant.parse(recorded)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace("Z", "");
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }

    /** XML 1.0 has no form at all for most control characters. */
    private static String legal(String text) {
        return text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }
}
