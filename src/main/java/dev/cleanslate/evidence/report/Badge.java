package dev.cleanslate.evidence.report;

/** Words that have a colour; each has its word and its sign too, since not everybody sees colours. */
final class Badge {

    private Badge() {}

    static Element status(String status, Language language) {
        return status(status, language.word("status", status));
    }

    static Element status(String status, String word) {
        return of(
                "status-" + known(status),
                switch (status) {
                    case "passed" -> "✓";
                    case "failed" -> "✗";
                    case "refused" -> "⊘";
                    default -> "–";
                },
                word);
    }

    private static String known(String status) {
        return switch (status) {
            case "passed", "failed", "refused" -> status;
            default -> "skipped";
        };
    }

    static Element fate(String fate, Language language) {
        return of(
                "fate-" + (FATES.contains(fate) ? fate : "ignore"),
                switch (fate) {
                    case "wipe" -> "▽";
                    case "keep-rows" -> "◨";
                    case "reset" -> "○";
                    case "protect" -> "■";
                    default -> "·";
                },
                language.word("fate", fate));
    }

    static final java.util.List<String> FATES = java.util.List.of("wipe", "keep-rows", "reset", "protect", "ignore");

    static Element severity(String severity, Language language) {
        return of(
                switch (severity) {
                    case "critical" -> "status-failed";
                    case "warning" -> "status-refused";
                    default -> "status-skipped";
                },
                switch (severity) {
                    case "critical" -> "✗";
                    case "warning" -> "!";
                    default -> "·";
                },
                language.word("severity", severity));
    }

    private static Element of(String look, String sign, String word) {
        return Element.of(Tag.SPAN, "badge " + look)
                .with(Element.of(Tag.SPAN).is(Attribute.ARIA_HIDDEN, "true").with(sign + " "), new Node.Text(word));
    }
}
