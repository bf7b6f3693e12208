package dev.cleanslate.session;

import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.rehearsal.Backup;
import dev.cleanslate.run.Contents;
import dev.cleanslate.run.StepFailure;
import java.util.List;
import java.util.stream.Collectors;

/** Which tables of a backup somebody means who wants some of them back. */
record TableChoice(RestoreBench restore) {

    private static final int LISTED = 20;

    List<QualifiedName> of(List<String> asked) {
        if (restore.backup().format() != Backup.Format.CUSTOM
                && restore.backup().format() != Backup.Format.DIRECTORY) {
            throw refused(
                    "single tables can only be taken out of an archive (pg_dump --format=custom or directory), and"
                            + " this is a plain dump.");
        }
        List<QualifiedName> known = List.copyOf(restore.backup()
                .contents()
                .map(contents -> contents.tables().keySet())
                .orElseGet(() -> Contents.names(restore.bench().session())));
        List<QualifiedName> found =
                asked.stream().map(name -> table(name, known)).distinct().toList();
        if (found.stream().map(QualifiedName::name).distinct().count() < found.size()) {
            throw refused("two of these tables have the same name in different schemas, and all go into one. Restore"
                    + " them one after the other.");
        }
        return found;
    }

    private static QualifiedName table(String asked, List<QualifiedName> known) {
        List<QualifiedName> fitting = known.stream()
                .filter(name -> asked.equals(name.name()) || asked.equals(name.schema() + "." + name.name()))
                .toList();
        List<QualifiedName> exact = fitting.stream()
                .filter(name -> asked.equals(name.schema() + "." + name.name()))
                .toList();
        if (exact.size() == 1 || fitting.size() == 1) {
            return exact.size() == 1 ? exact.get(0) : fitting.get(0);
        }
        throw new StepFailure(
                StepFailure.Kind.USAGE,
                "--table " + asked
                        + (fitting.isEmpty()
                                ? ": the backup holds no such table. It holds "
                                : ": the backup holds more than one: ")
                        + (fitting.isEmpty() ? known : fitting)
                                .stream()
                                        .limit(LISTED)
                                        .map(name -> name.schema() + "." + name.name())
                                        .collect(Collectors.joining(", "))
                        + (fitting.isEmpty() && known.size() > LISTED
                                ? " and " + (known.size() - LISTED) + " more"
                                : "")
                        + ". Nothing was changed.");
    }

    private static StepFailure refused(String message) {
        return new StepFailure(StepFailure.Kind.REFUSED, message + " Nothing was changed.");
    }
}
