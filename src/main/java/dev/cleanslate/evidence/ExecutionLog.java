package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.StepResult;
import dev.cleanslate.evidence.record.UnreadableRecord;
import dev.cleanslate.seal.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code execution-log.md}: what somebody at the keyboard would have written down. Drawn from the record, what was noted
 * after the run and who signed; a new note or signature draws it again.
 */
final class ExecutionLog {

    static final String NAME = "execution-log.md";

    private static final List<String> BY_HAND = List.of("Carried out by", "Checked by", "Accepted by");

    private final RunRecord record;
    private final String digest;
    private final List<Afterword.Noted> noted;
    private final List<SignOffFile.Sound> signOffs;
    private final List<TicksFile.Sound> ticks;
    private final StringBuilder text = new StringBuilder();

    private ExecutionLog(
            RunRecord record,
            String digest,
            List<Afterword.Noted> noted,
            List<SignOffFile.Sound> signOffs,
            List<TicksFile.Sound> ticks) {
        this.record = record;
        this.digest = digest;
        this.noted = noted;
        this.signOffs = signOffs;
        this.ticks = ticks;
    }

    /** Beside the files of the run that lie in this folder. */
    static Path draw(Path folder) throws IOException, UnreadableRecord {
        Path file = folder.resolve(NAME);
        RecordFile.replace(file, of(folder));
        return file;
    }

    /** What was added stands where it is signed or chained; a log that lacks it is found by verify and drawn by report. */
    static void drawAgain(Path folder) {
        try {
            if (Files.isRegularFile(folder.resolve(RunRecord.NAME))) {
                draw(folder);
            }
        } catch (IOException | UnreadableRecord stays) {
            return;
        }
    }

    static String of(Path folder) throws IOException, UnreadableRecord {
        byte[] runJson = Files.readAllBytes(folder.resolve(RunRecord.NAME));
        Path journal = folder.resolve(Journal.NAME);
        List<Afterword.Noted> noted =
                Files.isRegularFile(journal) ? Afterword.noted(Files.readAllBytes(journal)) : List.of();
        CertificateFile certificate = CertificateFile.read(folder.resolve(Certificate.NAME));
        List<TicksFile.Sound> ticks =
                certificate instanceof CertificateFile.Whole whole ? TicksFile.of(whole) : List.of();
        return new ExecutionLog(RunRecord.of(runJson), Digest.of(runJson), noted, SignOffs.of(certificate), ticks)
                .written();
    }

    private String written() {
        line("# Execution log: " + said(record.command()) + " of " + said(record.target()) + ", suite "
                + said(record.suite()));
        line("");
        line("**"
                + (record.finishedAt().isEmpty()
                        ? "NOT FINISHED"
                        : said(record.outcome()).toUpperCase(Locale.ROOT)) + "**, exit code " + record.exitCode() + ". "
                + outcome(record));
        record.message().filter(message -> !message.isEmpty()).ifPresent(message -> {
            line("");
            message.lines().forEach(one -> line("> " + said(one)));
        });
        section("What, where, when", about());
        section("Who approved", approvals());
        section("How it went", ExecutionSteps.times(record));
        section("Tables", ExecutionSteps.tables(record));
        section("Hand-over", HandOverText.lines(record, ticks));
        section("Checks", ExecutionSteps.checks(record));
        section("Gates", ExecutionSteps.gates(record));
        section("Hooks", said("hook \"", true));
        section("Incidents", incidents());
        section("Noted while it ran", said("hook \"", false));
        section("Contacts, in the order to call them", contacts());
        section("Signatures", signatures());
        return text.toString();
    }

    /** In a sentence or two. */
    static String outcome(RunRecord record) {
        if (record.inDoubt()) {
            return "The commit is in doubt.";
        }
        long tables = record.tables().stream().filter(t -> t.removed() > 0).count();
        String removed =
                Figures.count(record.removed(), "row") + " removed from " + Figures.count(tables, "table") + ".";
        if (record.committed()) {
            return record.is("restore") ? "The backup is put back." : removed + " Committed.";
        }
        return record.is("rehearse") && record.passed()
                ? removed + " On a copy; the database itself is untouched."
                : "Nothing was committed.";
    }

