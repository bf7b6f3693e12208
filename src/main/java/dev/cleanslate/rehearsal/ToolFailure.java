package dev.cleanslate.rehearsal;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a program said when it failed, as a person may read it: no passwords, no values of rows. */
final class ToolFailure {

    private static final int LINES = 6;
    private static final int WIDTH = 400;
    private static final Pattern PROGRESS =
            Pattern.compile("(?!.*(?:error|fatal|warning|detail|hint): ).*pg_(dump|restore): .*");
    private static final Pattern TROUBLE = Pattern.compile("(?i).*(error|fatal|could not|failed|refused).*");

    /** DETAIL and CONTEXT of the server quote rows and lines of COPY. */
    private static final Pattern VALUES = Pattern.compile("(?i)^(DETAIL|CONTEXT):.*|.*\\bCOPY \\S+, line \\d+.*");

    private static final Pattern KEY = Pattern.compile("=\\([^)]*\\)");
    private static final Pattern QUOTED_VALUE = Pattern.compile("(?<=syntax for type [a-z ]{1,40}: )\".*\"");

    private ToolFailure() {}

    /** The first error and what stands below it, or, where no line looks like one, the last lines. */
    static String firstLines(List<String> said, UnaryOperator<String> masking) {
        List<String> lines = said.stream()
                .filter(line -> !line.isBlank()
                        && !PROGRESS.matcher(line).matches()
                        && !VALUES.matcher(line.replaceFirst("^pg_(dump|restore): ", "")
                                        .replaceFirst("^detail: ", ""))
                                .matches())
                .toList();
        int first = 0;
        while (first < lines.size() && !TROUBLE.matcher(lines.get(first)).matches()) {
            first++;
        }
        int from = first < lines.size() ? first : Math.max(0, lines.size() - LINES);
        String text = lines.stream()
                .skip(from)
                .limit(LINES)
                .map(line ->
                        masking.apply(KEY.matcher(QUOTED_VALUE.matcher(line).replaceAll("\"***\""))
                                .replaceAll("=(***)")))
                .map(line -> line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line)
                .collect(Collectors.joining("\n  | "));
        return text.isEmpty() ? "nothing" : "\n  | " + text;
    }

    static String firstLines(List<String> said) {
        return firstLines(said, line -> line);
    }
}
