package dev.cleanslate.session;

import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.Reading;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.SuiteClass;
import dev.cleanslate.suite.SuiteClasses;
import dev.cleanslate.suite.SuiteFile;
import dev.cleanslate.suite.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The suites that an invocation means, for a command that makes no runs of them. */
final class LoadedSuites {

    private LoadedSuites() {}

    static List<Reading<Suite>> of(Invocation invocation, Target target) {
        List<String> names = invocation.suites().isEmpty()
                ? target.suites().stream().map(Mention::name).toList()
                : invocation.suites();
        return names.stream().map(name -> read(invocation, name)).toList();
    }

    static Reading<Suite> read(Invocation invocation, String name) {
        Reading<Optional<Class<?>>> type = SuiteClasses.find(invocation.classPath(), invocation.suitesFolder(), name);
        if (type instanceof Reading.Faulty<Optional<Class<?>>> faulty) {
            return new Reading.Faulty<>(faulty.faults());
        }
        Optional<Class<?>> found = ((Reading.Sound<Optional<Class<?>>>) type).value();
        if (found.isPresent()) {
            return SuiteClass.read(found.get(), invocation.suitesFolder());
        }
        Reading<Path> file = SuiteFile.locate(invocation.suitesFolder(), name);
        return file instanceof Reading.Faulty<Path> faulty
                ? new Reading.Faulty<>(faulty.faults())
                : SuiteFile.read(((Reading.Sound<Path>) file).value());
    }
}
