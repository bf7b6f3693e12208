package dev.cleanslate.session;

import dev.cleanslate.evidence.CertificateFile;
import dev.cleanslate.evidence.Certificates;
import dev.cleanslate.evidence.Printable;
import dev.cleanslate.evidence.report.Language;
import dev.cleanslate.evidence.runbook.Matter;
import dev.cleanslate.evidence.runbook.Runbook;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.run.StepFailure.Kind;
import dev.cleanslate.suite.Reading;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.Target;
import dev.cleanslate.suite.Target.Where;
import dev.cleanslate.suite.Window;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Optional;

/**
 * Writes the runbook of a maintenance window from what lies in files: suite, target, and the certificate of the last
 * rehearsal. Nothing is asked of any database, and no variable of the environment has to be set.
 */
public final class Runbooks {

    private static final int PASSED = 0;

    private final Invocation invocation;
    private final RunbookWish wish;
    private final PrintStream out;

    private Runbooks(Invocation invocation, RunbookWish wish, PrintStream out) {
        this.invocation = invocation;
        this.wish = wish;
        this.out = out;
    }

    /** Returns the exit code. */
    public static int run(Invocation invocation, RunbookWish wish, PrintStream out) {
        try {
            new Runbooks(invocation, wish, out).write();
            return PASSED;
        } catch (RuntimeException trouble) {
            return Failures.told(trouble);
        }
    }

    private void write() {
        Target target = Analysis.sound(TargetChoice.of(invocation));
        if (target.where() instanceof Where.Embedded) {
            throw usage(target.place() + ": target \"" + target.name()
                    + "\" is a server made for each run, so there is no window to plan and nothing to restore. Name a"
                    + " target that has a url. Nothing was written.");
        }
        Language language = language(target);
        Optional<ZonedDateTime> start = wish.at().map(at -> start(at, target));
        List<Reading<Suite>> suites = LoadedSuites.of(invocation, target);
        if (suites.isEmpty()) {
            throw usage(target.place() + ": no suite is named for target \"" + target.name()
                    + "\". Give --suite NAME. Nothing was written.");
        }
        for (Suite suite : suites.stream().map(Analysis::sound).toList()) {
            write(target, suite, suites.size() > 1, start, language);
        }
    }

    private void write(
            Target target, Suite suite, boolean oneOfMany, Optional<ZonedDateTime> start, Language language) {
        Path runs = Certificates.runs(invocation.reports(), target.name(), suite.name());
        Optional<CertificateFile> rehearsal = rehearsal(target, suite);
        Optional<String> word =
                oneOfMany || !invocation.suites().isEmpty() ? Optional.of(wordOf(suite, oneOfMany)) : Optional.empty();
        Matter matter = new Matter(
                suite,
                target,
                new Matter.Ground(invocation.suitesFolder(), invocation.reports(), invocation.classPath(), word, runs),
                rehearsal,
                sameSuite(rehearsal, suite),
                start,
                wish.now(),
                wish.tool());
        Runbook runbook = Runbook.of(matter, language);
        Path folder = wish.out()
                .map(given -> oneOfMany ? given.resolve(String.valueOf(runs.getFileName())) : given)
                .orElse(runs);
        say(put(folder.resolve(name(Runbook.MARKDOWN, language, target)), runbook.markdown()));
        say(put(folder.resolve(name(Runbook.HTML, language, target)), runbook.html()));
        if (!matter.rehearsed()) {
            out.println("Times and rows are unknown in it: " + Printable.of(unknown(matter))
                    + ". Rehearse, then write it again.");
        }
    }

    private String unknown(Matter matter) {
        String wanted = "suite \"" + matter.suite().name() + "\" on target \""
                + matter.target().name() + "\"";
        return matter.rehearsal().orElse(null) instanceof CertificateFile.Whole other
                ? other.file() + " is of suite \"" + other.said().suite() + "\" on target \""
                        + other.said().target() + "\", and not of " + wanted
                : "no rehearsal of " + wanted + " has left a sound certificate under " + invocation.reports();
    }

    /** The file or class that was asked for, or one of the names that the target gives. */
    private String wordOf(Suite suite, boolean oneOfMany) {
        return oneOfMany ? suite.name() : invocation.suites().get(0);
    }

    private Optional<CertificateFile> rehearsal(Target target, Suite suite) {
        Optional<Path> named = invocation.consent().certificate();
        if (named.isPresent()) {
            return named.map(Runbooks::ofARehearsal);
        }
        try {
            return Certificates.newest(invocation.reports(), target.name(), suite.name());
        } catch (IOException | UncheckedIOException e) {
            throw new StepFailure(
                    Kind.DATABASE,
                    Certificates.runs(invocation.reports(), target.name(), suite.name())
                            + ": whether a rehearsal left a certificate there cannot be seen ("
                            + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + "). Get the right to read it, or name the certificate with --certificate FILE. Nothing was"
                            + " written.",
                    e);
        }
    }

    private static CertificateFile ofARehearsal(Path file) {
        CertificateFile read = CertificateFile.read(file);
        if (read instanceof CertificateFile.OfRun other) {
            throw usage(file + ": it certifies a " + other.said().kind()
                    + "; a runbook needs one of a rehearsal. Name that one with --certificate FILE, or leave the option"
                    + " out to take the newest. Nothing was written.");
        }
        return read;
    }

    private static boolean sameSuite(Optional<CertificateFile> rehearsal, Suite suite) {
        return !(rehearsal.orElse(null) instanceof CertificateFile.Sound sound)
                || sound.certificate().suiteDigest().equals(Preflight.suiteDigest(suite));
    }

    private Language language(Target target) {
        String code = wish.language().or(target::language).orElse(Language.ENGLISH);
        return Language.of(code)
                .orElseThrow(() -> usage(target.place() + ": the runbook is wanted in language \"" + code
                        + "\", and there are " + String.join(", ", Language.known()) + ". Nothing was written."));
    }

    private static ZonedDateTime start(TemporalAccessor at, Target target) {
        if (at instanceof ZonedDateTime zoned) {
            return zoned;
        }
        Window window = target.timing()
                .window()
                .orElseThrow(() -> usage("--at " + at + " has no zone, and target \"" + target.name()
                        + "\" has no window whose zone it could be. Write --at " + at
                        + "+01:00, with the offset there. Nothing was written."));
        return ((LocalDateTime) at).atZone(window.zone());
    }

    /** As with the report: another language than the target's stands in the name. */
    private static String name(String file, Language language, Target target) {
        String usual = target.language().orElse(Language.ENGLISH);
        return language.code().equals(usual) ? file : file.replace(".", "." + language.code() + ".");
    }

    private void say(Path file) {
        out.println("Written: " + Printable.of(file.toString()));
    }

    /** Whole or not at all, since somebody may be reading the one that is there. */
    private static Path put(Path file, String text) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, ".runbook", ".part");
            try {
                Files.writeString(fresh, text);
                letAllRead(fresh);
                return Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                // Nothing of it is left there where it was moved.
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new StepFailure(
                    Kind.DATABASE,
                    file + ": the runbook cannot be written (" + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + "). Name another place with --out DIR. Nothing was changed.",
                    e);
        }
    }

    private static void letAllRead(Path file) throws IOException {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        } catch (UnsupportedOperationException noSuchRights) {
            // A file system without them gives the file the rights of its folder.
        }
    }

    private static StepFailure usage(String message) {
        return new StepFailure(Kind.USAGE, message);
    }
}
