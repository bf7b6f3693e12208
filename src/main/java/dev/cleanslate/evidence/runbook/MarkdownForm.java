package dev.cleanslate.evidence.runbook;

import dev.cleanslate.evidence.report.Visible;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The runbook as Markdown: for a wiki, a ticket, a terminal. No value of it is taken for markup. */
final class MarkdownForm {

    private final StringBuilder out = new StringBuilder();

    private MarkdownForm() {}

    static String of(String title, String subtitle, List<Chapter> chapters, Phrase source) {
        MarkdownForm form = new MarkdownForm();
        form.line("# " + escaped(title)).line("").line(escaped(subtitle)).line("");
        chapters.forEach(chapter -> form.line("- [" + escaped(chapter.title()) + "](#" + chapter.id() + ")"));
        for (Chapter chapter : chapters) {
            form.line("").line("---").line("");
            form.place(chapter.id()).line("## " + escaped(chapter.title())).line("");
            chapter.blocks().forEach(form::block);
        }
        form.line("---").line("").line(phrase(source, false));
        return form.out.toString();
    }

    private MarkdownForm line(String line) {
        out.append(line).append('\n');
        return this;
    }

    /** What the ids of this page lead to; they are words of this program and never of a suite. */
    private MarkdownForm place(String id) {
        return id.isEmpty() ? this : line("<a id=\"" + id + "\"></a>").line("");
    }

    private void block(Block block) {
        if (block instanceof Block.Heading heading) {
            place(heading.id()).line("#".repeat(heading.level()) + " " + phrase(heading.words(), false));
        } else if (block instanceof Block.Paragraph paragraph) {
            line(phrase(paragraph.words(), false));
        } else if (block instanceof Block.Notice notice) {
            line("> **" + notice.tone().sign() + " " + escaped(notice.head().plain()) + "**");
            notice.lines().forEach(next -> line(">").line("> " + phrase(next, false)));
        } else if (block instanceof Block.Points points) {
            points.items().forEach(item -> line((points.tick() ? "- [ ] " : "- ") + phrase(item, false)));
        } else if (block instanceof Block.Table table) {
            table(table);
        } else if (block instanceof Block.Command command) {
            command(command);
        } else if (block instanceof Block.Sql sql) {
            line("```sql").line(sql.line()).line("```");
        } else if (block instanceof Block.Figures figures) {
            figures.all().forEach(figure -> line("- **" + escaped(figure.number()) + "** " + escaped(figure.words())));
        } else if (block instanceof Block.Picture picture) {
            line("**" + escaped(picture.caption()) + "**").line("");
            picture.words().forEach(this::block);
            return;
        }
        line("");
    }

    private void command(Block.Command command) {
        if (!command.label().isEmpty()) {
            line(phrase(command.label(), false)).line("");
        }
        String fence = "`".repeat(Math.max(3, longestRun(command.line()) + 1));
        line(fence + "sh").line(command.line()).line(fence);
    }

    private void table(Block.Table table) {
        line(table.heads().stream().map(MarkdownForm::escaped).collect(Collectors.joining(" | ", "| ", " |")));
        StringBuilder rule = new StringBuilder("|");
        for (int i = 0; i < table.heads().size(); i++) {
            rule.append(table.numbers().contains(i) ? "--:|" : "---|");
        }
        line(rule.toString());
        table.rows()
                .forEach(row -> line(
                        row.stream().map(cell -> phrase(cell, true)).collect(Collectors.joining(" | ", "| ", " |"))));
    }

    private static String phrase(Phrase phrase, boolean inTable) {
        StringBuilder text = new StringBuilder();
        for (Phrase.Span span : phrase.spans()) {
            String one = switch (span.look()) {
                case PLAIN -> escaped(span.text());
                case STRONG -> "**" + escaped(span.text()) + "**";
                case CODE -> code(span.text(), inTable);
            };
            text.append(span.to().isEmpty() ? one : "[" + one + "](#" + span.to() + ")");
        }
        return text.toString();
    }

    private static String code(String value, boolean inTable) {
        String shown = Visible.of(value).replace('\n', ' ');
        if (inTable) {
            // A bar ends a cell even in code; behind a backslash it does not.
            shown = shown.replace("|", "\\|");
        }
        String fence = "`".repeat(longestRun(shown) + 1);
        boolean room = shown.startsWith("`") || shown.endsWith("`");
        return shown.isBlank() ? "" : fence + (room ? " " : "") + shown + (room ? " " : "") + fence;
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /** Also where a name would turn into a link or a mention by itself. */
    private static String escaped(String value) {
        String shown = Visible.of(value).replace('\n', ' ');
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            boolean first = text.isEmpty();
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '\\', '`', '*', '_', '{', '}', '[', ']', '|', '~', '#', '!', '@', '$' ->
                    text.append('\\').append(c);
                case '+', '-', '=' -> text.append(first ? "\\" : "").append(c);
                case ':' -> text.append(shown.startsWith("//", i + 1) ? "&#58;" : ":");
                case '.' -> text.append(link(shown, i) || (!first && item(shown, i)) ? "\\." : ".");
                default -> text.append(c);
            }
        }
        return text.toString();
    }

    private static boolean link(String text, int dot) {
        return text.substring(Math.max(0, dot - 3), dot)
                .toLowerCase(Locale.ROOT)
                .equals("www");
    }

    /** {@code 1.} at the beginning would be a list. */
    private static boolean item(String text, int dot) {
        return text.substring(0, dot).chars().allMatch(Character::isDigit)
                && (dot + 1 == text.length() || text.charAt(dot + 1) == ' ');
    }
}