    private List<String> about() {
        List<String> lines = table(List.of("", ""));
        fact(lines, "Run", record.run());
        record.database().ifPresent(database -> {
            fact(lines, "Database", database.name() + " at " + database.address());
            fact(
                    lines,
                    "Server",
                    "PostgreSQL " + database.serverVersion() + ", identifier " + database.systemIdentifier());
            fact(lines, "Worked as", "role " + database.role());
        });
        fact(lines, "Began", ExecutionSteps.moment(record.startedAt()));
        fact(lines, "Ended", record.finishedAt().map(ExecutionSteps::moment).orElse("not yet, or it was killed"));
        ExecutionSteps.duration(record).ifPresent(took -> fact(lines, "Took", took));
        fact(lines, "Attempts", Integer.toString(record.attempts()));
        record.commit()
                .flatMap(RunRecord.Commit::transaction)
                .ifPresent(transaction -> fact(lines, "Transaction", transaction));
        record.plan().ifPresent(plan -> {
            fact(lines, "Plan", plan.digest());
            fact(lines, "Suite", plan.suiteDigest());
        });
        record.rehearsal()
                .ifPresent(rehearsal -> fact(
                        lines,
                        "Went by",
                        "rehearsal " + rehearsal.run() + " on a copy (" + rehearsal.server() + "), certificate "
                                + rehearsal.certificate() + ", signed by key " + rehearsal.signer()));
        fact(lines, "Cleanslate", record.tool());
        return lines;
    }

    private static void fact(List<String> lines, String name, String value) {
        lines.add(MarkdownText.row(List.of(name, said(value))));
    }

    private List<String> approvals() {
        List<String> lines = new ArrayList<>();
        record.rehearsal()
                .ifPresent(rehearsal -> rehearsal
                        .signOffs()
                        .forEach(s -> lines.add("- " + said(s.role()) + ": " + said(s.name()) + ", key " + said(s.key())
                                + ", " + ExecutionSteps.moment(s.signedAt()) + ", for the rehearsal's certificate")));
        record.notes().stream().filter(ExecutionLog::answer).forEach(answer -> lines.add("- " + said(answer)));
        if (lines.isEmpty() && (record.is("reset") || record.is("restore"))) {
            lines.add("Nothing was signed off beforehand, and nobody was asked.");
        }
        return lines;
    }

    private static boolean answer(String note) {
        return note.contains(" was asked \"") && note.contains("\" and said ");
    }

    private List<String> said(String start, boolean with) {
        return record.notes().stream()
                .filter(note -> note.startsWith(start) == with && !answer(note))
                .map(note -> "- " + said(note))
                .toList();
    }

    private List<String> incidents() {
        List<String> lines = new ArrayList<>();
        record.failedAttempts()
                .forEach(failed -> lines.add("- Attempt " + failed.attempt() + " was rolled back at \""
                        + said(failed.step()) + "\": " + said(failed.message())
                        + (failed.sqlState().isEmpty() ? "" : ", SQLSTATE " + said(failed.sqlState()))
                        + (failed.blockers().isEmpty()
                                ? ""
                                : ". In the way: " + said(String.join("; ", failed.blockers())))));
        record.steps().stream()
                .filter(StepResult::red)
                .forEach(step -> lines.add("- "
                        + step.startedAt()
                                .map(at -> ExecutionSteps.moment(at) + ": ")
                                .orElse("") + "\"" + said(step.name()) + "\" " + said(step.status()) + ": "
                        + said(step.message())));
        noted.forEach(n -> lines.add("- " + said(n.at()) + ", noted by " + said(n.by()) + ": "
                + (n.decision().isEmpty() ? "" : "decided to " + said(n.decision()) + ". ") + said(n.text(), 4_000)));
        if (lines.isEmpty()) {
            lines.add("None. `note FOLDER TEXT --by NAME` adds one.");
        }
        return lines;
    }

    private List<String> contacts() {
        List<String> lines = new ArrayList<>();
        record.contacts()
                .forEach(person -> lines.add(lines.size() + 1 + ". " + said(person.name())
                        + person.role().map(role -> " (" + said(role) + ")").orElse("")
                        + person.phone().map(phone -> ", " + said(phone)).orElse("")
                        + person.email().map(email -> ", " + said(email)).orElse("")));
        return lines;
    }

    private List<String> signatures() {
        List<String> lines = new ArrayList<>();
        lines.add("Whoever signs here signs for run " + said(record.run()) + ", whose run.json has the SHA-256 "
                + digest + ".");
        lines.add("");
        lines.addAll(table(List.of("", "Name", "Date", "Signature")));
        signOffs.forEach(file -> lines.add(MarkdownText.row(List.of(
                said(file.signOff().role()),
                said(Optional.ofNullable(file.signOff().name()).orElse("")),
                ExecutionSteps.moment(file.signOff().signedAt().toString()),
                "signed by key " + file.signer().id() + ", for certificate "
                        + said(file.signOff().certificate()) + "; whose key that is was not checked"))));
        BY_HAND.forEach(role -> lines.add(MarkdownText.row(List.of(role, " ", " ", " "))));
        return lines;
    }

    static List<String> table(List<String> heads) {
        List<String> lines = new ArrayList<>();
        lines.add(MarkdownText.row(heads));
        lines.add("|" + "---|".repeat(heads.size()));
        return lines;
    }

    private void section(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            line("");
            line("## " + title);
            line("");
            lines.forEach(this::line);
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String said(String value) {
        return MarkdownText.of(value);
    }

    private static String said(String value, int longest) {
        return MarkdownText.of(value, longest);
    }
}
