package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.StepResult;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The record's steps as CI systems read them: a suite per stage in order, sentences as names, files with lines. */
final class JUnitXml {

    static final String NAME = "junit.xml";

    private static final Pattern PLACE = Pattern.compile("(.+):(\\d+):\\d+");

    private final XMLStreamWriter xml;
    private final RunRecord record;

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
        Map<String, List<StepResult>> stages = new LinkedHashMap<>();
        record.steps()
                .forEach(s -> stages.computeIfAbsent(s.stage(), stage -> new ArrayList<>())
                        .add(s));
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        attribute("name", record.suite() + "@" + record.target());
        totals(record.steps());
        for (Map.Entry<String, List<StepResult>> stage : stages.entrySet()) {
            xml.writeCharacters("\n  ");
            xml.writeStartElement("testsuite");
            attribute("name", stage.getKey());
            attribute("timestamp", record.startedAt());
            totals(stage.getValue());
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

    private void testcase(StepResult step) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        attribute("classname", record.suite() + "@" + record.target() + "." + step.stage());
        attribute("name", step.name());
        attribute("time", seconds(step.millis()));
        Matcher place = PLACE.matcher(step.place().orElse(""));
        if (place.matches()) {
            attribute("file", place.group(1));
            attribute("line", place.group(2));
        }
        if (step.status().equals("skipped")) {
            xml.writeEmptyElement("skipped");
            attribute("message", step.message());
        } else if (!step.status().equals("passed")) {
            xml.writeStartElement("failure");
            attribute("type", step.status());
            attribute("message", step.message().lines().findFirst().orElse(""));
            xml.writeCharacters(legal(step.place().map(p -> p + "\n").orElse("") + step.message()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void totals(List<StepResult> steps) throws XMLStreamException {
        attribute("tests", Integer.toString(steps.size()));
        attribute(
                "failures",
                Long.toString(steps.stream()
                        .filter(s -> s.status().equals("failed") || s.status().equals("refused"))
                        .count()));
        attribute("errors", "0");
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

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }

    /** XML 1.0 has no form at all for most control characters. */
    private static String legal(String text) {
        return text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }
}
