package dev.cleanslate.scan;

import dev.cleanslate.plan.People;
import dev.cleanslate.postgres.Table.Column;
import java.util.Map;
import java.util.Optional;

/** From a column's name, type and a look at its values to what it holds. Where name and values disagree, values win. */
public final class Recognition {

    private static final int A_SENTENCE = 40;

    private final String table;
    private final Column column;
    private final Sample sample;

    private Recognition(String table, Column column, Sample sample) {
        this.table = table;
        this.column = column;
        this.sample = sample;
    }

    /** Empty for a column that no detector could have anything to say about. */
    public static Optional<Recognised> of(String table, Column column, Sample sample) {
        return new Recognition(table, column, sample).judge();
    }

    /** Whether values of that type are worth looking at to tell what they are. */
    static boolean texts(Column column) {
        return column.type().matches("text|character varying.*|character(\\(.*)?|(\\w+\\.)?citext")
                && !column.type().endsWith("]");
    }

    private Optional<Recognised> judge() {
        String type = column.type();
        if (texts(column)) {
            return text();
        }
        if (type.equals("uuid")) {
            return Optional.of(so(Kind.UUID, "its type is uuid"));
        }
        if (type.equals("inet")) {
            return Optional.of(so(Kind.IP, "its type is inet"));
        }
        if (type.startsWith("timestamp") && !type.endsWith("]")) {
            return ColumnNames.moment(column.name()).map(kind -> so(kind, "its name says so, and its type is a time"));
        }
        if (type.matches("numeric.*|money|integer|bigint|smallint|real|double precision") && !type.endsWith("]")) {
            return ColumnNames.number(column.name())
                    .filter(kind -> kind == Kind.MONEY || type.matches("numeric.*|real|double precision"))
                    .map(kind -> so(kind, "its name says so, and its type is a number"));
        }
        return Optional.empty();
    }

    private Optional<Recognised> text() {
        Optional<Recognised> seen = byValues();
        Optional<Kind> named = ColumnNames.text(column.name()).map(this::ofAPerson);
        if (named.isEmpty() || (seen.isPresent() && seen.get().kind() != named.get() && shaped(named.get()))) {
            return seen.or(this::prose);
        }
        if (sample.hardly(matching(named.get()))) {
            return seen.or(this::prose);
        }
        return Optional.of(so(named.get(), "its name says so" + confirmed(named.get())));
    }

    /** {@code name} in a table of people is a person's. */
    private Kind ofAPerson(Kind kind) {
        return kind == Kind.LABEL && People.named(table) ? Kind.PERSON_NAME : kind;
    }

    private Optional<Recognised> byValues() {
        return Map.of(
                        Kind.EMAIL, sample.mails(),
                        Kind.URL, sample.urls(),
                        Kind.IP_TEXT, sample.addresses(),
                        Kind.PASSWORD_HASH, sample.hashes(),
                        Kind.CARD, sample.cards(),
                        Kind.PHONE, sample.phones())
                .entrySet()
                .stream()
                .filter(kind -> sample.mostly(kind.getValue()))
                .max(Map.Entry.<Kind, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(kind -> so(kind.getKey(), share(kind.getValue()) + " look like it"));
    }

    private Optional<Recognised> prose() {
        return sample.enough() && sample.length() >= A_SENTENCE && !sample.mostly(sample.uuids())
                ? Optional.of(so(Kind.FREE_TEXT, "its values are long"))
                : Optional.empty();
    }

    /** Kinds whose values have a shape of their own, so that a sample can speak against the name. */
    private static boolean shaped(Kind kind) {
        return switch (kind) {
            case EMAIL, URL, IP_TEXT, PASSWORD_HASH, CARD, PHONE -> true;
            default -> false;
        };
    }

    /** For a kind without a shape every value matches. */
    private long matching(Kind kind) {
        return switch (kind) {
            case EMAIL -> sample.mails();
            case URL -> sample.urls();
            case IP_TEXT -> sample.addresses();
            case CARD -> sample.cards();
            case PHONE -> sample.phones() + sample.numbers();
            default -> sample.seen();
        };
    }

    private String confirmed(Kind kind) {
        return shaped(kind) && sample.mostly(matching(kind)) ? ", and " + share(matching(kind)) + " look like it" : "";
    }

    private String share(long matching) {
        return matching + " of " + sample.seen() + " values";
    }

    private Recognised so(Kind kind, String reason) {
        return new Recognised(column, kind, reason);
    }
}
