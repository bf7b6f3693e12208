package dev.cleanslate.engine;

import dev.cleanslate.session.SuiteRun;
import dev.cleanslate.suite.Place;
import java.io.File;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.ClasspathResourceSource;
import org.junit.platform.engine.support.descriptor.FilePosition;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.engine.support.descriptor.MethodSource;

/** What a suite was found by, which decides what its tests point at. */
sealed interface Anchor {

    /**
     * Problem: Surefire counts no test, and no failure, below a container that has no class to it.
     * Solution: containers point at the class; steps at their line, since those that share a class are one test to it.
     */
    record OfClass(Class<?> type) implements Anchor {}

    /** Steps point at the resource, not the file: Allure draws its full names from that. */
    record OfResource(String name) implements Anchor {}

    record OfFile() implements Anchor {}

    default Optional<TestSource> ofContainer(SuiteRun run) {
        if (this instanceof OfClass anchor) {
            return Optional.of(ClassSource.from(anchor.type()));
        }
        return ofStep(run, run.place());
    }

    default Optional<TestSource> ofStep(SuiteRun run, Place place) {
        Optional<Place.InClass> method = place.inClass();
        if (method.isPresent()) {
            return method.map(in -> MethodSource.from(in.type(), in.method()));
        }
        FilePosition position = position(place);
        if (this instanceof OfResource anchor && place.file().equals(run.place().file())) {
            return Optional.of(ClasspathResourceSource.from(anchor.name(), position));
        }
        return Optional.of(place.file())
                .filter(file -> !file.isBlank())
                .map(file -> FileSource.from(new File(file), position));
    }

    /** What reports that know classes only put in a class's place. */
    default String legacyName(SuiteRun run) {
        return this instanceof OfClass anchor ? anchor.type().getName() : run.id();
    }

    private static @Nullable FilePosition position(Place place) {
        if (place.line() < 1) {
            return null;
        }
        return place.column() < 1 ? FilePosition.from(place.line()) : FilePosition.from(place.line(), place.column());
    }
}
