package dev.cleanslate.engine;

import dev.cleanslate.session.Step;
import dev.cleanslate.suite.Place;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Points a failure at the suite's file and line, in the only place where an IDE looks for it: the stack trace. */
final class PlaceFrame {

    private PlaceFrame() {}

    /** The engine's own frames, and the Platform's below them, say nothing about the failure and go. */
    static void putFirst(Throwable thrown, String suite, Step step) {
        Stream<StackTraceElement> below = Arrays.stream(thrown.getStackTrace())
                .takeWhile(frame -> !frame.getClassName().equals(SuiteExecution.class.getName()));
        Stream<StackTraceElement> first = step.place().line() > 0 ? Stream.of(frame(suite, step)) : Stream.empty();
        thrown.setStackTrace(Stream.concat(first, below).distinct().toArray(StackTraceElement[]::new));
    }

    private static StackTraceElement frame(String suite, Step step) {
        Optional<Place.InClass> method = step.place().inClass();
        if (method.isPresent()) {
            String type = method.get().type();
            String source = type.substring(type.lastIndexOf('.') + 1).replaceFirst("\\$.*", "") + ".java";
            return new StackTraceElement(
                    type, method.get().method(), source, step.place().line());
        }
        Path file = Path.of(step.place().file()).getFileName();
        return new StackTraceElement(
                suite, step.name(), String.valueOf(file), step.place().line());
    }
}
