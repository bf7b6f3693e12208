package dev.cleanslate.scan;

import dev.cleanslate.postgres.Table.Column;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a column holds, as far as detectors care. */
public enum Kind {
    EMAIL("e-mail address"),
    USER_NAME("user name"),
    PERSON_NAME("name of a person"),
    LABEL("name of a thing"),
    ADDRESS("street or town"),
    PHONE("phone number"),
    FREE_TEXT("free text"),
    PASSWORD_HASH("password hash"),
    MONEY("money"),
    CREATED("time of creation"),
    UPDATED("time of change"),
    IP("IP address"),
    IP_TEXT("IP address, as text"),
    URL("URL"),
    CARD("card number"),
    EXTERNAL_ID("id in another system"),
    UUID("UUID"),
    LATITUDE("latitude"),
    LONGITUDE("longitude"),
    /** By a suite's word. */
    NONE("nothing to look at");

    private final String said;

    Kind(String said) {
        this.said = said;
    }

    /** For people. */
    public String said() {
        return said;
    }

    /** Whether its values say something of a person, however harmless they look. */
    boolean personal() {
        return switch (this) {
            case MONEY, CREATED, UPDATED, UUID, LABEL, LATITUDE, LONGITUDE -> false;
            case EMAIL,
                    USER_NAME,
                    PERSON_NAME,
                    ADDRESS,
                    PHONE,
                    FREE_TEXT,
                    PASSWORD_HASH,
                    IP,
                    IP_TEXT,
                    URL,
                    CARD,
                    EXTERNAL_ID,
                    NONE -> true;
        };
    }

    /** The words that a suite may use. */
    static List<String> words() {
        return Stream.of(values()).map(Kind::word).toList();
    }

    /** Empty where a column of that type cannot hold it. An address in text is one all the same. */
    static Optional<Kind> of(String word, Column column) {
        return meant(word).stream().filter(kind -> kind.fits(column)).findFirst();
    }

    /** What columns called so may be taken for; nothing for a word that stands for no kind. */
    static Set<Kind> meant(String word) {
        return word.equals(IP.word())
                ? EnumSet.of(IP, IP_TEXT)
                : Stream.of(values()).filter(k -> k.word().equals(word)).collect(Collectors.toSet());
    }

    private boolean fits(Column column) {
        return switch (this) {
            case EMAIL,
                    USER_NAME,
                    PERSON_NAME,
                    LABEL,
                    ADDRESS,
                    PHONE,
                    FREE_TEXT,
                    PASSWORD_HASH,
                    IP_TEXT,
                    URL,
                    CARD,
                    EXTERNAL_ID -> Recognition.texts(column);
            case MONEY, LATITUDE, LONGITUDE -> numeric(column);
            case CREATED, UPDATED ->
                column.type().startsWith("timestamp") && !column.type().endsWith("]");
            case IP -> column.type().equals("inet");
            case UUID -> column.type().equals("uuid");
            case NONE -> true;
        };
    }

    static boolean numeric(Column column) {
        return column.type().matches("(numeric|money|integer|bigint|smallint|real|double precision)(\\(.*)?");
    }

    /** For files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
