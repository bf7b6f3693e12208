package dev.cleanslate.suite;

import dev.cleanslate.suite.Suite.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The folder a suite lives in: reads the files that the suite names, and none outside it. */
final class SuiteFolder {

    private static final long PROGRAM_LIMIT = 64 << 20;

    private final Path folder;
    private final Faults faults;
    private final Map<String, SourceFile> named = new LinkedHashMap<>();

    SuiteFolder(Path suiteFile, Faults faults) {
        Path parent = suiteFile.toAbsolutePath().getParent();
        this.folder = parent == null ? suiteFile.toAbsolutePath() : parent;
        this.faults = faults;
    }

    /** Reads a script and judges each of its statements; the name as written, when all is well. */
    Optional<String> script(String name, Place place) {
        return path(name, place)
                .flatMap(path -> TextFile.read(path, TextFile.SQL_LIMIT, place, who(name), faults))
                .flatMap(text -> judged(name, text, place));
    }

    /** Reads a list, one value a line; blank lines and those that begin with {@code #} are for people. */
    Optional<List<String>> list(String name, Place place) {
        return path(name, place)
                .flatMap(path -> TextFile.read(path, TextFile.YAML_LIMIT, place, who(name), faults))
                .flatMap(text -> {
                    named.putIfAbsent(name, new SourceFile(name, text));
                    List<String> listed = text.replace("\uFEFF", "")
                            .lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .distinct()
                            .toList();
                    if (listed.isEmpty() || text.indexOf('\0') >= 0) {
                        faults.add(
                                place,
                                who(name)
                                        + (listed.isEmpty()
                                                ? " lists nothing. Write one value a line."
                                                : " holds a NUL character, which PostgreSQL cannot store."));
                        return Optional.empty();
                    }
                    return Optional.of(listed);
                });
    }

    /** Reads a file in which the rows of a finding were reviewed; without one yet, only a plan would miss it. */
    Optional<ReviewedRows> reviewed(String name, Place place) {
        Optional<Path> path = path(name, place);
        Optional<Path> unwritten = path.filter(Files::notExists);
        if (unwritten.isPresent()) {
            return unwritten.map(at -> ReviewedRows.unwritten(name, seenFromHere(at)));
        }
        return path.flatMap(found -> ReviewedFile.text(found, place, who(name), faults))
                .flatMap(text -> {
                    named.putIfAbsent(name, new SourceFile(name, text));
                    Faults own = Faults.ofSuite();
                    Optional<ReviewedRows> rows = ReviewedFile.rows(name, text, own);
                    faults.addAll(own);
                    return rows;
                });
    }

    /**
     * A program's arguments that are files of this folder, as seen from the working directory, are part of the suite: its
     * digest covers them. What else a program reads is its own affair.
     */
    void programs(List<String> arguments, Place place) {
        for (String argument : arguments) {
            asPath(argument)
                    .filter(path -> path.startsWith(folder.normalize()) && Files.isRegularFile(path))
                    .ifPresent(
                            path -> program(folder.normalize().relativize(path).toString(), path, place));
        }
    }

    /** An argument may be anything, and most are no path. */
    private static Optional<Path> asPath(String argument) {
        try {
            return Optional.of(Path.of(argument).toAbsolutePath().normalize());
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    /** Each byte a character, since a source is a text and a program may be none. */
    private void program(String name, Path path, Place place) {
        try {
            if (Files.size(path) > PROGRAM_LIMIT) {
                faults.add(
                        place,
                        who(name) + " is larger than " + (PROGRAM_LIMIT >> 20)
                                + " MiB, too large for a part of the suite. Keep it outside the suite's folder.");
            } else {
                named.putIfAbsent(name, new SourceFile(name, Files.readString(path, StandardCharsets.ISO_8859_1)));
            }
        } catch (IOException e) {
            faults.add(place, who(name) + " could not be read (" + e.getClass().getSimpleName() + ").");
        }
    }

    /** As somebody would type it. */
    private static Path seenFromHere(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }

    private Optional<String> judged(String name, String text, Place place) {
        if (text.startsWith("\uFEFF")) {
            faults.add(
                    place,
                    who(name) + " begins with a byte order mark, which is no SQL. Save it as UTF-8 without one.");
            return Optional.empty();
        }
        List<SqlText.ScriptFault> wrong = SqlText.faultsAsScript(text);
        for (SqlText.ScriptFault fault : wrong) {
            faults.add(
                    place,
                    "%s cannot run inside the transaction: line %d: %s."
                            .formatted(who(name), fault.line(), fault.what()));
        }
        named.putIfAbsent(name, new SourceFile(name, text));
        return wrong.isEmpty() ? Optional.of(name) : Optional.empty();
    }

    /** The suite itself and then its files, as the suite first names them. */
    List<SourceFile> sources(List<SourceFile> suite) {
        List<SourceFile> sources = new ArrayList<>(suite);
        sources.addAll(named.values());
        return sources;
    }

    private Optional<Path> path(String name, Place place) {
        try {
            Path relative = Path.of(name);
            Path path = folder.resolve(relative).normalize();
            boolean inside = !relative.isAbsolute()
                    && path.startsWith(folder.normalize())
                    && (!Files.exists(path) || path.toRealPath().startsWith(folder.toRealPath()));
            if (inside) {
                return Optional.of(path);
            }
            faults.add(place, who(name) + " lies outside the suite's folder. Move it beside suite.yaml.");
        } catch (InvalidPathException e) {
            faults.add(place, who(name) + " is no file name.");
        } catch (IOException e) {
            faults.add(place, who(name) + " could not be found (" + e.getClass().getSimpleName() + ").");
        }
        return Optional.empty();
    }

    private String who(String name) {
        return "the file " + faults.quote(name);
    }
}
