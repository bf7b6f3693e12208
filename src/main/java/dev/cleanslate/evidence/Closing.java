package dev.cleanslate.evidence;

import dev.cleanslate.plan.Refusal;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunEvent.Outcome;
import dev.cleanslate.run.RunListener;
import dev.cleanslate.suite.Contact;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last lines of a run: what came of it, in figures, where that stands written, and what to do next. */
final class Closing implements RunListener {

    private static final int RULE = 79;
    private static final int LINE = 100;
    private static final int MESSAGE_LINES = 5;

    private final Ink ink;
    private final Glyphs glyphs;
    private final Ledger ledger = new Ledger();
    private final ScanText scan;
    private final CertificationText certification;
    private Instant started = Instant.EPOCH;
    private Instant finished = Instant.EPOCH;
    private String command = "";
    private String target = "";
    private Path folder = Path.of("");
    private List<Refusal> refusals = List.of();
    private String transaction = "";
    private Optional<String> next = Optional.empty();
    private List<Contact> contacts = List.of();
    private RunEvent.@Nullable RunFinished end;
    private final StorageText storage = new StorageText();

    Closing(Ink ink, Glyphs glyphs) {
        this.ink = ink;
        this.scan = new ScanText(ink);
        this.certification = new CertificationText(ink);
        this.glyphs = glyphs;
    }

    @Override
    public void on(Instant at, RunEvent event) {
        ledger.on(at, event);
        scan.on(at, event);
        certification.on(at, event);
        storage.on(at, event);
        if (event instanceof RunEvent.RunStarted e) {
            started = at;
            command = e.command();
            target = e.target();
            folder = e.folder();
        } else if (event instanceof RunEvent.Contacts e) {
            contacts = e.people();
        } else if (event instanceof RunEvent.Planned e) {
            refusals = e.plan().refusals();
        } else if (event instanceof RunEvent.AttemptFailed) {
            transaction = "";
        } else if (event instanceof RunEvent.Committing e) {
            transaction = e.transaction();
        } else if (event instanceof RunEvent.Next e) {
            next = Optional.of(e.text());
        } else if (event instanceof RunEvent.RunFinished e) {
            end = e;
            finished = at;
        }
    }

    /** {@code planShown}: the whole plan, and with it what is refused, stands right above. */
    List<String> lines(boolean planShown) {
        List<String> lines = new ArrayList<>();
        RunEvent.RunFinished last = end;
        if (last == null) {
            return lines;
        }
        if ((last.committed() && !restoring() && !command.equals("go-live")) || rehearsed(last)) {
            lines.add("");
            lines.addAll(ledger.lines());
        }
        lines.addAll(scan.lines());
        lines.add("");
        lines.add(glyphs.rule().repeat(RULE));
        String verdict = last.outcome().word().toUpperCase(Locale.ROOT);
        verdict = last.outcome() == Outcome.PASSED ? ink.green(verdict) : ink.red(verdict);
        lines.add(ink.bold(command.equals("certify") ? certification.verdict().orElse(verdict) : verdict) + "   "
                + figures(last) + " ("
                + Figures.seconds(Duration.between(started, finished).toMillis())
                + (last.attempts() > 1 ? ", " + last.attempts() + " attempts)" : ")"));
        if (!planShown) {
            lines.addAll(PlanText.refusals(refusals));
        }
        if (command.equals("certify")) {
            lines.addAll(certification.lines());
        }
        if (refusals.isEmpty() && !command.equals("certify")) {
            last.message().ifPresent(message -> lines.addAll(shortened(message)));
        }
        if (last.outcome() != Outcome.PASSED && !command.equals("plan") && !command.equals("scan")) {
            lines.addAll(callOn());
        }
        if (last.outcome() == Outcome.PASSED && !command.equals("certify")) {
            storage.leftBehind(last.committed()).ifPresent(what -> lines.add("Files    " + what));
        }
        lines.add("Record   " + Printable.of(folder.toString()));
        if (last.outcome() == Outcome.PASSED && signed()) {
            lines.add(
                    "Signed   " + Printable.of(folder.resolve(Certificate.NAME).toString()));
        }
        if (Files.exists(folder.resolve(AllurePage.NAME))) {
            lines.add("Allure   " + Printable.of(folder.resolve(AllurePage.NAME).toString()));
        }
        // What a scan found is its verdict, and no failure that something else would have to follow.
        boolean done = last.outcome() == Outcome.PASSED || last.committed() || command.equals("scan");
        List<String> advice = next.filter(text -> done || restoring())
                .map(text -> text.lines().map(Printable::of).toList())
                .orElseGet(() -> List.of(next(last)));
        for (int i = 0; i < advice.size(); i++) {
            lines.add((i == 0 ? "Next     " : "         ") + advice.get(i));
        }
        lines.add(glyphs.rule().repeat(RULE));
        return lines;
    }

