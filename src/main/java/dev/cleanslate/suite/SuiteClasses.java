package dev.cleanslate.suite;

import dev.cleanslate.api.ResetSuite;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The suite classes of a class path that was given for them, and any class by its full name. */
public final class SuiteClasses {

    private static final Place OPTION = Place.of("--classpath");
    private static final String SUFFIX = ".class";

    /** What a class file holds that bears the annotation; it is found without loading every class. */
    private static final String MARK = ResetSuite.class.descriptorString();

    private final List<Path> classPath;
    private final ClassLoader loader;
    private final Faults faults = Faults.ofSuite();

    private SuiteClasses(List<Path> classPath) {
        this.classPath = classPath;
        this.loader = loader();
    }

    /**
     * The class that is meant by a suite's name, its own or that of the YAML folder it adds to, or by the class's full
     * name; nothing where no class is meant, so that the suite is YAML alone.
     */
    public static Reading<Optional<Class<?>>> find(List<Path> classPath, Path suitesFolder, String name) {
        SuiteClasses classes = new SuiteClasses(classPath);
        List<Class<?>> found = classes.named(name, suitesFolder);
        if (found.size() > 1) {
            classes.faults.add(
                    OPTION,
                    "two classes are the suite " + Shown.text(name) + ": "
                            + found.get(0).getName() + " and " + found.get(1).getName()
                            + ". Name the one that is meant by its full name.");
        }
        return classes.faults.none() ? new Reading.Sound<>(found.stream().findFirst()) : classes.faults.faulty();
    }

    private ClassLoader loader() {
        ClassLoader parent = Thread.currentThread().getContextClassLoader();
        if (classPath.isEmpty()) {
            return parent == null ? SuiteClasses.class.getClassLoader() : parent;
        }
        List<URL> urls = new ArrayList<>();
        for (Path entry : classPath) {
            if (!Files.exists(entry)) {
                faults.add(
                        OPTION, "there is no " + Shown.text(entry.toString()) + ". Name folders of classes and jars.");
            }
            try {
                urls.add(entry.toUri().toURL());
            } catch (MalformedURLException e) {
                faults.add(OPTION, Shown.text(entry.toString()) + " cannot be on a class path.");
            }
        }
        // It is never closed: a suite's classes are loaded as long as the run lasts, and that is as long as the JVM.
        return new URLClassLoader(urls.toArray(URL[]::new), SuiteClasses.class.getClassLoader());
    }

    private List<Class<?>> named(String name, Path suitesFolder) {
        List<Class<?>> found = new ArrayList<>();
        loaded(name).filter(type -> type.isAnnotationPresent(ResetSuite.class)).ifPresent(found::add);
        if (!found.isEmpty()) {
            return found;
        }
        for (String candidate : marked()) {
            loaded(candidate)
                    .filter(type -> type.isAnnotationPresent(ResetSuite.class))
                    .filter(type -> means(type, name, suitesFolder))
                    .ifPresent(found::add);
        }
        return found;
    }

    private static boolean means(Class<?> type, String name, Path suitesFolder) {
        String own = type.getAnnotation(ResetSuite.class).name();
        if (!own.isBlank()) {
            return own.equals(name);
        }
        Reading<Path> yaml = SuiteFile.locate(suitesFolder, name);
        return yaml instanceof Reading.Sound<Path> sound
                && absolute(sound.value()).equals(absolute(SuiteClass.file(type, suitesFolder)));
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private Optional<Class<?>> loaded(String name) {
        try {
            return Optional.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError none) {
            return Optional.empty();
        }
    }

    private List<String> marked() {
        List<String> names = new ArrayList<>();
        for (Path entry : classPath) {
            try {
                names.addAll(Files.isDirectory(entry) ? inFolder(entry) : inJar(entry));
            } catch (IOException unreadable) {
                if (faults.none()) {
                    faults.add(OPTION, Shown.text(entry.toString()) + " is neither a folder of classes nor a jar.");
                }
            }
        }
        return names.stream().distinct().sorted().toList();
    }

    private static List<String> inFolder(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).toList()) {
                if (isMarked(Files.readAllBytes(file))) {
                    names.add(className(folder.relativize(file).toString()));
                }
            }
        }
        return names;
    }

    private static List<String> inJar(Path jar) throws IOException {
        List<String> names = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream()
                    .filter(e -> e.getName().endsWith(SUFFIX) && !e.getName().startsWith("META-INF/"))
                    .toList()) {
                try (InputStream in = file.getInputStream(entry)) {
                    if (isMarked(in.readAllBytes())) {
                        names.add(className(entry.getName()));
                    }
                }
            }
        }
        return names;
    }

    private static boolean isMarked(byte[] classFile) {
        return new String(classFile, StandardCharsets.ISO_8859_1).contains(MARK);
    }

    private static String className(String file) {
        return file.substring(0, file.length() - SUFFIX.length())
                .replace('/', '.')
                .replace('\\', '.');
    }
}
