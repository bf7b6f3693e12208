package dev.cleanslate.engine;

import dev.cleanslate.api.ResetSuite;
import dev.cleanslate.session.Invocation;
import dev.cleanslate.session.SuiteRun;
import dev.cleanslate.suite.Place;
import dev.cleanslate.suite.SuiteClass;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.commons.support.ReflectionSupport;

/** From what was selected to the suite that it means. */
final class SuiteFinder {

    static final String FILE_NAME = "suite.yaml";

    private final Settings settings;
    private final Source source;
    private final Map<String, Class<?>> classes = new HashMap<>();
    private final Map<String, String> given = new HashMap<>();

    SuiteFinder(Settings settings, Source source) {
        this.settings = settings;
        this.source = source;
    }

    Found byClass(Class<?> type) {
        ResetSuite suite = type.getAnnotation(ResetSuite.class);
        return byClass(type, Optional.of(suite.target()).filter(name -> !name.isBlank()));
    }

    private Found byClass(Class<?> type, Optional<String> target) {
        Path file = SuiteClass.file(type, settings.invocation().suitesFolder());
        Found found = at(file, new Anchor.OfClass(type), target, type.getName());
        Class<?> first = classes.putIfAbsent(found.id(), type);
        return first == null || first == type ? found : namesake(type, first);
    }

    /** To the Platform two suites of one id are one, and the second would go without a word. */
    private static Found namesake(Class<?> type, Class<?> twin) {
        String fault = type.getName() + " is the same suite as " + twin.getName()
                + ". Give each its own name or file. Nothing was run.";
        return faulty(type.getName(), Place.of(type.getName()), List.of(fault), new Anchor.OfClass(type));
    }

    Found byFile(Path file) {
        return at(file, new Anchor.OfFile(), Optional.empty(), shown(file).toString());
    }

    Found byResource(Path file, String resource) {
        return at(file, new Anchor.OfResource(resource), Optional.empty(), resource);
    }

    /** A class-path resource that is no file on disk, so that nothing beside it could be read. */
    Found packed(String resource) {
        String fault = resource + " lies within an archive, and a suite is run from a folder only."
                + " Unpack it and select the file. Nothing was run.";
        return faulty(resource, Place.of(resource), List.of(fault), new Anchor.OfResource(resource));
    }

    List<Found> byId(String id) {
        Optional<Memory.Origin> origin = Memory.originOf(id);
        if (origin.isPresent()) {
            return List.of(again(id, origin.get()));
        }
        String name = Found.nameIn(id);
        Optional<String> target = Found.targetIn(id);
        Optional<Class<?>> type = suiteClass(name);
        if (type.isPresent()) {
            return List.of(byClass(type.get(), target));
        }
        if (Path.of(name).endsWith(FILE_NAME)) {
            return List.of(at(Path.of(name), new Anchor.OfFile(), target, id));
        }
        List<String> faults = faults(target, id);
        if (!faults.isEmpty()) {
            return List.of(faulty(id, Place.of(""), faults, new Anchor.OfFile()));
        }
        return prepared(invocation(target, List.of(name)));
    }

    /** The suites that the settings name, or their target. */
    List<Found> all() {
        if (!settings.faults().isEmpty()) {
            return List.of(faulty("settings", Place.of(""), settings.faults(), new Anchor.OfFile()));
        }
        return prepared(settings.invocation());
    }

    private Found again(String id, Memory.Origin origin) {
        if (origin.anchor() instanceof Anchor.OfClass anchor) {
            return byClass(anchor.type());
        }
        return at(origin.file(), origin.anchor(), Optional.empty(), id);
    }

    private Found at(Path file, Anchor anchor, Optional<String> target, String who) {
        Path shown = shown(file);
        Found found = read(shown, anchor, target, who);
        if (!(anchor instanceof Anchor.OfFile)) {
            Memory.found(found.id(), new Memory.Origin(shown, anchor));
        }
        return found;
    }

    private Found read(Path file, Anchor anchor, Optional<String> target, String who) {
        List<String> faults = faults(target, who);
        if (!faults.isEmpty()) {
            return faulty(settings.faults().isEmpty() ? who : "settings", Place.of(file.toString()), faults, anchor);
        }
        Invocation invocation = invocation(target, List.of());
        SuiteRun run = anchor instanceof Anchor.OfClass of
                ? source.forClass(invocation, of.type(), file)
                : source.forFile(invocation, file);
        return new Found(given(idOf(run, file), anchor), run, anchor);
    }

    /** Where a suite is found by a class and by its file too, the first says how the one suite is called. */
    private String given(String id, Anchor anchor) {
        return given.computeIfAbsent(id, own -> anchor instanceof Anchor.OfClass of ? idOf(of.type(), own) : own);
    }

    /** A new process knows nothing but the id, and neither a suite's name nor its file leads to a class. */
    private static String idOf(Class<?> type, String own) {
        return type.getName() + Found.targetIn(own).map(target -> "@" + target).orElse("");
    }

    private static Optional<Class<?>> suiteClass(String name) {
        return ReflectionSupport.tryToLoadClass(name)
                .toOptional()
                .filter(type -> type.isAnnotationPresent(ResetSuite.class));
    }

    private List<Found> prepared(Invocation invocation) {
        List<Found> found = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (SuiteRun run : source.prepare(invocation)) {
            String id = given(idOf(run, Path.of(run.place().file())), new Anchor.OfFile());
            String unique = id;
            for (int i = 2; !ids.add(unique); i++) {
                unique = id + "#" + i;
            }
            found.add(new Found(unique, run, new Anchor.OfFile()));
        }
        return found;
    }

    /** A suite that its name does not lead back to carries its file in its id, also lest two of one name become one. */
    private String idOf(SuiteRun run, Path file) {
        Path home = settings.invocation()
                .suitesFolder()
                .resolve(Found.nameIn(run.id()))
                .resolve(FILE_NAME);
        if (!file.endsWith(FILE_NAME) || absolute(file).equals(absolute(home))) {
            return run.id();
        }
        String path = shown(file).toString().replace('\\', '/');
        return Found.targetIn(run.id()).map(target -> path + "@" + target).orElse(path);
    }

    private static Found faulty(String id, Place place, List<String> faults, Anchor anchor) {
        return new Found(id, new Faulty(id, place, faults), anchor);
    }

    private List<String> faults(Optional<String> target, String who) {
        Optional<String> configured = settings.invocation().target();
        if (target.isPresent() && configured.isPresent() && !target.equals(configured)) {
            List<String> faults = new ArrayList<>(settings.faults());
            faults.add(who + " is for target \"" + target.get() + "\", but cleanslate.target says \"" + configured.get()
                    + "\". Make them agree, or leave one out. Nothing was run.");
            return faults;
        }
        return settings.faults();
    }

    private Invocation invocation(Optional<String> target, List<String> suites) {
        Invocation asked = settings.invocation();
        return asked.of(target.or(asked::target), suites.isEmpty() ? asked.suites() : suites);
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }

    private static Path shown(Path file) {
        Path here = absolute(Path.of(""));
        return absolute(file).startsWith(here) ? here.relativize(absolute(file)) : absolute(file);
    }
}
