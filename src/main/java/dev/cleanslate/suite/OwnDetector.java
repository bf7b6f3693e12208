package dev.cleanslate.suite;

import java.util.List;
import java.util.Optional;

/**
 * A way of telling demo data that a suite adds; {@code severity} is critical, warning or note. What looks at values
 * says where: in {@code columns}, or in columns that hold one of {@code kinds}, of {@code table} if that is given.
 */
public record OwnDetector(
        String id,
        Place place,
        Optional<String> about,
        Optional<Mention> table,
        Look look,
        Optional<String> severity,
        List<ScanRules.Columns> columns,
        List<Mention> kinds) {

    public OwnDetector {
        columns = List.copyOf(columns);
        kinds = List.copyOf(kinds);
    }

    /** What it looks for, and where that stands in the suite. */
    public sealed interface Look {

        Place place();

        /** A predicate over a row of the table. */
        record Where(String sql, Place place) implements Look {}

        record Regex(String pattern, Place place) implements Look {}

        record Like(List<String> patterns, Place place) implements Look {
            public Like {
                patterns = List.copyOf(patterns);
            }
        }

        /** Whole values, of which a file lists one a line. */
        record Listed(String file, List<String> values, Place place) implements Look {
            public Listed {
                values = List.copyOf(values);
            }
        }
    }
}