    private boolean signed() {
        return Files.exists(folder.resolve(Certificate.NAME));
    }

    /** In their order, which is that of the escalation. */
    private List<String> callOn() {
        List<String> lines = new ArrayList<>();
        for (Contact contact : contacts) {
            String who = contact.name()
                    + contact.role().map(role -> " (" + role + ")").orElse("")
                    + contact.phone().map(phone -> ", " + phone).orElse("")
                    + contact.email().map(email -> ", " + email).orElse("");
            lines.add((lines.isEmpty() ? "Call     " : "         ") + (lines.size() + 1) + ". " + Printable.of(who));
        }
        return lines;
    }

    private static List<String> shortened(String message) {
        List<String> all = message.lines().toList();
        List<String> lines = new ArrayList<>();
        all.stream()
                .limit(MESSAGE_LINES)
                .flatMap(line -> Width.wrap(Printable.of(line), LINE - 2).stream())
                .forEach(line -> lines.add("  " + line));
        if (all.size() > MESSAGE_LINES) {
            lines.add("  and " + Figures.count(all.size() - MESSAGE_LINES, "line") + " more, all above");
        }
        return lines;
    }

    private String figures(RunEvent.RunFinished last) {
        if (inDoubt(last)) {
            return "commit in doubt";
        }
        if (command.equals("scan")) {
            return scan.figures();
        }
        if (command.equals("certify")) {
            return certification.figures();
        }
        if (command.equals("storage")) {
            return storage.figures();
        }
        if (command.equals("go-live")) {
            return last.committed() ? "the database is marked as live" : "not marked, nothing was changed";
        }
        if (rehearsed(last)) {
            return removed() + storage.foretold() + " on a copy, the database itself is untouched";
        }
        if (!last.committed()) {
            return command.equals("plan") ? "nothing was changed" : "nothing was committed, nothing was changed";
        }
        return restoring() ? "the backup is put back" : removed() + ", committed" + storage.taken();
    }

    private boolean restoring() {
        return command.equals("restore");
    }

    private String removed() {
        return Figures.count(ledger.rows(), "row") + " removed from " + Figures.count(ledger.tables(), "table");
    }

    private boolean rehearsed(RunEvent.RunFinished last) {
        return command.equals("rehearse") && last.outcome() == Outcome.PASSED;
    }

    private String next(RunEvent.RunFinished last) {
        if (inDoubt(last)) {
            return "ask the same server: select pg_xact_status('" + Printable.of(transaction)
                    + "'), and run nothing else before it is known.";
        }
        return switch (last.outcome()) {
            case PASSED ->
                switch (command) {
                    case "plan" ->
                        "rehearse it (mvn verify without -Pplan, or the command rehearse); it runs on a copy.";
                    case "storage" -> storage.next();
                    case "scan" ->
                        scan.stands()
                                ? "nothing that --fail-on asks for, but what is above still stands: a suite with its statements removes it."
                                : "nothing. Scan again after the next load, or every night.";
                    case "go-live" -> "nothing. Every later reset and restore of this database is refused.";
                    case "rehearse" ->
                        "to really reset it, run again with the opt-in (-Dreset.execute=..., jar: reset --execute ...).";
                    default ->
                        signed()
                                ? "keep the record; it is the proof. Hand over: certify --target "
                                        + Printable.of(target) + " (Maven -Pcertify)."
                                : "nothing. The record above is the proof; keep it.";
                };
            case REFUSED -> "mend what is refused above, then run again.";
            case FAILED, ERROR ->
                command.equals("scan") && last.outcome() == Outcome.FAILED
                        ? "a suite with the statements above removes it: analyze --write makes one to start from."
                        : last.committed()
                                ? "the " + command
                                        + " is committed and stays; do by hand what the failed steps above left undone."
                                : "mend what failed above, then run again from the start.";
        };
    }

    private boolean inDoubt(RunEvent.RunFinished last) {
        return !last.committed() && last.exitCode() == 5 && !transaction.isEmpty();
    }
}
