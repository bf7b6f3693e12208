package dev.cleanslate.suite;

import dev.cleanslate.suite.SuiteDraft.DraftPhase;
import dev.cleanslate.suite.SuiteDraft.Item;
import dev.cleanslate.suite.SuiteDraft.Nulls;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes a suite that the reader takes back as it was meant, however odd the names in it are. */
public final class SuiteWriter {

    /** A name, or a few words; no colon, no hash, and no digit at the start. */
    private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9_]*|[A-Z][A-Za-z0-9]*( ?[ (]?[a-z0-9]+[,)]?)*");

    /** Words that some reader of YAML takes for something other than a text. */
    private static final Set<String> RESERVED =
            Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf");

    private static final int LINE = 110;

    private final SuiteDraft draft;
    private final boolean remarks;
    private final StringBuilder out = new StringBuilder();

    private SuiteWriter(SuiteDraft draft, boolean remarks) {
        this.draft = draft;
        this.remarks = remarks;
    }

    /** Without the remarks beside each table where the file would otherwise be too large to be read back. */
    public static String text(SuiteDraft draft) {
        String text = new SuiteWriter(draft, true).write();
        return text.length() < TextFile.YAML_LIMIT / 2 ? text : new SuiteWriter(draft, false).write();
    }

    /** Whether a suite can hold this name at all. */
    public static boolean canName(String name) {
        return !name.isBlank() && name.codePoints().noneMatch(Shown::unfit);
    }

    private String write() {
        draft.head().forEach(line -> comment("", line));
        line("suite: " + quoted(draft.name()));
        line("about: " + quoted(draft.about()));
        protect();
        items("ignore", "Not our business: neither emptied nor compared.", draft.ignore());
        triggers();
        phases();
        if (draft.restartSequences() != Suite.RestartSequences.WIPED) {
            section("Restarting a sequence is its owner's right, and not every one here belongs to this role.");
            line("restart-sequences: " + draft.restartSequences().name().toLowerCase(Locale.ROOT));
        }
        if (draft.unclassified() != Suite.Unclassified.REFUSE) {
            section(
                    "There are tables whose names no suite can hold (see above); without this line they refuse the plan.");
            line("unclassified: " + draft.unclassified().name().toLowerCase(Locale.ROOT));
        }
        checks();
        return out.toString();
    }

    private void protect() {
        if (draft.protect().isEmpty()) {
            return;
        }
        section("These come out identical, row by row; proved before the commit.");
        line("protect:");
        for (Item item : draft.protect()) {
            listed("  - ", quoted(item.name()) + (item.allowEmpty() ? ": { allow-empty: true }" : ""), item.remark());
        }
    }

    private void triggers() {
        if (!draft.triggers().isEmpty()) {
            section("They would fire while tables are emptied; off for the reset, and afterwards as they were.");
            line("triggers:");
            line("  disable:");
            draft.triggers().forEach(item -> listed("    - ", quoted(item.name()), item.remark()));
        }
    }

    private void phases() {
        if (draft.phases().isEmpty()) {
            return;
        }
        section("From what refers to others down to what everything refers to.");
        line("phases:");
        String gap = "";
        for (DraftPhase phase : draft.phases()) {
            out.append(gap);
            gap = "\n";
            line("  - name: " + quoted(phase.name()));
            if (!phase.wipe().isEmpty()) {
                line("    wipe:");
                phase.wipe().forEach(item -> listed("      - ", quoted(item.name()), item.remark()));
            } else {
                line("    reset:");
                phase.nulls().forEach(this::nulls);
            }
        }
    }

    private void nulls(Nulls nulls) {
        listed("      ", quoted(nulls.table()) + ":", nulls.remark());
        nulls.columns().forEach(column -> line("        " + quoted(column) + ": null"));
    }

    private void checks() {
        List<Item> wiped =
                draft.phases().stream().flatMap(p -> p.wipe().stream()).toList();
        if (wiped.isEmpty() && draft.notEmpty().isEmpty() && !draft.noOrphans()) {
            return;
        }
        section("Asked inside the transaction, before the commit.");
        line("checks:");
        rows("Everything that had to go is gone", wiped.stream().map(Item::name).toList(), "0");
        rows("Everything that has to stay is there", draft.notEmpty(), "\">0\"");
        if (draft.noOrphans()) {
            line("  - no-orphans: true");
        }
    }

    private void rows(String name, List<String> tables, String count) {
        if (!tables.isEmpty()) {
            line("  - name: " + name);
            line("    rows:");
            tables.forEach(table -> line("      " + quoted(table) + ": " + count));
        }
    }

    private void items(String key, String why, List<Item> items) {
        if (!items.isEmpty()) {
            section(why);
            line(key + ":");
            items.forEach(item -> listed("  - ", quoted(item.name()), item.remark()));
        }
    }

    private void section(String why) {
        out.append('\n');
        comment("", why);
    }

    /** A remark that is too long for the line stands above it. */
    private void listed(String start, String name, String remark) {
        String line = start + name;
        String said = onOneLine(remark);
        if (!remarks || said.isEmpty()) {
            line(line);
        } else if (line.length() + said.length() + 4 <= LINE) {
            line(line + "  # " + said);
        } else {
            comment(" ".repeat(start.length() - (start.endsWith("- ") ? 2 : 0)), said);
            line(line);
        }
    }

    private void comment(String indent, String text) {
        StringBuilder line = new StringBuilder(indent + "#");
        for (String word : onOneLine(text).split(" ", -1)) {
            if (line.length() > indent.length() + 1 && line.length() + 1 + word.length() > LINE) {
                line(line.toString());
                line = new StringBuilder(indent + "#");
            }
            line.append(' ').append(word);
        }
        line(line.toString().stripTrailing());
    }

    private void line(String line) {
        out.append(line).append('\n');
    }

    private static String onOneLine(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().map(c -> plain(c) || c == ' ' ? c : '?').forEach(shown::appendCodePoint);
        return shown.toString().strip();
    }

    static String quoted(String text) {
        if (PLAIN.matcher(text).matches() && !RESERVED.contains(text.toLowerCase(Locale.ROOT))) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (plain(c)) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\U%08x", c));
            }
        });
        return quoted.append('"').toString();
    }

    /** What an editor shows as it is. */
    private static boolean plain(int c) {
        return (c >= ' ' && c <= '~') || Character.isLetterOrDigit(c);
    }
}
