package dev.cleanslate.scan;

import java.util.Locale;

/** What a column holds, as far as detectors care. */
public enum Kind {
    EMAIL("e-mail address"),
    USER_NAME("user name"),
    PERSON_NAME("name of a person"),
    LABEL("name of a thing"),
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
    LONGITUDE("longitude");

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
            case EMAIL, USER_NAME, PERSON_NAME, PHONE, FREE_TEXT, PASSWORD_HASH, IP, IP_TEXT, URL, CARD, EXTERNAL_ID ->
                true;
        };
    }

    /** For files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
