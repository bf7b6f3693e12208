package dev.cleanslate.engine;

import dev.cleanslate.api.ResetSuite;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.ClasspathResourceSelector;
import org.junit.platform.engine.discovery.DirectorySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.FilePosition;
import org.junit.platform.engine.discovery.FileSelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.discovery.UriSelector;
import org.junit.platform.engine.support.discovery.SelectorResolver;

/** What is selected becomes suites, or steps of them; what is not ours becomes nothing. */
final class SuiteSelectorResolver implements SelectorResolver {

    private final SuiteFinder finder;
    private final Predicate<String> classNames;

    SuiteSelectorResolver(SuiteFinder finder, Predicate<String> classNames) {
        this.finder = finder;
        this.classNames = classNames;
    }

    @Override
    public Resolution resolve(ClassSelector selector, Context context) {
        Class<?> type = selector.getJavaClass();
        if (!type.isAnnotationPresent(ResetSuite.class) || !classNames.test(type.getName())) {
            return Resolution.unresolved();
        }
        return add(context, List.of(finder.byClass(type)), SuiteDescriptor::selectAll);
    }

    /** What an IDE asks for when one method is run. Whether it may run alone is for the selection to say. */
    @Override
    public Resolution resolve(MethodSelector selector, Context context) {
        Class<?> type = selector.getJavaClass();
        if (!type.isAnnotationPresent(ResetSuite.class) || !classNames.test(type.getName())) {
            return Resolution.unresolved();
        }
        return add(context, List.of(finder.byClass(type)), suite -> suite.selectMethod(selector.getMethodName()));
    }

    @Override
    public Resolution resolve(FileSelector selector, Context context) {
        if (!selector.getPath().endsWith(SuiteFinder.FILE_NAME)) {
            return Resolution.unresolved();
        }
        return add(context, List.of(finder.byFile(selector.getPath())), at(selector.getPosition()));
    }

    @Override
    public Resolution resolve(DirectorySelector selector, Context context) {
        Set<DiscoverySelector> files = new LinkedHashSet<>();
        for (Path file : suitesBelow(selector.getPath())) {
            files.add(DiscoverySelectors.selectFile(file.toFile()));
        }
        return files.isEmpty() ? Resolution.unresolved() : Resolution.selectors(files);
    }

    @Override
    public Resolution resolve(ClasspathResourceSelector selector, Context context) {
        String name = selector.getClasspathResourceName();
        if (!Path.of(name).endsWith(SuiteFinder.FILE_NAME)) {
            return Resolution.unresolved();
        }
        Optional<URI> resource = firstOnClassPath(selector);
        if (resource.isEmpty()) {
            return Resolution.unresolved();
        }
        Found found = "file".equals(resource.get().getScheme())
                ? finder.byResource(Path.of(resource.get()), name)
                : finder.packed(name);
        return add(context, List.of(found), at(selector.getPosition()));
    }

    @Override
    public Resolution resolve(UriSelector selector, Context context) {
        URI uri = selector.getUri();
        if (uri.getPath() == null) {
            return Resolution.unresolved();
        }
        FilePosition position = FilePosition.fromQuery(uri.getQuery()).orElse(null);
        File file = new File(uri.getPath());
        if ("file".equals(uri.getScheme()) && file.exists()) {
            return Resolution.selectors(Set.of(
                    file.isDirectory()
                            ? DiscoverySelectors.selectDirectory(file)
                            : DiscoverySelectors.selectFile(file, position)));
        }
        if ("classpath".equals(uri.getScheme()) && uri.getPath().length() > 1) {
            return Resolution.selectors(Set.of(
                    DiscoverySelectors.selectClasspathResource(uri.getPath().substring(1), position)));
        }
        return Resolution.unresolved();
    }

    /** Below the engine: suite, stage, step, dynamic. A dynamic step is selected by the step that registers it. */
    @Override
    public Resolution resolve(UniqueIdSelector selector, Context context) {
        List<UniqueId.Segment> segments = selector.getUniqueId().getSegments();
        if (segments.size() < 2 || !segments.get(1).getType().equals(SuiteDescriptor.SEGMENT)) {
            return Resolution.unresolved();
        }
        List<String> values = segments.stream().map(UniqueId.Segment::getValue).toList();
        Consumer<SuiteDescriptor> selection = switch (values.size()) {
            case 2 -> SuiteDescriptor::selectAll;
            case 3 -> suite -> suite.selectStage(values.get(2));
            default -> suite -> suite.selectStep(values.get(2), values.get(3));
        };
        return add(context, finder.byId(values.get(1)), selection);
    }

    private static Resolution add(Context context, List<Found> found, Consumer<SuiteDescriptor> selection) {
        Set<Match> matches = new LinkedHashSet<>();
        for (Found each : found) {
            SuiteDescriptor suite = context.addToParent(
                            parent -> Optional.of(new SuiteDescriptor(parent.getUniqueId(), each)))
                    .orElseThrow();
            selection.accept(suite);
            matches.add(Match.exact(suite));
        }
        return matches.isEmpty() ? Resolution.unresolved() : Resolution.matches(matches);
    }

    private static Consumer<SuiteDescriptor> at(Optional<FilePosition> position) {
        return position.<Consumer<SuiteDescriptor>>map(at -> suite -> suite.selectLine(at.getLine()))
                .orElse(SuiteDescriptor::selectAll);
    }

    private static Optional<URI> firstOnClassPath(ClasspathResourceSelector selector) {
        try {
            return selector.getResources().stream()
                    .map(resource -> resource.getUri())
                    .findFirst();
        } catch (JUnitException notThere) {
            return Optional.empty();
        }
    }

    /** Sorted, links not followed; a folder that may not be read is passed over. */
    private static Set<Path> suitesBelow(Path folder) {
        Set<Path> suites = new TreeSet<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && file.endsWith(SuiteFinder.FILE_NAME)) {
                        suites.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            return suites;
        }
        return suites;
    }
}
